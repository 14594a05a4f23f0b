"""Reads by key of one moment, as one: a thousand who are told of a change ask for the same record at once."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from store.mongo import reading
from store.mongo.driver import Connection
from store.ports import R


@dataclass(slots=True)
class _Round:
    """What is asked for in one turn of the event loop, and what reads it in the next one."""

    keys: dict[str, None]
    reading: asyncio.Task[Mapping[str, Any]]


class Together:
    """Reads records by key. Nothing is remembered: each read begins after everybody who gets its answer has asked."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rounds: dict[type[Any], _Round] = {}

    async def by_key(self, kind: type[R], keys: Sequence[str]) -> Mapping[str, R]:
        """Records by key, tombstones too; what is not there is left out. Others may have asked for more of them."""
        now = self._rounds.get(kind)
        if now is None:
            now = self._rounds[kind] = _Round({}, asyncio.create_task(self._read(kind)))
            now.reading.add_done_callback(_seen)
        now.keys.update(dict.fromkeys(keys))
        return await asyncio.shield(now.reading)  # who goes away must not take the answer of others along

    async def _read(self, kind: type[R]) -> Mapping[str, R]:
        keys = list(self._rounds.pop(kind).keys)
        with self._connection.reading() as access:
            return await reading.by_key(access, kind, keys)


def _seen(task: asyncio.Task[Mapping[str, Any]]) -> None:
    """What went wrong was told to whoever asked, or all of them are gone."""
    if not task.cancelled():
        task.exception()
