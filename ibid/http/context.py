"""The context of an operation that came by HTTP."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from execution.era import Era
from execution.remembering import Notes
from i18n.languages import Tag
from resolvers.access import Principal
from resolvers.checks.running import check_all
from resolvers.editing.ports import Editable
from schema.context import CHANGES_KEPT_DAYS, Context
from schema.loaders import Loaders, Looking
from store.ports import Feed

__all__ = ["Context", "RequestContext", "new_context"]


def _free(_cost: int) -> None:
    """Charge nobody."""


@dataclass(slots=True)
class RequestContext(Context):
    """A context that knows who pays: `charge` takes a cost, and raises a coded error where it is too much."""

    charge: Callable[[int], None] = _free


def new_context(
    reader: Looking,
    languages: tuple[Tag, ...],
    principal: Principal,
    *,
    charge: Callable[[int], None] = _free,
    store: Editable | None = None,
    feed: Feed | None = None,
    era: Era | None = None,
    notes: Notes | None = None,
    changes_kept_days: int = CHANGES_KEPT_DAYS,
) -> RequestContext:
    """A fresh context: whom to ask, the languages that the request prefers, who asks and pays, what is edited.

    `era` keeps what is made of the reader's records, and `notes` are taken of what the answer is made from.
    """
    return RequestContext(
        loaders=Loaders(reader, feed, era, notes),
        languages=languages,
        principal=principal,
        charge=charge,
        store=store,
        changes_kept_days=changes_kept_days,
        checks=check_all,
    )
