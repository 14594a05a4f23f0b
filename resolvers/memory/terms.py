"""The names in a text and their official forms in another language: States by their names, instruments as cited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from i18n.citing.inflections import inflection
from i18n.citing.names import Names
from i18n.languages import Tag
from resolvers.batches import by_keys, by_positions
from resolvers.states import every_state
from store import texts
from store.ports import Reader
from store.records import CitationRecord, FootnoteRecord, InstrumentRecord, ParagraphRecord, ReporterRecord, Span, Unit


@dataclass(frozen=True, slots=True)
class Term:
    """A name that stands in a text, what it names, and its official form in the target language."""

    span: Span
    words: str
    named: InstrumentRecord | ReporterRecord
    target: Tag

    @property
    def form(self) -> str:
        """The official form, as plain text."""
        return texts.plain(self.named.variants[self.target].text)


@dataclass(frozen=True, slots=True)
class Named:
    """A unit whose names are asked for, from one language into another."""

    unit: Unit
    source: Tag
    target: Tag


async def terms(reader: Reader, asked: Sequence[Named]) -> list[list[Term]]:
    """The terms of each, in the order of the text; of what has no name in the target language, none."""
    if not asked:
        return []
    states = await every_state(reader)
    cited = await _cited(reader, [each.unit for each in asked])
    return [_of(each, states, own) for each, own in zip(asked, cited, strict=True)]


async def _cited(reader: Reader, units: Sequence[Unit]) -> list[list[tuple[CitationRecord, InstrumentRecord]]]:
    """The citations in each unit's own words, with what they cite."""
    places = [
        (unit.document, unit.citations) if isinstance(unit, ParagraphRecord | FootnoteRecord) else ("", ())
        for unit in units
    ]
    found = await by_positions(reader, CitationRecord, places)
    own = [
        [each for each in some if each.unit == unit.key and each.instrument]
        for unit, some in zip(units, found, strict=True)
    ]
    instruments = await by_keys(
        reader, InstrumentRecord, [[each.instrument for each in some if each.instrument] for some in own]
    )
    known = {each.key: each for some in instruments for each in some}
    return [
        [(each, known[each.instrument]) for each in some if each.instrument and each.instrument in known]
        for some in own
    ]


def _of(
    asked: Named, states: Iterable[ReporterRecord], cited: Iterable[tuple[CitationRecord, InstrumentRecord]]
) -> list[Term]:
    plain = texts.plain(asked.unit.variants[asked.source].text)
    found = [*_instruments(asked, plain, cited), *_states(asked, plain, states)]
    return sorted(found, key=lambda term: (term.span.start, -term.span.end))


def _instruments(asked: Named, plain: str, cited: Iterable[tuple[CitationRecord, InstrumentRecord]]) -> Iterator[Term]:
    for citation, instrument in cited:
        span = citation.spans.get(asked.source)
        if span is not None and asked.target in instrument.variants:
            yield Term(span, plain[span.start : span.end], instrument, asked.target)


def _states(asked: Named, plain: str, states: Iterable[ReporterRecord]) -> Iterator[Term]:
    known = {state.key: state for state in states if {asked.source, asked.target} <= state.variants.keys()}
    pairs = tuple((texts.plain(state.variants[asked.source].text), key) for key, state in known.items())
    for found in _finder(pairs, asked.source).find(plain):
        span = Span(found.start, found.end)
        yield Term(span, plain[found.start : found.end], known[found.named], asked.target)


@lru_cache(maxsize=16)
def _finder(pairs: tuple[tuple[str, str], ...], language: Tag) -> Names:
    """The finder of names; a changed name makes another one."""
    return Names(pairs, inflection(language))
