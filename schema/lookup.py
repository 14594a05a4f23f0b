"""Nodes by id: which loader knows the things of each type."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
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
    type_name, key = ids.decode(node_id)
    if type_name not in _LOADERS:
        return None
    found = await _LOADERS[type_name](loaders).load(key)
    return found if isinstance(found, Node) and type(found).__name__ == type_name else None


async def nodes(loaders: Loaders, node_ids: Sequence[str]) -> list[Node | None]:
    """What each id names. A bad id spoils only its own place: an exception in a list is reported where it stands."""
    ids.check_number(node_ids)
    for each in node_ids:
        _ask_for(loaders, each)
    return [cast("Node | None", await _outcome(node(loaders, each))) for each in node_ids]


def _ask_for(loaders: Loaders, node_id: str) -> None:
    """Ask for a node without waiting, so that all of them are loaded together."""
    with suppress(BadId):
        type_name, key = ids.decode(node_id)
        if type_name in _LOADERS:
            _LOADERS[type_name](loaders).load(key)


async def _outcome(loading: Awaitable[Node | None]) -> Node | Exception | None:
    try:
        return await loading
    except Exception as error:  # noqa: BLE001  # told at its place in the list
        return error
