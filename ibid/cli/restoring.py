"""`ibid restore`: an empty database made what a backup says."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from ibid.cli.failures import STOPPED, errors
from ibid.cli.printing import console
from ibid.opening import opened_connection
from ibid.settings import Settings
from store.mongo.archive.opening import Archive
from store.mongo.archive.restoring import Restored, restore
from store.mongo.driver import Connection
from store.mongo.store import MongoStore
from store.search.indexing import FAN_OF_LOAD, Indexer

out = console()


def restore_store(settings: Settings, file: Path) -> None:
    """Read the whole file first; then write, compare, index, and say what was restored."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    progress = Progress(*columns, console=errors, transient=True, disable=not errors.is_terminal)
    with Archive.opened(file) as archive, progress:
        try:
            done = asyncio.run(_restore(settings, archive, _Steps(progress, _rows(archive))))
        except KeyboardInterrupt:
            errors.print("Stopped. A database that was begun is not opened until the same command was run again.")
            raise typer.Exit(STOPPED) from None
    head, rows = archive.manifest.head, _rows(archive)
    out.print(f"Restored {rows:,} rows, as of change {head}. The feed has a new epoch: {done.epoch}.", markup=False)
    if done.inherited:
        out.print(f"{len(done.inherited)} counts are wrong, as they were before: `ibid status --check` lists them.")


def _rows(archive: Archive) -> int:
    return sum(member.rows for member in archive.manifest.members)


@dataclass(slots=True)
class _Steps:
    """The progress of one step after the other; each has as many rows as the archive."""

    progress: Progress
    rows: int
    _step: str = ""
    _task: TaskID | None = None

    def told(self, step: str, rows: int) -> None:
        """Go on with a step, or begin it."""
        if self._task is None or step != self._step:
            self._step, self._task = step, self.progress.add_task(step, total=self.rows)
        self.progress.update(self._task, advance=rows)


async def _restore(settings: Settings, archive: Archive, steps: _Steps) -> Restored:
    archive.check(lambda rows: steps.told("reading", rows))
    # Who serves the same directory would answer from half of it: like another server, a restore is alone there.
    async with opened_connection(settings, "serve") as connection:
        done = await restore(connection, archive, lambda step, rows: steps.told(_STEPS.get(step, "writing"), rows))
        steps.told("indexing", 0)
        await _index(connection)
    return done


async def _index(connection: Connection) -> None:
    indexer = Indexer(await MongoStore.on(connection), fan=FAN_OF_LOAD)
    await indexer.catch_up()
    await indexer.finish()


_STEPS = {"comparing": "comparing", "listings": "listings"}
"""What is told of other steps than writing, which is told of by collection."""
