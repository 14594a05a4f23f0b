"""`ibid load`: progress while it goes, and at the end what became of everything."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from ibid.cli.failures import errors, say
from ibid.cli.printing import console
from ibid.opening import opened_store
from ibid.settings import Settings
from seed.loading import Outcome, Result, load
from seed.loading.tally import Tally

out = console()

MOST_ROWS = 40
"""Documents that are listed one by one; of more, only what stands out is."""


class Rate(ProgressColumn):
    """Files a second."""

    def render(self, task: Task) -> Text:
        """The rate, once there is one."""
        return Text(f"{task.speed:.1f} files/s" if task.speed else "", style="dim")


def load_paths(settings: Settings, paths: Sequence[Path]) -> bool:
    """Load, and say what became of each document; False when a file was refused."""
    outcomes = asyncio.run(_load(settings, paths))
    _report(outcomes)
    return all(outcome.result is not Result.REFUSED for outcome in outcomes)


async def _load(settings: Settings, paths: Sequence[Path]) -> list[Outcome]:
    outcomes: list[Outcome] = []
    async with opened_store(settings, "tool") as store:
        with _progress() as progress:
            task = progress.add_task("Looking at files", total=None)
            async for outcome in load(store, paths, looked=lambda total: progress.update(task, total=total)):
                outcomes.append(outcome)
                progress.update(task, advance=outcome.files, description=(outcome.document or outcome.name)[:40])
                if outcome.result is Result.REFUSED:
                    progress.console.print(refusal(outcome), style="red", markup=False)
    return outcomes


def _progress() -> Progress:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=errors, transient=True, disable=not errors.is_terminal)


def refusal(outcome: Outcome) -> str:
    """Which file was refused and why, in the user's language."""
    told = say(outcome.code or "INTERNAL", outcome.params)
    return f"{told} ({outcome.code})" if outcome.name in told else f"{outcome.name}: {told} ({outcome.code})"


def _report(outcomes: Sequence[Outcome]) -> None:
    if not outcomes:
        out.print("Nothing to load there.")
        return
    if len(outcomes) <= MOST_ROWS:
        out.print(_rows(outcomes))
    if len(outcomes) > 1:
        out.print(_summary(outcomes))


def _rows(outcomes: Sequence[Outcome]) -> Table:
    table = Table("File", "Document", "Result", "Added", "Changed", "Removed", "Findings", box=None, pad_edge=False)
    for outcome in outcomes:
        numbers = (outcome.added, outcome.changed, outcome.removed, len(outcome.diagnostics))
        table.add_row(outcome.name, outcome.document or "-", outcome.result, *map(str, numbers))
    return table


def _summary(outcomes: Sequence[Outcome]) -> Table:
    """What was loaded, over all documents."""
    whole = sum((outcome.tally for outcome in outcomes if outcome.tally), Tally())
    results = Counter(str(outcome.result) for outcome in outcomes)
    table = Table.grid(padding=(0, 2))
    table.add_row("files", str(sum(outcome.files for outcome in outcomes)))
    table.add_row("documents", _counted(results))
    table.add_row("texts", f"{whole.variants:,}")
    table.add_row("citations", _counted(whole.citations))
    table.add_row("findings", _counted(whole.findings))
    return table


def _counted(counts: Counter[str]) -> str:
    """Counts in words, the most frequent first."""
    return ", ".join(f"{name} {count:,}" for name, count in counts.most_common()) or "none"
