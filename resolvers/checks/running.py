"""Checking a batch: what the checks need is read first, a bounded number of questions however many texts there are.

They are asked once for the whole batch: the paragraphs' notes, their citations, the instruments that these cite, and
the States by their names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from i18n.languages import Tag
from i18n.listed import forms
from resolvers import footnotes
from resolvers.batches import by_keys, by_positions
from resolvers.checks.findings import CheckFinding, fingerprint
from resolvers.checks.gazetteer import Gazetteer, Named, gazetteer
from resolvers.checks.registry import findings
from resolvers.checks.subject import Pair, Text
from resolvers.editing.checking import Checked
from resolvers.states import every_state
from store.ports import Reader
from store.records import (
    CitationOrigin,
    CitationRecord,
    FootnoteRecord,
    InstrumentKind,
    InstrumentRecord,
    ParagraphRecord,
    ReporterRecord,
    Variant,
)
from store.texts import plain

TITLED = frozenset(
    {
        InstrumentKind.TREATY,
        InstrumentKind.DECLARATION,
        InstrumentKind.COMPACT,
        InstrumentKind.AGENDA,
        InstrumentKind.GUIDELINE,
        InstrumentKind.PUBLICATION,
        InstrumentKind.REPORT,
    }
)
"""What is called by its title. Bodies, funds and goals are called by words that stand for much else."""


async def check_all(reader: Reader, items: Sequence[Checked]) -> list[list[CheckFinding]]:
    """For each text what the checks find, in their order; what has no source gets only those that need none."""
    sourced = [item for item in items if item.source is not None]
    paragraphs = [item.unit for item in sourced if isinstance(item.unit, ParagraphRecord)]
    notes = await footnotes.of_paragraphs(reader, paragraphs) if paragraphs else []
    by_unit = {paragraph.key: own for paragraph, own in zip(paragraphs, notes, strict=True)}
    states = state_names(await every_state(reader)) if sourced else Gazetteer()
    instruments = instrument_names(await _instruments(reader, paragraphs))
    return [
        _told(item, None if item.source is None else _pair(item, item.source, by_unit, states, instruments))
        for item in items
    ]


def _pair(
    item: Checked,
    source: Variant,
    notes: Mapping[str, Sequence[FootnoteRecord]],
    states: Gazetteer,
    instruments: Gazetteer,
) -> Pair:
    return Pair(
        source=Text(source.text, source.language),
        target=Text(item.text, item.language),
        markers=same_notes(notes.get(item.unit.key, ()), item.language, source.language),
        states=states,
        instruments=instruments,
    )


def _told(item: Checked, pair: Pair | None) -> list[CheckFinding]:
    target = pair.target if pair else Text(item.text, item.language)
    return [
        CheckFinding(
            id=fingerprint(item.unit.key, item.language, check.name, found),
            check=check.name,
            severity=check.severity,
            code=found.code,
            params=found.params,
            is_waivable=check.is_waivable,
        )
        for check, found in findings(target, pair)
    ]


def same_notes(notes: Iterable[FootnoteRecord], target: Tag, source: Tag) -> Mapping[str, str]:
    """For the marker that a note has in the source's language the one that it has in the target's."""
    return {note.markers.get(source, note.marker): note.markers.get(target, note.marker) for note in notes}


async def _instruments(reader: Reader, paragraphs: Sequence[ParagraphRecord]) -> Iterable[InstrumentRecord]:
    """What the running text of paragraphs cites."""
    places = [(each.document, each.citations) for each in paragraphs]
    cited = await by_positions(reader, CitationRecord, places) if places else []
    wanted = {
        each.instrument: None for own in cited for each in own if each.instrument and each.origin is CitationOrigin.TEXT
    }
    (found,) = await by_keys(reader, InstrumentRecord, [list(wanted)])
    return found


def state_names(states: Iterable[ReporterRecord]) -> Gazetteer:
    """States as the checks know them: each name as it is listed, its short form, and the other word order."""
    return gazetteer(
        Named(
            code=state.key,
            names={tag: tuple(forms(plain(text.text))) for tag, text in state.variants.items()},
            aliases=state.aliases,
        )
        for state in states
    )


def instrument_names(instruments: Iterable[InstrumentRecord]) -> Gazetteer:
    """Instruments as the checks know them: by title, and by whatever else they can be asked for by."""
    return gazetteer(
        Named(
            code=each.key,
            names={tag: (plain(text.text),) for tag, text in each.variants.items()},
            aliases=each.aliases,
        )
        for each in instruments
        if each.kind in TITLED
    )
