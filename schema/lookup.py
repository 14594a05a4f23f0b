"""Nodes by id: which loader knows the things of each type."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, cast

from execution.loading import Loader

from schema import ids
from schema.errors import BadId
from schema.loaders import Loaders
from schema.nodes import Node

_LOADERS: Mapping[str, Callable[[Loaders], Loader[str, Any]]] = {
    "Body": lambda loaders: loaders.body,
    "Citation": lambda loaders: loaders.citation,
    "Document": lambda loaders: loaders.document,
    "Footnote": lambda loaders: loaders.footnote,
    "Instrument": lambda loaders: loaders.instrument,
    "Organization": lambda loaders: loaders.reporter,
    "Paragraph": lambda loaders: loaders.paragraph,
    "Section": lambda loaders: loaders.section,
    "State": lambda loaders: loaders.reporter,
    "Submission": lambda loaders: loaders.submission,
    "Suggestion": lambda loaders: loaders.suggestion,
}


async def node(loaders: Loaders, node_id: str) -> Node | None:
    """What an id names; None where it is not there. Raises BadId."""
    return await _loading(loaders, node_id)


async def nodes(loaders: Loaders, node_ids: Sequence[str]) -> list[Node | None]:
    """What each id names. A bad id spoils only its own place: an exception in a list is reported where it stands."""
    ids.check_number(node_ids)
    loading = [_loading_or_bad(loaders, each) for each in node_ids]
    return [cast("Node | None", await _outcome(each)) for each in loading]


def _loading(loaders: Loaders, node_id: str) -> Awaitable[Node | None]:
    """What an id names, asked for at once, so that everything that is asked for here is loaded together."""
    type_name, key = ids.decode(node_id)
    if type_name not in _LOADERS:
        return _nothing()
    return _of_type(type_name, _LOADERS[type_name](loaders).load(key))


async def _nothing() -> None:
    return None


async def _of_type(type_name: str, loading: Awaitable[Any]) -> Node | None:
    found = await loading
    return found if isinstance(found, Node) and type(found).__name__ == type_name else None


def _loading_or_bad(loaders: Loaders, node_id: str) -> Awaitable[Node | None] | BadId:
    try:
        return _loading(loaders, node_id)
    except BadId as error:
        return error


async def _outcome(loading: Awaitable[Node | None] | BadId) -> Node | Exception | None:
    if isinstance(loading, BadId):
        return loading
    try:
        return await loading
    except Exception as error:  # noqa: BLE001  # told at its place in the list
        return error
