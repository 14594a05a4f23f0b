"""What a copy is told of one entity: what becomes of it, and its state where it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from i18n.languages import Tag
from resolvers.changes.scope import Operation, Scope, Told
from store.kinds import KINDS, document_of, type_of
from store.ports import Reader
from store.records import Entity, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What becomes of an entity; `record` is its state as of now, None where the copy is to remove it.

    `languages` are those of its texts, or of the texts that changed. `seq` is the number in the feed of the change that
    it is about; 0 where it is about none.
    """

    operation: Operation
    type: str
    key: str
    document: str | None
    languages: tuple[Tag, ...]
    revision: int
    at: datetime
    record: Entity | None
    seq: int = 0


def said_of(record: Entity) -> Said:
    """A record that is there."""
    languages = {*record.variants, *record.working} if isinstance(record, Unit) else set[Tag]()
    return Said(
        operation=Operation.UPSERT,
        type=type_of(record),
        key=record.key,
        document=document_of(record),
        languages=tuple(sorted(languages)),
        revision=record.revision,
        at=record.updated_at,
        record=record,
    )


async def said_of_changes(reader: Reader, scope: Scope, told: Sequence[Told]) -> list[Said]:
    """Changes with the states that the entities have now, in their order.

    What was in scope with a change and is not any more is told to be removed: what brings it back is told later on.
    """
    wanted: dict[type[Entity], list[str]] = {}
    for each in told:
        if each.operation.has_state:
            wanted.setdefault(KINDS[each.change.type], []).append(each.change.key)
    found: dict[tuple[type[Entity], str], Entity] = {}
    for kind, keys in wanted.items():
        found |= {(kind, record.key): record for record in await reader.get(kind, keys) if record is not None}
    return [_said(each, scope, found.get((KINDS[each.change.type], each.change.key))) for each in told]


def _said(told: Told, scope: Scope, found: Entity | None) -> Said:
    change, operation = told.change, told.operation
    record = scope.record(found, change.type, change.document) if operation.has_state else None
    if operation.has_state and record is None:
        operation = Operation.LEFT_SCOPE
    return Said(
        operation=operation,
        type=change.type,
        key=change.key,
        document=change.document,
        languages=change.languages,
        revision=change.revision if record is None else record.revision,
        at=change.at if record is None else record.updated_at,
        record=record,
        seq=change.seq,
    )
