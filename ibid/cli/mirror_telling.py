"""What `ibid mirror` says while it works: a line that moves on a terminal, lines of their own elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rich.progress import Progress, SpinnerColumn, Task, TextColumn, TimeElapsedColumn
from rich.text import Text

from ibid.cli.failures import errors
from ibid.mirror.telling import Telling

EVERY = 10.0
"""Seconds between lines that tell how many records have come."""


class _Records(TextColumn):
    """How many records have come, and how many a second."""

    def __init__(self) -> None:
        super().__init__("")

    def render(self, task: Task) -> Text:
        """Both of it."""
        return Text(f"{int(task.completed):,} records" + (f", {task.speed:.0f}/s" if task.speed else ""), style="dim")


class Bar:
    """`Telling` on a terminal."""

    def __init__(self, progress: Progress, name: str) -> None:
        self._progress = progress
        self._task = progress.add_task(name, total=None)

    def began(self, work: str) -> None:
        """Show the work."""
        self._progress.update(self._task, description=work)

    def got(self, records: int) -> None:
        """Count on."""
        self._progress.update(self._task, advance=records)

    def waits(self, reason: str, seconds: float) -> None:
        """Print why, above the bar."""
        self._progress.console.print(waiting(reason, seconds), style="yellow", markup=False)

    def repaired(self, bucket: str) -> None:
        """Print which, above the bar."""
        self._progress.console.print(f"{bucket} differed and was taken anew", markup=False)


@dataclass(slots=True)
class Plain:
    """`Telling` for logs."""

    name: str
    clock: Callable[[], float] = time.monotonic
    _records: int = field(default=0, init=False)
    _told: float | None = field(default=None, init=False)

    def began(self, work: str) -> None:
        """A line."""
        errors.print(f"{self.name}: {work}", markup=False)

    def got(self, records: int) -> None:
        """A line now and then."""
        self._records += records
        if records and (self._told is None or self.clock() - self._told >= EVERY):
            self._told = self.clock()
            errors.print(f"{self.name}: {self._records} records", markup=False)

    def waits(self, reason: str, seconds: float) -> None:
        """A line."""
        errors.print(f"{self.name}: {waiting(reason, seconds)}", markup=False)

    def repaired(self, bucket: str) -> None:
        """A line."""
        errors.print(f"{self.name}: {bucket} differed and was taken anew", markup=False)


def waiting(reason: str, seconds: float) -> str:
    """What is said of a failure."""
    return f"{reason}; trying again in {seconds:.1f} s"


@contextmanager
def telling(name: str) -> Iterator[Telling]:
    """Whoever tells the user."""
    if not errors.is_terminal:
        yield Plain(name)
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), _Records(), TimeElapsedColumn())
    with Progress(*columns, console=errors, transient=True) as progress:
        yield Bar(progress, name)
