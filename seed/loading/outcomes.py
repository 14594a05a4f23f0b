"""What became of each file of a load."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from seed.tree import Diagnostic


class Result(StrEnum):
    """What a load did with a file."""

    LOADED = "loaded"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One file: what it was, how many records it added, changed and removed; or why it was refused.

    `code` and `params` name a message (`i18n.messages`).
    """

    path: Path
    result: Result
    document: str | None = None
    added: int = 0
    changed: int = 0
    removed: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()
    code: str | None = None
    params: Mapping[str, str] = field(default_factory=dict)


def result_of(added: int, changed: int, removed: int, *, known: bool) -> Result:
    """What a file's writes amount to; `known`: its document was there before."""
    if not (added or changed or removed):
        return Result.UNCHANGED
    return Result.CHANGED if known else Result.LOADED
