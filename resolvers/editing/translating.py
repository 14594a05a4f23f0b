"""Writing translations: a request of many texts, read for the whole level, decided one by one, committed together."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from i18n.languages import Tag
from resolvers.editing import writing
from resolvers.editing.checking import Checked, Checks
from resolvers.editing.decisions import Decision, not_attempted
from resolvers.editing.intents import Atomicity, Item, Request
from resolvers.editing.looking import Based, bases, units_named
from resolvers.editing.ports import Editable
from resolvers.editing.requests import Done, done_once, tried
from resolvers.editing.wording import settled
from store.editing import DONE, CheckFinding, OutcomeKind
from store.records import Unit, Variant


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """A request to write texts."""

    request: Request
    items: Sequence[Item]
    atomicity: Atomicity = Atomicity.PER_ITEM
    validate_only: bool = False


async def write(store: Editable, asked: Writing, checks: Checks) -> Done:
    """Write texts; an outcome for each, in their order. Raises KeyReused and BadKey."""
    decide = partial(_decide, store, asked, checks)
    return await tried(decide) if asked.validate_only else await done_once(store, asked.request, decide)


async def _decide(store: Editable, asked: Writing, checks: Checks, at: datetime) -> Sequence[Decision]:
    """Every item against what is there now; what would be written is checked, and decided by what was found."""
    units = await units_named(store, (each.unit for each in asked.items))
    based = [_based(each, units.get(each.unit.name)) for each in asked.items]
    sources = await bases(store, based)
    known = [basis is None or source is not None for basis, source in zip(based, sources, strict=True)]
    first = _decided(asked, units, known, [()] * len(asked.items), at)
    named = Counter((item.unit.name, item.language) for item in asked.items)
    wanted = [
        number
        for number, (item, decision) in enumerate(zip(asked.items, first, strict=True))
        if decision.outcome.kind is OutcomeKind.WRITTEN
        or (item.unit.name in units and (item.waivers or named[item.unit.name, item.language] > 1))
    ]
    checked = [_checked(asked.items[each], units[asked.items[each].unit.name], sources[each]) for each in wanted]
    found = dict(zip(wanted, await checks(store, checked) if checked else (), strict=True))
    findings: list[Sequence[CheckFinding]] = [found.get(number, ()) for number in range(len(asked.items))]
    decisions = _decided(asked, units, known, findings, at) if any(findings) else first
    return decisions if asked.atomicity is Atomicity.PER_ITEM else _together(decisions)


def _decided(
    asked: Writing,
    units: Mapping[str, Unit],
    known: Sequence[bool],
    findings: Sequence[Sequence[CheckFinding]],
    at: datetime,
) -> list[Decision]:
    """Every item in its turn: it meets what those before it make of the unit."""
    now = dict(units)
    decisions: list[Decision] = []
    taken: set[tuple[str, Tag]] = set()
    for number, item in enumerate(asked.items):
        name = item.unit.name
        met = writing.Situation(
            principal=asked.request.principal,
            who=asked.request.who,
            unit=now.get(name),
            basis_is_known=known[number],
            findings=findings[number],
            suggestion=suggestion_key(asked.request, number),
            at=at,
            is_taken=(name, item.language) in taken,
        )
        decision = writing.decide(item, met)
        decisions.append(decision)
        if decision.unit is not None:
            now[name] = decision.unit
            taken.add((name, item.language))
    return decisions


def _together(decisions: Sequence[Decision]) -> Sequence[Decision]:
    """All or nothing. A text that met a newer one is kept as a suggestion all the same."""
    if all(_is_fit(each) for each in decisions):
        return decisions
    return [not_attempted(each) if _is_fit(each) else each for each in decisions]


def _is_fit(decision: Decision) -> bool:
    """Whether an item became what it was meant to be: kept as a suggestion on purpose, too."""
    return decision.outcome.kind in DONE and not decision.is_second_best


def _based(item: Item, unit: Unit | None) -> Based | None:
    return None if unit is None or item.basis is None else Based(unit, item.language, item.basis)


def _checked(item: Item, unit: Unit, source: Variant | None) -> Checked:
    text = settled(item.markdown)
    return Checked(unit=unit, language=item.language, text=text, source=source or original(unit, item.language))


def original(unit: Unit, language: Tag) -> Variant | None:
    """The published text in the unit's own language: what a text that names no basis is compared with."""
    return None if language == unit.original_language else unit.variants.get(unit.original_language)


def suggestion_key(request: Request, number: int) -> str:
    """The key of the suggestion that an item may become: the same however often the request is sent."""
    return hashlib.sha256(f"{request.name} {number}".encode()).hexdigest()[:24]
