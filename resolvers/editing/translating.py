"""Writing translations: a request of many texts, read for the whole level, decided one by one, committed together."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
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
from store.editing import DONE, CheckFinding
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
    """Every item against what is there now; an item meets what those before it make of the unit."""
    units = await units_named(store, (each.unit for each in asked.items))
    based = [_based(each, units.get(each.unit.name)) for each in asked.items]
    sources = await bases(store, based)
    findings = await _found(store, asked.items, units, sources, checks)
    decisions: list[Decision] = []
    taken: set[tuple[str, Tag]] = set()
    for number, item in enumerate(asked.items):
        name = item.unit.name
        met = writing.Situation(
            principal=asked.request.principal,
            who=asked.request.who,
            unit=units.get(name),
            basis_is_known=based[number] is None or sources[number] is not None,
            findings=findings[number],
            suggestion=suggestion_key(asked.request, number),
            at=at,
            is_taken=(name, item.language) in taken,
        )
        decision = writing.decide(item, met)
        decisions.append(decision)
        if decision.unit is not None:
            units[name] = decision.unit
            taken.add((name, item.language))
    return decisions if asked.atomicity is Atomicity.PER_ITEM else _together(decisions)


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


async def _found(
    store: Editable, items: Sequence[Item], units: dict[str, Unit], sources: Sequence[Variant | None], checks: Checks
) -> list[Sequence[CheckFinding]]:
    """What the checks find in each text whose unit is there."""
    checked = {
        number: Checked(
            unit=unit,
            language=item.language,
            text=settled(item.markdown),
            source=source or original(unit, item.language),
        )
        for number, (item, source) in enumerate(zip(items, sources, strict=True))
        if (unit := units.get(item.unit.name)) is not None
    }
    found = dict(zip(checked, await checks(store, list(checked.values())), strict=True))
    return [found.get(number, ()) for number in range(len(items))]


def original(unit: Unit, language: Tag) -> Variant | None:
    """The published text in the unit's own language: what a text that names no basis is compared with."""
    return None if language == unit.original_language else unit.variants.get(unit.original_language)


def suggestion_key(request: Request, number: int) -> str:
    """The key of the suggestion that an item may become: the same however often the request is sent."""
    return hashlib.sha256(f"{request.name} {number}".encode()).hexdigest()[:24]
