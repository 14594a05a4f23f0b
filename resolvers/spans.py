"""What stands where in a unit's plain text: the words of citations, and the calls of footnotes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from resolvers.texts import Wording
from store import keys
from store.records import CitationRecord, FootnoteRecord


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of plain text, from `start` up to `end` in code points, and the one thing that stands there."""

    start: int
    end: int
    citation: CitationRecord | None = None
    footnote: FootnoteRecord | None = None


def spans(wording: Wording, citations: Sequence[CitationRecord], footnotes: Sequence[FootnoteRecord]) -> list[Marked]:
    """What stands in a text, in order; of the citations those whose words are the unit's own, in this language."""
    found = [*_words(wording, citations), *_calls(wording, footnotes)]
    return sorted(found, key=lambda each: (each.start, each.end))


def _words(wording: Wording, citations: Sequence[CitationRecord]) -> Iterator[Marked]:
    for citation in citations:
        span = citation.spans.get(wording.language)
        if span is not None and citation.unit == wording.unit.key:
            yield Marked(span.start, span.end, citation=citation)


def _calls(wording: Wording, footnotes: Sequence[FootnoteRecord]) -> Iterator[Marked]:
    by_marker = {
        keys.label_key(footnote.markers.get(wording.language, footnote.marker)): footnote for footnote in footnotes
    }
    for call in wording.reading.calls:
        footnote = by_marker.get(keys.label_key(call.marker))
        if footnote is not None:
            yield Marked(call.at, call.at, footnote=footnote)
