"""`ibid backup`: everything that the store holds, in one file."""

from __future__ import annotations

import asyncio
from pathlib import Path

import typer
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from ibid.cli.failures import STOPPED, errors
from ibid.cli.printing import console
from ibid.opening import opened_connection
from ibid.settings import Settings
from store.mongo.archive.manifest import Manifest
from store.mongo.archive.writing import back_up

out = console()


def back_up_store(settings: Settings, file: Path) -> None:
    """Do it, and say what the file holds."""
    try:
        manifest = asyncio.run(_back_up(settings, file))
    except KeyboardInterrupt:
        errors.print("Stopped. No backup was written.")
        raise typer.Exit(STOPPED) from None
    rows = sum(total.rows for total in manifest.totals.values())
    out.print(f"{file}: {rows:,} rows, {file.stat().st_size:,} bytes, as of change {manifest.head}.", markup=False)


async def _back_up(settings: Settings, file: Path) -> Manifest:
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.completed:,}"), TimeElapsedColumn())
    async with opened_connection(settings, "tool") as connection:
        with Progress(*columns, console=errors, transient=True, disable=not errors.is_terminal) as progress:
            task = progress.add_task("Reading")

            def told(collection: str, rows: int) -> None:
                progress.update(task, advance=rows, description=collection)

            return await back_up(connection, file, told)
