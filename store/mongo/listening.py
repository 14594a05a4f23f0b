"""Telling of commands: the driver's events as `store.calls` has them."""

from __future__ import annotations

from typing import Any

from pymongo.monitoring import CommandFailedEvent, CommandListener, CommandStartedEvent, CommandSucceededEvent

from store.calls import Call, OnCall
from store.mongo.driver import LISTENING

_MICROSECONDS = 1_000_000

_ASIDE = frozenset(("hello", "isMaster", "ismaster", "ping", "saslStart", "saslContinue", "endSessions", "killCursors"))
"""What drivers send for themselves."""


class CommandCalls(CommandListener):
    """Tells of each command that Ibid sends. Both drivers say so in the context of who sent it."""

    def __init__(self, tell: OnCall) -> None:
        self._tell = tell
        self._collections: dict[tuple[Any, int], str] = {}

    def started(self, event: CommandStartedEvent) -> None:
        """Remember what only the beginning says: which collection."""
        if event.command_name not in _ASIDE and event.command.get("comment") != LISTENING:
            self._collections[event.connection_id, event.request_id] = _collection(event)

    def succeeded(self, event: CommandSucceededEvent) -> None:
        """Tell of it."""
        self._end(event, None)

    def failed(self, event: CommandFailedEvent) -> None:
        """Tell of it, with the name of its error."""
        failure = event.failure
        self._end(event, str(failure.get("codeName") or failure.get("errtype") or failure.get("code") or "error"))

    def _end(self, event: CommandSucceededEvent | CommandFailedEvent, error: str | None) -> None:
        collection = self._collections.pop((event.connection_id, event.request_id), None)
        if collection is not None:
            seconds = event.duration_micros / _MICROSECONDS
            self._tell(Call(command=event.command_name, collection=collection, seconds=seconds, error=error))


def _collection(event: CommandStartedEvent) -> str:
    named = event.command.get("collection") if event.command_name == "getMore" else event.command[event.command_name]
    return named if isinstance(named, str) else ""
