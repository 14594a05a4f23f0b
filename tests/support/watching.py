"""Watching what goes over the wire to the database: four shapes of query, and no other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pymongo.monitoring import CommandFailedEvent, CommandListener, CommandStartedEvent, CommandSucceededEvent

LOWER, UPPER = {"$gt", "$gte"}, {"$lt", "$lte"}
SESSIONS = {"commitTransaction", "abortTransaction", "endSessions", "hello", "ismaster", "saslStart", "saslContinue"}


def assert_condition(condition: Any) -> None:
    """Equality, a range with both its ends, or a `$in` of at most 50."""
    if not isinstance(condition, Mapping):
        return
    operators = set(condition)
    if operators == {"$in"}:
        assert len(condition["$in"]) <= 50, condition
    else:
        assert len(operators) == 2, condition
        assert len(operators & LOWER) == len(operators & UPPER) == 1, condition


def assert_query(query: Mapping[str, Any]) -> None:
    """A query that has a condition, and on fields only."""
    assert query
    for name, condition in query.items():
        assert not name.startswith("$"), query
        assert_condition(condition)


def assert_shape(name: str, command: Mapping[str, Any]) -> None:
    """One of the shapes that request paths may use."""
    if name == "find":
        assert_query(command["filter"])
        assert "sort" not in command
        assert "skip" not in command
    elif name == "update":
        for statement in command["updates"]:
            assert isinstance(statement["q"]["_id"], str), statement
            assert not statement.get("multi"), statement
            assert not statement.get("upsert"), statement
    elif name == "delete":
        assert all(isinstance(each["q"]["_id"], str) and each["limit"] == 1 for each in command["deletes"])
    else:
        assert name == "insert" or name in SESSIONS, (name, command)


@dataclass
class Watch(CommandListener):
    """Checks each command, and keeps the names of those that matter."""

    sent: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def started(self, event: CommandStartedEvent) -> None:
        name = event.command_name
        try:
            assert_shape(name, event.command)
        except AssertionError as error:
            self.wrong.append(f"{name} {event.command}: {error}")
        if name not in SESSIONS:
            self.sent.append(f"{name} {event.command[name]}")

    def succeeded(self, event: CommandSucceededEvent) -> None:
        """Nothing to see."""

    def failed(self, event: CommandFailedEvent) -> None:
        self.wrong.append(f"{event.command_name} failed: {event.failure}")

    def take(self) -> list[str]:
        """What was sent since the last time, all of it of the right shape."""
        assert [] == self.wrong
        sent, self.sent = self.sent, []
        return sent
