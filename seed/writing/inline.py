"""A unit's text in pieces for those who write it for people: words, calls, emphasis, and what is cited where."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from seed.writing.akn.marks import Stretch, apart, doings, stretches
from seed.writing.edition import Edition, Note, Paragraph
from seed.writing.expression import Link
from seed.writing.uris import page
from store import texts
from store.records import Act

Piece = tuple[Link | None, bool, Sequence[Stretch]]
"""Neighbours in one link, emphasised or not."""


def pieces(edition: Edition, unit: Paragraph | Note) -> Iterator[Piece]:
    """The pieces of a unit's text; the verb that opens a paragraph is emphasised, as it is in print."""
    acts = _opening(unit)
    held = stretches(unit.said.text, apart(list(_links(edition, unit))), doings(texts.plain(unit.said.text), acts))

    def place(each: Stretch) -> tuple[Link | None, bool]:
        return each.link, bool(each.emphasis or each.doings)

    return ((link, is_emphasised, list(own)) for (link, is_emphasised), own in groupby(held, key=place))


def _opening(unit: Paragraph | Note) -> Sequence[Act]:
    if isinstance(unit, Note) or unit.said.language != unit.record.original_language:
        return ()
    plain = texts.plain(unit.said.text)
    return [Act(verb=act.verb) for act in unit.record.acts[:1] if plain.startswith(act.verb)]


def _links(edition: Edition, unit: Paragraph | Note) -> Iterator[Link]:
    for citation in unit.citations:
        span = citation.spans.get(unit.said.language)
        instrument = edition.instrument(citation)
        href = page(instrument) if instrument else None
        if span and href:
            yield Link(span.start, span.end, href)


def joined(stretches_: Sequence[Stretch], words: Callable[[str], str], call: Callable[[str], str]) -> str:
    """Stretches as one string."""
    return "".join(call(each.words) if each.is_call else words(each.words) for each in stretches_)
