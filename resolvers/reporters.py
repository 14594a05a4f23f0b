"""States and organizations: by their codes, and the States that report on a document or an instrument."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from resolvers.batches import by_keys
from resolvers.pages import Window
from store.listings import names
from store.ports import Match, Reader, Slice
from store.records import Entry, ReporterRecord

_ALPHA_2 = 2


async def coded(reader: Reader, codes: Sequence[str]) -> list[ReporterRecord | None]:
    """The reporter that each code names: alpha-3 or an acronym, alpha-2, or M49; case does not matter."""
    keyed = await by_keys(reader, ReporterRecord, [(code, code.upper()) for code in codes])
    unknown = [code for code, found in zip(codes, keyed, strict=True) if not found]
    matches = [match for code in unknown if (match := _other_code(code))]
    states = iter(await reader.matching(ReporterRecord, matches) if matches else ())
    others = {code: next(states) if _other_code(code) else [] for code in unknown}
    return [next(iter(found or others[code]), None) for code, found in zip(codes, keyed, strict=True)]


def _other_code(code: str) -> Match | None:
    """A State's other two codes: two letters, or a number of up to three digits."""
    if len(code) == _ALPHA_2 and code.isascii() and code.isalpha():
        return Match({"alpha2": code.upper()})
    if len(code) <= len("840") and code.isascii() and code.isdigit():
        return Match({"m49": code.zfill(len("840"))})
    return None


@dataclass(frozen=True, slots=True)
class States:
    """Every State."""

    window: Window

    def slice(self) -> Slice:
        """A page of `states`."""
        return self.window.of(names.STATES)


def reporting_on_instrument(instrument: str, window: Window) -> Slice:
    """The States with a submission that cites an instrument or a part of it: a page of `reporting:X`."""
    return window.of(names.reporting(instrument))


def reporting_on_document(symbol: str, window: Window) -> Slice:
    """The States whose submissions respond to a document: a page of `reporting-on:SYMBOL`."""
    return window.of(names.reporting_on(symbol))


def evidence(entry: Entry) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Where a reporting State says so: the document of each of its submissions, and positions there."""
    for said in entry.owners.values():
        positions = said["paragraphs"] if "paragraphs" in said else range(said["first"], said["last"] + 1)
        yield said["document"], tuple(positions)
