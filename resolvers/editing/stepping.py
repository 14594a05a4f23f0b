"""Steps of the workflow: a request of many, read for the whole level, decided one by one, committed together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from i18n.languages import Tag
from resolvers.editing import transitions
from resolvers.editing.checking import Checked, Checks
from resolvers.editing.decisions import Decision
from resolvers.editing.intents import Request, Step, Transition
from resolvers.editing.looking import Based, bases, units_named
from resolvers.editing.ports import Editable
from resolvers.editing.requests import Done, done_once
from resolvers.editing.translating import original
from store.editing import CheckFinding, SuggestionRecord
from store.records import Unit, Variant

_CHECKED = frozenset({Transition.APPROVE, Transition.PUBLISH, Transition.ACCEPT_SUGGESTION})
"""The steps at which the checks run again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stepping:
    """A request to take steps."""

    request: Request
    steps: Sequence[Step]


async def step(store: Editable, asked: Stepping, checks: Checks) -> Done:
    """Take steps; an outcome for each, in their order. Raises KeyReused and BadKey."""
    return await done_once(store, asked.request, partial(_decide, store, asked, checks))


async def _decide(store: Editable, asked: Stepping, checks: Checks, at: datetime) -> Sequence[Decision]:
    units = await units_named(store, (each.unit for each in asked.steps))
    suggestions = await _suggestions(store, asked.steps)
    subjects = [_subject(each, units, suggestions) for each in asked.steps]
    findings = await _found(store, asked.steps, units, subjects, checks)
    decisions: list[Decision] = []
    taken: set[tuple[str, Tag]] = set()
    for number, each in enumerate(asked.steps):
        name = each.unit.name
        met = transitions.Stand(
            principal=asked.request.principal,
            who=asked.request.who,
            unit=units.get(name),
            suggestion=suggestions.get(each.suggestion or "") if _fits(each, suggestions) else None,
            findings=findings[number],
            at=at,
            is_taken=(name, each.language) in taken and each.to is not Transition.DISMISS_SUGGESTION,
        )
        decision = transitions.decide(each, met)
        decisions.append(decision)
        if each.suggestion and decision.writes:
            suggestions.pop(each.suggestion)
        if decision.unit is not None:
            units[name] = decision.unit
            taken.add((name, each.language))
    return decisions


async def _suggestions(store: Editable, steps: Sequence[Step]) -> dict[str, SuggestionRecord]:
    """The suggestions that are open, by key."""
    keys = list(dict.fromkeys(each.suggestion for each in steps if each.suggestion))
    found = await store.get(SuggestionRecord, keys) if keys else []
    return {each.key: each for each in found if each is not None}


def _fits(step: Step, suggestions: dict[str, SuggestionRecord]) -> bool:
    """Whether the suggestion that a step names is one of its unit, in its language."""
    found = suggestions.get(step.suggestion or "")
    return found is not None and (found.of, found.language) == (step.unit.name, step.language)


def _subject(step: Step, units: dict[str, Unit], suggestions: dict[str, SuggestionRecord]) -> Variant | None:
    unit = units.get(step.unit.name)
    if unit is None:
        return None
    return transitions.subject_of(step, unit, suggestions.get(step.suggestion or ""))


async def _found(
    store: Editable, steps: Sequence[Step], units: dict[str, Unit], subjects: Sequence[Variant | None], checks: Checks
) -> list[Sequence[CheckFinding]]:
    """What the checks find in the texts of the steps at which they run again."""
    wanted = {
        number: (units[each.unit.name], subject)
        for number, (each, subject) in enumerate(zip(steps, subjects, strict=True))
        if subject is not None and each.to in _CHECKED
    }
    asked = [Based(unit, text.language, text.basis) if text.basis else None for unit, text in wanted.values()]
    checked = [
        Checked(unit=unit, language=text.language, text=text.text, source=source or original(unit, text.language))
        for (unit, text), source in zip(wanted.values(), await bases(store, asked), strict=True)
    ]
    found = dict(zip(wanted, await checks(store, checked), strict=True))
    return [found.get(number, ()) for number in range(len(steps))]
