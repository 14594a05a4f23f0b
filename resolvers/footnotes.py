"""Footnotes: of documents, called in paragraphs, on the way of an Ibid. to its full reference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from resolvers.batches import by_keys, by_positions
from resolvers.pages import Stretch, Stretched, stretches
from store import keys
from store.ports import Match, Reader
from store.records import CitationRecord, FootnoteRecord, ParagraphRecord


@dataclass(frozen=True, slots=True)
class Marked:
    """A footnote asked for by its sign; `part` is None for the main text."""

    document: str
    marker: str
    part: str | None


async def in_stretches(reader: Reader, asked: Sequence[Stretch]) -> list[Stretched[FootnoteRecord]]:
    """Pages of documents' footnotes, which have no traits."""
    return await stretches(reader, FootnoteRecord, asked, attrgetter("marker"))


async def marked(reader: Reader, asked: Sequence[Marked]) -> list[FootnoteRecord | None]:
    """The footnote that each sign names."""
    matches = [
        Match({"document": each.document, "marker_key": keys.label_key(each.marker), "part": each.part})
        for each in asked
    ]
    return [next(iter(found), None) for found in await reader.matching(FootnoteRecord, matches)]


async def of_paragraphs(reader: Reader, paragraphs: Sequence[ParagraphRecord]) -> list[list[FootnoteRecord]]:
    """The footnotes called in each paragraph, in the order of the calls."""
    return await by_positions(reader, FootnoteRecord, [(each.document, each.footnotes) for each in paragraphs])


async def chains(reader: Reader, citations: Sequence[CitationRecord]) -> list[list[FootnoteRecord]]:
    """For each citation the footnotes from its nearest antecedent to the full reference."""
    return await by_keys(reader, FootnoteRecord, [each.chain for each in citations])
