"""Documents: lists of them, by what their entries in the listings say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from i18n.languages import OFFICIAL, Tag
from resolvers.batches import by_keys
from resolvers.pages import Window
from store import keys
from store.listings import names
from store.listings.names import DocumentOrder
from store.ports import Reader, Slice
from store.records import Coverage, DocumentKind, DocumentRecord, Entry, SubmissionRecord

MOST_CITING = 10_000
"""How many documents may cite an instrument for it to be combined with other conditions."""


class TooManyCiting(ValueError):
    """More documents cite the instrument than can be combined with other conditions or another order."""

    def __init__(self, instrument: str) -> None:
        super().__init__(f"more than {MOST_CITING} documents cite {instrument}")
        self.instrument = instrument


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFilter:
    """Which documents are wanted; None is no condition. `adopted_from` and `adopted_to` are days, both included."""

    symbol_prefix: str | None = None
    kinds: frozenset[DocumentKind] | None = None
    issuing_body: str | None = None
    session: str | None = None
    language: Tag | None = None
    citing: str | None = None
    adopted_from: date | None = None
    adopted_to: date | None = None

    def keeps(self, entry: Entry) -> bool:
        """Whether a document is wanted, by what the listing says of it; `citing` is not looked at."""
        said = entry.owners[entry.key]
        return all(
            (
                self.symbol_prefix is None or entry.key.casefold().startswith(self.symbol_prefix.casefold()),
                self.kinds is None or said["kind"] in self.kinds,
                self.issuing_body is None or said["body"] == self.issuing_body,
                self.session is None or said["session"] == self.session,
                self.language is None or self.language in said["languages"],
                self._keeps_day(said["adopted"]),
            )
        )

    def _keeps_day(self, adopted: str | None) -> bool:
        if self.adopted_from is None and self.adopted_to is None:
            return True
        day = date.fromisoformat(adopted) if adopted else None
        return (
            day is not None
            and (self.adopted_from is None or self.adopted_from <= day)
            and (self.adopted_to is None or day <= self.adopted_to)
        )

    @property
    def is_empty(self) -> bool:
        """Whether every document is wanted, `citing` aside."""
        return self == DocumentFilter(citing=self.citing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Documents:
    """The documents that a filter keeps, in an order. `among`, where it is set, are those that cite `filter.citing`."""

    window: Window
    filter: DocumentFilter
    order: DocumentOrder
    among: frozenset[str] | None = None

    @property
    def needs_citing(self) -> bool:
        """Whether the citing documents must be known first: their own listing knows only one order, and no kinds."""
        only_citing = self.filter.is_empty and self.order is DocumentOrder.SYMBOL
        return self.filter.citing is not None and not only_citing

    def slice(self) -> Slice:
        """A page of `documents:ORDER`, or of `documents-citing:X`."""
        if self.filter.citing is not None and not self.needs_citing:
            return self.window.of(names.documents_citing(self.filter.citing))
        is_filtered = not self.filter.is_empty or self.among is not None
        return self.window.of(names.documents(self.order), prefix=self._prefix(), where=self if is_filtered else None)

    def __call__(self, entry: Entry) -> bool:
        """Whether an entry is kept."""
        return (self.among is None or entry.key in self.among) and self.filter.keeps(entry)

    def _prefix(self) -> str | None:
        """Where in the order of symbols to look; a number at the prefix's end may be the beginning of a longer one."""
        if self.filter.symbol_prefix is None or self.order is not DocumentOrder.SYMBOL:
            return None
        return keys.natural(self.filter.symbol_prefix.rstrip("0123456789"))


def covered(document: DocumentRecord) -> list[Coverage]:
    """How far the six official languages cover a document, and the others that it has anything in, by tag."""
    kept = {each.language: each for each in document.coverage}
    total = max((each.total for each in document.coverage), default=0)
    return [
        kept.get(tag) or Coverage(language=tag, total=total, published=0) for tag in sorted(kept.keys() | set(OFFICIAL))
    ]


async def citing(reader: Reader, instruments: Sequence[str]) -> list[frozenset[str]]:
    """The documents that cite each instrument or a part of it, or TooManyCiting."""
    pages = await reader.pages([Slice(listing=names.documents_citing(each), first=MOST_CITING) for each in instruments])
    for instrument, page in zip(instruments, pages, strict=True):
        if page.has_next:
            raise TooManyCiting(instrument)
    return [frozenset(entry.key for entry in page.entries) for page in pages]


async def responded_to(reader: Reader, submissions: Sequence[SubmissionRecord]) -> list[list[DocumentRecord]]:
    """The documents that each submission responds to."""
    return await by_keys(reader, DocumentRecord, [each.responds_to for each in submissions])
