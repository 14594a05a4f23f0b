"""What became of each file of a load."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from seed.loading.files import SourceFile
from seed.loading.tally import Tally
from seed.tree import Diagnostic
from seed.unreadable import Unreadable


class Result(StrEnum):
    """What a load did with a file."""

    LOADED = "loaded"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A document: how many records it added, changed and removed; or a file, and why it was refused.

    `files` is how many files it was read from, `path` the first of them or the zip that holds it; `code` and `params`
    name a message (`i18n.messages`). `tally` counts what was read; None where nothing had to be.
    """

    path: Path
    result: Result
    document: str | None = None
    files: int = 1
    added: int = 0
    changed: int = 0
    removed: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()
    tally: Tally | None = None
    code: str | None = None
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What the file is called; a member of a zip with its zip."""
        return self.params.get("file", self.path.name)


def refused(file: SourceFile, error: Unreadable) -> Outcome:
    """A file that was not loaded, and why."""
    params = {"file": file.name, **error.params}
    return Outcome(path=file.path, result=Result.REFUSED, code=error.code, params=params)


def result_of(added: int, changed: int, removed: int, *, known: bool) -> Result:
    """What a file's writes amount to; `known`: its document was there before."""
    if not (added or changed or removed):
        return Result.UNCHANGED
    return Result.CHANGED if known else Result.LOADED
