"""The context of an operation that came by HTTP."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from i18n.languages import Tag
from resolvers.access import Principal
from schema.context import Context
from schema.loaders import Loaders
from store.ports import Answering

__all__ = ["Context", "RequestContext", "new_context"]


def _free(_cost: int) -> None:
    """Charge nobody."""


@dataclass(frozen=True, slots=True)
class RequestContext(Context):
    """A context that knows who pays: `charge` takes a cost, and raises a coded error where it is too much."""

    charge: Callable[[int], None] = _free


def new_context(
    reader: Answering, languages: tuple[Tag, ...], principal: Principal, charge: Callable[[int], None] = _free
) -> RequestContext:
    """A fresh context: whom to ask, who asks, the languages that the request prefers, and who pays."""
    return RequestContext(loaders=Loaders(reader), languages=languages, principal=principal, charge=charge)
