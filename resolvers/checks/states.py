"""Names of States, by the table of the United Nations' names: a State that the source names, the translation names."""

from __future__ import annotations

from collections.abc import Iterator

from resolvers.checks.findings import Found
from resolvers.checks.subject import Pair, joined

NAME = "states"


def check(pair: Pair) -> Iterator[Found]:
    """States that only one of both texts names."""
    if not pair.is_known:
        return
    source, target, states = pair.source, pair.target, pair.states
    here, there = states.named(source.plain, source.language), states.named(target.plain, target.language)
    lost = here - there
    added = there - here
    lost -= states.can_name(target.plain, target.language) if lost else set()
    added -= states.can_name(source.plain, source.language) if added else set()
    if lost:
        yield Found("CHECK_STATES_LOST", {"states": joined(states.name(code, target.language) for code in lost)})
    if added:
        yield Found("CHECK_STATES_ADDED", {"states": joined(states.name(code, target.language) for code in added)})
