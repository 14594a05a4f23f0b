"""Commands to the database, as they are counted from outside: what, where, how long; never its content."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One command that has ended. `error` is None, or the name of what went wrong; `collection` is "" without one."""

    command: str
    collection: str
    seconds: float
    error: str | None = None


OnCall: TypeAlias = Callable[[Call], None]
"""Told of each command once it has ended, in the context of who sent it, maybe in another thread; must not raise."""
