"""A copy kept by queries: pages of the feed, what can go wrong with a cursor as data, and what the feed is."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import strawberry

from resolvers.changes.places import Place
from resolvers.changes.scope import Scope
from resolvers.changes.troubles import Trouble
from resolvers.sync.following import AskedPage, NoPage
from schema.changes import Change, ChangeFilter, change_of
from schema.context import Info
from schema.cursors import cursor_behind, cursor_of, start_of
from schema.editing.errors import UserError, told
from schema.errors import BadPageSize
from schema.fields import given
from schema.paging import MOST_IN_DOCUMENT
from store.ports import FeedState

AfterCursor = Annotated[
    str | None,
    strawberry.argument(description="The `next` of the page before; without it from the beginning of all."),
]
FirstChanges = Annotated[
    int, strawberry.argument(description=f"The most entities to tell of, from 1 to {MOST_IN_DOCUMENT}.")
]
WantedChanges = Annotated[
    ChangeFilter | None,
    strawberry.argument(name="filter", description="Which changes are wanted; a cursor belongs to its filter."),
]


@strawberry.type(
    description="The latest of each entity that changed behind the cursor, in the order of commits, each once. It can "
    "be empty though there is more."
)
class ChangePage:
    """A page."""

    changes: list[Change] = strawberry.field(description="What changed.")
    next: str = strawberry.field(description="The place behind this page: give it as `after` for what comes then.")
    has_more: bool = strawberry.field(description="Whether there is more already.")


@strawberry.type(description="The changes behind the cursor are no longer kept: copy everything anew.")
class CursorExpired(UserError):
    """With the place from which changes are kept."""

    oldest: str = strawberry.field(description="The oldest cursor that can be gone on from.")


@strawberry.type(description="The cursor was given for another filter, or other grants: copy everything anew.")
class CursorFilterMismatch(UserError):
    """With this filter, or these grants, changes would be missed."""


@strawberry.type(description="The cursor was not given by this feed, or was changed.")
class CursorInvalid(UserError):
    """It does not bear the feed's seal."""


@strawberry.type(description="The database was restored from a backup, or is another one: copy everything anew.")
class EpochChanged(UserError):
    """Numbers may stand for other changes than those they stood for."""


ChangesResult: TypeAlias = Annotated[
    ChangePage | CursorExpired | CursorFilterMismatch | CursorInvalid | EpochChanged,
    strawberry.union(name="ChangesResult", description="A page of the feed, or why there is none."),
]


@strawberry.type(description="What the feed is, for those who keep a copy.")
class SyncInfo:
    """The feed."""

    head: str = strawberry.field(description="The place behind the latest change.")
    oldest: str = strawberry.field(description="The oldest place that can be gone on from.")
    tombstones_kept_for_days: int = strawberry.field(
        description="For how many days changes, and with them what was deleted, are kept at least."
    )


async def changes_behind(
    info: Info, after: str | None, first: int, wanted: ChangeFilter | None
) -> ChangePage | CursorExpired | CursorFilterMismatch | CursorInvalid | EpochChanged:
    """A page of the feed."""
    if not 1 <= first <= MOST_IN_DOCUMENT:
        raise BadPageSize(limit=str(MOST_IN_DOCUMENT))
    scope = Scope.of(info.context.principal, (wanted or ChangeFilter()).wanted())
    loaders = info.context.loaders
    state = await loaders.feed_state.load(None)
    page = await loaders.page_of_feed.load(AskedPage(start_of(state, given(after)), scope, first))
    if isinstance(page, NoPage):
        return _refused(info, page, state)
    return ChangePage(
        changes=[change_of(each, cursor_behind(state, scope, each)) for each in page.told],
        next=cursor_of(state.key, page.next),
        has_more=page.has_more,
    )


async def sync_info(info: Info) -> SyncInfo:
    """What the feed is; its places are good for any filter."""
    state = await info.context.loaders.feed_state.load(None)
    return SyncInfo(
        head=cursor_of(state.key, Place(state.epoch, state.head)),
        oldest=cursor_of(state.key, Place(state.epoch, state.pruned)),
        tombstones_kept_for_days=info.context.changes_kept_days,
    )


def _refused(
    info: Info, page: NoPage, state: FeedState
) -> CursorExpired | CursorFilterMismatch | CursorInvalid | EpochChanged:
    code = str(page.trouble)
    match page.trouble:
        case Trouble.CURSOR_EXPIRED:
            return told(info, CursorExpired, code, oldest=cursor_of(state.key, page.oldest))
        case Trouble.CURSOR_FILTER_MISMATCH:
            return told(info, CursorFilterMismatch, code)
        case Trouble.CURSOR_INVALID:
            return told(info, CursorInvalid, code)
        case Trouble.EPOCH_CHANGED:
            return told(info, EpochChanged, code)
