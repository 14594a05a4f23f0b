"""Connections: pages of lists, all alike, with keyset cursors (Relay's specification of connections)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Generic, TypeVar, cast

import strawberry

from execution.loading import Loader
from resolvers.pages import Listed, Stretched
from schema.context import Info
from schema.fields import batched
from schema.noting import whatever
from schema.paging import Order
from store.ports import P, Page
from store.remembering.names import MadeFrom

T = TypeVar("T")

_SORT, _POSITION = attrgetter("sort"), attrgetter("position")

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


@dataclass(frozen=True, slots=True)
class Items(Generic[T]):
    """What stands on a page: there already, or to be loaded by `keys`; what is gone by then is None."""

    there: Sequence[T] = ()
    keys: Sequence[str] = ()
    loader: Loader[str, T | None] | None = None


async def _items(connections: Sequence[Connection[Any]]) -> list[Sequence[Any]]:
    """The items of pages, loaded together."""
    found: list[Sequence[Any]] = [each.items.there for each in connections]
    loaders = {id(each.items.loader): each.items.loader for each in connections if each.items.loader is not None}
    for loader in loaders.values():
        places = [place for place, each in enumerate(connections) if each.items.loader is loader]
        loaded = await loader.levels([connections[place].items.keys for place in places])
        for place, items in zip(places, loaded, strict=True):
            found[place] = items
    return found


async def _nodes(_info: Info, connections: Sequence[Connection[Any]]) -> list[list[Any]]:
    return [
        cast("list[Any]", some) if all(some) else [each for each in some if each is not None]
        for some in await _items(connections)
    ]


def _noted(notes: MadeFrom, connections: Sequence[Connection[Any]], _: object) -> None:
    """What is there already was noted with the page."""
    for each in connections:
        loader = each.items.loader
        if loader is not None and loader.note is not None:
            loader.note(notes, each.items.keys, ())


async def _edges(_info: Info, connections: Sequence[Connection[Any]]) -> list[list[Edge[Any]]]:
    return [
        [
            Edge(cursor=page.order.cursor(place), node=node)
            for place, node in zip(map(page.place, page.stands), items, strict=True)
            if node is not None
        ]
        for page, items in zip(connections, await _items(connections), strict=True)
    ]


@strawberry.type(description="A page of a list.")
class Connection(Generic[T]):
    """Relay's connection. What `stands` on the page has its `place` in the `order`; the `items` are loaded only when
    they are selected.
    """

    order: strawberry.Private[Order]
    stands: strawberry.Private[Sequence[Any]]
    place: strawberry.Private[Callable[[Any], str | int]]
    items: strawberry.Private[Items[T]]
    has_next: strawberry.Private[bool]
    has_previous: strawberry.Private[bool]
    total_count: int | None = strawberry.field(
        description="How many items the whole list has; null above 10,000, and where it is not kept."
    )
    edges: list[Edge[T]] = batched("The items with their cursors.", _edges)
    nodes: list[T] = batched("The items.", _nodes, whatever(_noted))

    @strawberry.field(description="Where the page lies in its list.")
    def page_info(self) -> PageInfo:
        """By the places of its first item and its last."""
        ends = *self.stands[:1], *self.stands[-1:]
        return PageInfo.of(
            [self.order.cursor(self.place(each)) for each in ends],
            has_next=self.has_next,
            has_previous=self.has_previous,
        )


async def listed(info: Info, order: Order, question: Listed, loader: Loader[str, T | None]) -> Connection[T]:
    """The page of a listing that answers a question; its items are loaded by key."""
    return connected(order, await info.context.loaders.page.load(question.slice()), loader)


def connected(order: Order, page: Page, loader: Loader[str, T | None]) -> Connection[T]:
    """A page of a listing."""
    return Connection(
        order=order,
        stands=page.entries,
        place=_SORT,
        items=Items(keys=page.keys, loader=loader),
        has_next=page.has_next,
        has_previous=page.has_previous,
        total_count=told(page.total),
    )


def in_documents(
    order: Order, pages: Sequence[Stretched[P]], make: Callable[[Sequence[Sequence[P]]], list[list[T]]]
) -> list[Connection[T]]:
    """Pages of what stands in documents; `make` makes the items of lists of records."""
    return [
        Connection(
            order=order,
            stands=page.records,
            place=_POSITION,
            items=Items(items),
            has_next=page.has_next,
            has_previous=page.has_previous,
            total_count=told(page.total),
        )
        for page, items in zip(pages, make([page.records for page in pages]), strict=True)
    ]


def told(total: int | None) -> int | None:
    """A total, where it is kept and not beyond what is told."""
    return total if total is not None and total <= MOST_COUNTED else None
