"""The context of an operation that came by HTTP."""

from __future__ import annotations

from i18n.languages import Tag
from schema.context import Context
from schema.loaders import Loaders
from store.ports import Answering

__all__ = ["Context", "new_context"]


def new_context(reader: Answering, languages: tuple[Tag, ...]) -> Context:
    """A fresh context: whom to ask, and the languages that the request prefers."""
    return Context(loaders=Loaders(reader), languages=languages)
