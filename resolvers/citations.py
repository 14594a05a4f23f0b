"""Citations: where they stand, what they repeat, and who cites an instrument or a paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from resolvers.batches import by_keys, by_positions
from resolvers.pages import Stretch, Stretched, Window, stretches
from store.listings import names
from store.ports import Reader, Slice
from store.records import CitationOrigin, CitationRecord, Entry, FootnoteRecord, ParagraphRecord, SubmissionRecord


async def in_stretches(reader: Reader, asked: Sequence[Stretch]) -> list[Stretched[CitationRecord]]:
    """Pages of the citations that documents make; the traits are origins."""
    return await stretches(reader, CitationRecord, asked, attrgetter("origin"))


async def of_paragraphs(reader: Reader, paragraphs: Sequence[ParagraphRecord]) -> list[list[CitationRecord]]:
    """The citations of each paragraph and of the notes that it calls, in the order of its text."""
    return await by_positions(reader, CitationRecord, [(each.document, each.citations) for each in paragraphs])


async def of_footnotes(reader: Reader, footnotes: Sequence[FootnoteRecord]) -> list[list[CitationRecord]]:
    """The citations of each footnote."""
    return await by_positions(reader, CitationRecord, [(each.document, each.citations) for each in footnotes])


async def of_submissions(reader: Reader, submissions: Sequence[SubmissionRecord]) -> list[list[CitationRecord]]:
    """The citations that each submission makes."""
    return await by_positions(reader, CitationRecord, [(each.document, each.citations) for each in submissions])


async def antecedents(reader: Reader, citations: Sequence[CitationRecord]) -> list[list[CitationRecord]]:
    """What each citation repeats."""
    return await by_keys(reader, CitationRecord, [each.antecedents for each in citations])


async def supported(reader: Reader, citations: Sequence[CitationRecord]) -> list[list[CitationRecord]]:
    """The citations in the text that each footnote's citation gives the source of."""
    return await by_keys(reader, CitationRecord, [each.supports for each in citations])


@dataclass(frozen=True, slots=True, kw_only=True)
class CitingInstrument:
    """The citations of an instrument, and of its parts unless `include_parts` is off.

    `within` keeps those of one document, `outside` those of every other.
    """

    instrument: str
    window: Window
    origins: frozenset[CitationOrigin] | None = None
    within: str | None = None
    outside: str | None = None
    include_parts: bool = True

    def slice(self) -> Slice:
        """A page of `cited-by:X`."""
        is_filtered = self.origins is not None or self.outside is not None or not self.include_parts
        return self.window.of(
            names.cited_by(self.instrument),
            prefix=None if self.within is None else f"{names.by_symbol(self.within)} ",
            where=self if is_filtered else None,
        )

    def __call__(self, entry: Entry) -> bool:
        """Whether an entry is kept."""
        said = entry.owners[entry.key]
        return (
            (self.origins is None or said["origin"] in self.origins)
            and (self.outside is None or said["document"] != self.outside)
            and (self.include_parts or said["target"] == self.instrument)
        )


@dataclass(frozen=True, slots=True)
class CitingParagraph:
    """The citations whose pinpoint is a paragraph."""

    paragraph: str
    window: Window

    def slice(self) -> Slice:
        """A page of `cited-by-paragraph:K`."""
        return self.window.of(names.cited_by_paragraph(self.paragraph))
