"""`ibid load`: progress while it goes, a table at the end."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from ibid.cli.failures import errors, say
from ibid.cli.printing import console
from ibid.opening import opened_store
from ibid.settings import Settings
from seed.loading import Outcome, Result, load

out = console()


def load_paths(settings: Settings, paths: Sequence[Path]) -> bool:
    """Load, and say what became of each file; False when one was refused."""
    outcomes = asyncio.run(_load(settings, paths))
    _report(outcomes)
    return all(outcome.result is not Result.REFUSED for outcome in outcomes)


async def _load(settings: Settings, paths: Sequence[Path]) -> list[Outcome]:
    outcomes: list[Outcome] = []
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    async with opened_store(settings, "tool") as store:
        with Progress(*columns, console=errors, transient=True, disable=not errors.is_terminal) as progress:
            task = progress.add_task("Loading", total=None)
            async for outcome in load(store, paths, looked=lambda total: progress.update(task, total=total)):
                outcomes.append(outcome)
                progress.update(task, advance=outcome.files, description=(outcome.document or outcome.path.name)[:40])
                if outcome.result is Result.REFUSED:
                    progress.console.print(f"{outcome.path}: {refusal(outcome)}", style="red", markup=False)
    return outcomes


def refusal(outcome: Outcome) -> str:
    """Why a file was refused, in the user's language."""
    return f"{say(outcome.code or 'INTERNAL', outcome.params)} ({outcome.code})"


def _report(outcomes: Sequence[Outcome]) -> None:
    table = Table("File", "Document", "Result", "Added", "Changed", "Removed", "Findings", box=None, pad_edge=False)
    for outcome in outcomes:
        numbers = (outcome.added, outcome.changed, outcome.removed, len(outcome.diagnostics))
        table.add_row(outcome.path.name, outcome.document or "-", outcome.result, *map(str, numbers))
    out.print(table if outcomes else "Nothing to load there.")
