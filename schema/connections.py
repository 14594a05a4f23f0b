"""Connections: pages of lists, all alike, with keyset cursors (Relay's specification of connections)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

import strawberry

from execution.loading import Loader
from resolvers.pages import Listed, Stretched
from schema.context import Info
from schema.paging import Order
from store.ports import P

T = TypeVar("T")

MOST_COUNTED = 10_000
"""Above this, totals are not told."""


@strawberry.type(description="Where a page lies in its list.")
class PageInfo:
    """Relay's PageInfo."""

    has_next_page: bool = strawberry.field(description="Whether something comes after the page.")
    has_previous_page: bool = strawberry.field(description="Whether something comes before the page.")
    start_cursor: str | None = strawberry.field(
        description="The cursor of the page's first item; null when it is empty."
    )
    end_cursor: str | None = strawberry.field(description="The cursor of the page's last item; null when it is empty.")

    @classmethod
    def of(cls, cursors: Sequence[str], *, has_next: bool, has_previous: bool) -> PageInfo:
        """What the cursors of a page's items say of it."""
        return cls(
            has_next_page=has_next,
            has_previous_page=has_previous,
            start_cursor=cursors[0] if cursors else None,
            end_cursor=cursors[-1] if cursors else None,
        )


@strawberry.type(description="An item of a page, with its cursor.")
class Edge(Generic[T]):
    """Relay's edge."""

    cursor: str = strawberry.field(description="Where the item stands: give it back as `after` or `before`.")
    node: T = strawberry.field(description="The item.")


@strawberry.type(description="A page of a list.")
class Connection(Generic[T]):
    """Relay's connection. `read` gives the items with their cursors, and is asked only when they are selected."""

    read: strawberry.Private[Callable[[], Awaitable[list[tuple[str, T]]]]]
    page_info: PageInfo = strawberry.field(description="Where the page lies in its list.")
    total_count: int | None = strawberry.field(
        description="How many items the whole list has; null above 10,000, and where it is not kept."
    )

    @strawberry.field(description="The items with their cursors.")
    async def edges(self) -> list[Edge[T]]:
        """Each item, with its cursor."""
        return [Edge(cursor=cursor, node=node) for cursor, node in await self.read()]

    @strawberry.field(description="The items.")
    async def nodes(self) -> list[T]:
        """Each item."""
        return [node for _, node in await self.read()]


async def listed(info: Info, order: Order, question: Listed, loader: Loader[str, T | None]) -> Connection[T]:
    """The page of a listing that answers a question; its items are loaded by key."""
    page = await info.context.loaders.page.load(question)
    cursors = [order.cursor(entry.sort) for entry in page.entries]

    async def read() -> list[tuple[str, T]]:
        nodes = await loader.load_many(entry.key for entry in page.entries)
        return [(cursor, node) for cursor, node in zip(cursors, nodes, strict=True) if node is not None]

    return Connection(
        read=read,
        page_info=PageInfo.of(cursors, has_next=page.has_next, has_previous=page.has_previous),
        total_count=told(page.total),
    )


def stretched(order: Order, page: Stretched[P], wrap: Callable[[P], T]) -> Connection[T]:
    """A page of what stands in a document."""
    cursors = [order.cursor(record.position) for record in page.records]

    async def read() -> list[tuple[str, T]]:
        return [(cursor, wrap(record)) for cursor, record in zip(cursors, page.records, strict=True)]

    return Connection(
        read=read,
        page_info=PageInfo.of(cursors, has_next=page.has_next, has_previous=page.has_previous),
        total_count=told(page.total),
    )


def told(total: int | None) -> int | None:
    """A total, where it is kept and not beyond what is told."""
    return total if total is not None and total <= MOST_COUNTED else None
