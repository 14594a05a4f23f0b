"""The feed of changes: what becomes of entities, a page at a time or as it happens."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, TypeAlias

import strawberry

from i18n.citing.symbols import Symbol
from i18n.languages import Tag
from resolvers.changes import following
from resolvers.changes.following import ResetReason
from resolvers.changes.places import Wanted
from resolvers.changes.scope import Operation, Told
from schema import ids
from schema.context import Info
from schema.cursors import cursor_of
from schema.enums import EntityType
from schema.fields import recorded, some
from schema.lookup import node
from schema.nodes import Node
from store import records

EVERY_TYPE = frozenset(map(str, EntityType))
"""What is told where a filter names no types."""


@strawberry.input(description="Which changes are wanted; each condition that is given must hold.")
class ChangeFilter:
    """Conditions."""

    types: list[EntityType] | None = strawberry.field(default=strawberry.UNSET, description="Changes of these types.")
    languages: list[Tag] | None = strawberry.field(
        default=strawberry.UNSET,
        description="What has texts in one of these languages, and what is in no language, such as a citation.",
    )
    documents: list[Symbol] | None = strawberry.field(
        default=strawberry.UNSET, description="Changes of these documents and of what stands in them."
    )

    def wanted(self) -> Wanted:
        """The same without GraphQL."""
        documents = some(self.documents)
        types = some(self.types)
        return Wanted(
            types=EVERY_TYPE if types is None else frozenset(map(str, types)),
            languages=some(self.languages),
            documents=None if documents is None else frozenset(map(str, documents)),
        )


@strawberry.type(description="One entity's latest state; apply it when its revision is above yours.")
class Change:
    """A change."""

    record: strawberry.Private[records.Change]
    operation: Operation = strawberry.field(description="What becomes of the entity in your copy.")
    cursor: str = strawberry.field(description="The place behind this change: give it back as `after` to go on there.")
    revision: int = recorded("The entity's revision after the change.")
    at: datetime = recorded("When it was committed.")
    languages: list[Tag] = recorded("The languages in which texts changed; none where the entity has no texts.")

    @strawberry.field(name="type", description="The entity's type.")
    def entity_type(self) -> EntityType:
        """As it is recorded."""
        return EntityType(self.record.type)

    @strawberry.field(description="The entity's id.")
    def entity_id(self) -> strawberry.ID:
        """That of its node."""
        return strawberry.ID(ids.encode(self.record.type.capitalize(), self.record.key))

    @strawberry.field(description="The document that the entity is or stands in; null where it is in none.")
    def document(self) -> Symbol | None:
        """By its key."""
        return None if self.record.document is None else Symbol(self.record.document)

    @strawberry.field(description="The entity as it is now; null where it was deleted, or is not in your scope.")
    async def entity(self, info: Info) -> Node | None:
        """By its id, with the loaders of this page or event."""
        if not self.operation.has_state:
            return None
        return await node(info.context.loaders, self.entity_id())


@strawberry.type(description="Everything that there was has been told; from here on changes are told as they happen.")
class CaughtUp:
    """The end of what is told again."""

    cursor: str = strawberry.field(description="The place behind everything that was told.")


@strawberry.type(description="Nothing new, and the server is there.")
class Heartbeat:
    """A sign of life."""

    cursor: str = strawberry.field(description="The place behind everything that was told, or was not wanted.")


@strawberry.type(description="The last event of a subscription that the server ends.")
class Reset:
    """The end."""

    reason: ResetReason = strawberry.field(description="Why it ends.")
    cursor: str | None = strawberry.field(
        description="Where to go on in another subscription; null where nothing can be gone on from: copy anew."
    )


ChangeEvent: TypeAlias = Annotated[
    Change | CaughtUp | Heartbeat | Reset,
    strawberry.union("ChangeEvent", description="What somebody who follows the changes is told."),
]


def told(event: following.Event, key: bytes) -> Change | CaughtUp | Heartbeat | Reset:
    """An event as readers are told it; `key` is the feed's."""
    match event:
        case following.Changed(told, place):
            return change_of(told, cursor_of(key, place))
        case following.CaughtUp(place):
            return CaughtUp(cursor=cursor_of(key, place))
        case following.Heartbeat(place):
            return Heartbeat(cursor=cursor_of(key, place))
        case following.Reset(reason, place):
            return Reset(reason=reason, cursor=None if place is None else cursor_of(key, place))


def change_of(told: Told, cursor: str) -> Change:
    """A change as readers are told it."""
    return Change(record=told.change, operation=told.operation, cursor=cursor)
