"""Paragraphs: of documents and sections, where citations and notes stand, what submissions are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from resolvers.batches import by_positions
from resolvers.pages import Stretch, Stretched, stretches
from store import keys
from store.ports import Match, Place, Range, Reader
from store.records import CitationRecord, FootnoteRecord, ParagraphRecord, SubmissionRecord


@dataclass(frozen=True, slots=True)
class Labelled:
    """A paragraph asked for by its number; `part` is None for the main text."""

    document: str
    label: str
    part: str | None


async def in_stretches(reader: Reader, asked: Sequence[Stretch]) -> list[Stretched[ParagraphRecord]]:
    """Pages of documents' paragraphs; the traits are kinds."""
    return await stretches(reader, ParagraphRecord, asked, attrgetter("kind"))


async def labelled(reader: Reader, asked: Sequence[Labelled]) -> list[ParagraphRecord | None]:
    """The paragraph that each label names, spaces and case aside."""
    matches = [
        Match({"document": each.document, "label_key": keys.label_key(each.label), "part": each.part}) for each in asked
    ]
    return [next(iter(found), None) for found in await reader.matching(ParagraphRecord, matches)]


async def at_places(reader: Reader, places: Sequence[Place]) -> list[list[ParagraphRecord]]:
    """The paragraphs at positions."""
    return await by_positions(reader, ParagraphRecord, places)


async def of_citations(reader: Reader, citations: Sequence[CitationRecord]) -> list[list[ParagraphRecord]]:
    """Where each citation's words, or its footnote's calls, stand."""
    return await by_positions(reader, ParagraphRecord, [(each.document, each.paragraphs) for each in citations])


async def calling(reader: Reader, footnotes: Sequence[FootnoteRecord]) -> list[list[ParagraphRecord]]:
    """The paragraphs that call each footnote."""
    return await by_positions(reader, ParagraphRecord, [(each.document, each.called_in) for each in footnotes])


async def of_submissions(reader: Reader, submissions: Sequence[SubmissionRecord]) -> list[list[ParagraphRecord]]:
    """The paragraphs that carry each submission."""
    return await reader.ranges(ParagraphRecord, [Range(each.document, each.first, each.last) for each in submissions])


async def children(reader: Reader, paragraphs: Sequence[ParagraphRecord]) -> list[list[ParagraphRecord]]:
    """The sub-paragraphs directly under each paragraph."""
    above = [each for each in paragraphs if each.position < each.last_descendant]
    ranges = [Range(each.document, each.position + 1, each.last_descendant) for each in above]
    found = await reader.ranges(ParagraphRecord, ranges) if ranges else []
    below = {each.key: some for each, some in zip(above, found, strict=True)}
    return [[child for child in below.get(each.key, ()) if child.parent == each.key] for each in paragraphs]
