"""What an operation carries: whom to ask, what was already asked, and which languages its reader prefers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias, TypeVar

import strawberry

from execution.loading import Loader
from i18n.languages import Tag
from resolvers.access import PUBLIC, Principal
from resolvers.changes.following import HEARTBEAT_SECONDS
from resolvers.changes.watching import Watch
from resolvers.editing.checking import Checks, no_checks
from resolvers.editing.ports import Editable
from schema.errors import Missing
from store.errors import Unavailable

if TYPE_CHECKING:
    from schema.loaders import Loaders

K = TypeVar("K")
V = TypeVar("V")


CHANGES_KEPT_DAYS = 1826
"""For how long changes are kept where nothing else is set: five years."""


@dataclass(slots=True, kw_only=True)
class Live:
    """What a subscription follows: the watch of this process.

    `principal_now` says who asks later on, since a key can be revoked. `last_cursor` is what a client that comes back
    has (`Last-Event-ID`); it is newer than any argument. `cursor` is that of the latest event, for transports that
    number events.
    """

    watch: Watch
    principal_now: Callable[[], Awaitable[Principal]] | None = None
    heartbeat_seconds: float = HEARTBEAT_SECONDS
    last_cursor: str | None = None
    cursor: str | None = None


@dataclass(slots=True)
class Context:
    """The context of one operation: never shared, since its loaders remember what they read.

    `principal` is who asks. `languages` is the preference that the request states; a field's own argument comes before
    it. `served` gathers the languages of the texts that the answer holds. `live` is there where one can subscribe.
    Editing goes to `store`, which decides by the policy what becomes of it, and asks the `checks`.
    """

    loaders: Loaders
    languages: tuple[Tag, ...] = ()
    principal: Principal = PUBLIC
    served: set[Tag] = field(default_factory=set)
    live: Live | None = None
    store: Editable | None = None
    changes_kept_days: int = CHANGES_KEPT_DAYS
    checks: Checks = no_checks

    @property
    def editable(self) -> Editable:
        """The store, for editing; Unavailable where there is none."""
        if self.store is None:
            raise Unavailable("nothing can be edited here")
        return self.store

    def forget(self) -> None:
        """Forget what was loaded and served: the next event of a subscription reads anew."""
        self.loaders.forget()
        self.served.clear()

    def preference(self, languages: Sequence[Tag] | None) -> tuple[Tag, ...]:
        """The preference to apply: the field's own argument, or the request's."""
        return tuple(languages) if languages else self.languages


Info: TypeAlias = strawberry.Info[Context, None]


async def load_one(loader: Loader[K, V | None], key: K) -> V:
    """What must be there, or Missing."""
    found = await loader.load(key)
    if found is None:
        raise Missing(key)
    return found


async def load_maybe(loader: Loader[K, V | None], key: K | None) -> V | None:
    """What a reference leads to; None for no reference."""
    return None if key is None else await loader.load(key)
