"""What a write amounts to, in the actions of the policy; and writes of somebody who does not see everything. Pure.

It is the last guard, whatever the workflow above it allows: whose drafts may be approved, and in which state, is the
workflow's to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from i18n.languages import Tag
from resolvers.access.policy import Action
from store.editing import SuggestionRecord
from store.heads import Heads
from store.records import NEVER, NOTHING, CitationRecord, Coverage, DocumentRecord, Entity, Unit

E = TypeVar("E", bound=Entity)


def actions(before: Entity | None, after: Entity) -> Iterator[tuple[Action, Tag | None]]:
    """What somebody does who puts one record in the place of another, and in which language."""
    if isinstance(after, SuggestionRecord):
        yield Action.SUGGEST, after.language
        return
    if before is None or before.deleted or after.deleted or type(before) is not type(after):
        yield Action.ADMINISTER, None
        return
    if isinstance(before, Unit) and isinstance(after, Unit):
        yield from ((Action.PUBLISH, tag) for tag in _different(before.variants, after.variants))
        yield from ((Action.WRITE, tag) for tag in _different(before.working, after.working))
    if _apart_from_texts(before) != _apart_from_texts(after):
        yield Action.CORRECT if isinstance(after, CitationRecord) else Action.ADMINISTER, None


def actions_on_heads(before: Heads, after: Heads) -> Iterator[Action]:
    """What somebody does who puts other heads in the place of some."""
    if before.published != after.published:
        yield Action.PUBLISH
    if before.working != after.working:
        yield Action.WRITE


def restored(after: E, seen: Entity, held: E) -> E:
    """A record that somebody made of what they saw, with what they did not see.

    What they left as they saw it is as it is held. So a language that is hidden from somebody is not lost by their
    writing another one.
    """
    return replace(
        after,
        **{
            each.name: _restored(getattr(after, each.name), getattr(seen, each.name), getattr(held, each.name))
            for each in fields(after)
        },
    )


def _restored(wanted: Any, seen: Any, held: Any) -> Any:
    if wanted == seen:
        return held
    if isinstance(wanted, Mapping):
        return _by_key(wanted, seen, held)
    if _is_coverage(wanted) and _is_coverage(held):
        by_language = ({each.language: each for each in some} for some in (wanted, seen, held))
        return tuple(_by_key(*by_language).values())
    return wanted


def _by_key(wanted: Mapping[Any, Any], seen: Mapping[Any, Any], held: Mapping[Any, Any]) -> dict[Any, Any]:
    """Entry by entry: those that were left as they were seen are as they are held."""
    merged = {key: held.get(key) if wanted.get(key) == seen.get(key) else wanted.get(key) for key in {**held, **wanted}}
    return {key: value for key, value in merged.items() if value is not None}


def _is_coverage(value: Any) -> bool:
    return isinstance(value, tuple) and all(isinstance(each, Coverage) for each in value)


def _different(before: Mapping[Tag, Any], after: Mapping[Tag, Any]) -> list[Tag]:
    return sorted(tag for tag in {*before, *after} if before.get(tag) != after.get(tag))


def _apart_from_texts(record: Entity) -> Entity:
    """What a record says beside its texts and what is derived from them; whenever it was written."""
    bare = replace(record, revision=0, updated_at=NEVER)
    if isinstance(bare, Unit):
        bare = replace(bare, variants=NOTHING, working=NOTHING, retired=NOTHING)
    return replace(bare, coverage=()) if isinstance(bare, DocumentRecord) else bare
