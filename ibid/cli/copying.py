"""`ibid export --all-records`: every record as partners keep it, in files that a stopped export goes on behind."""

from __future__ import annotations

import asyncio
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from ibid.cli.failures import errors, refuse
from ibid.cli.printing import console
from ibid.http.errors import Refused
from ibid.opening import opened_store
from ibid.settings import Settings
from ibid.sync.exporting import FAST_WINDOW, Exporting
from ibid.sync.files import BadFolder, PartFiles
from ibid.sync.pacing import AtOnce, Paced, Resting
from resolvers.access import PARTNERS, Grant, Principal, Role
from resolvers.changes.places import Wanted
from resolvers.changes.scope import Scope
from resolvers.sync.baseline import Baseline
from resolvers.sync.buckets import Selection
from resolvers.sync.windows import WINDOW
from schema.changes import EVERY_TYPE
from store.ports import Store

EVERYTHING = Principal(id="export", name="export", grants=(Grant(Role.ADMIN),))
"""Who sees drafts, too."""

out = console()


def export_records(settings: Settings, folder: Path, *, drafts: bool, fast: bool) -> bool:
    """Do it; False where the folder holds something else, or what can be gone on with no more."""
    files = PartFiles(folder)
    if files.is_whole:
        out.print(f"{folder} holds a whole export already.", markup=False)
        return True
    try:
        records = asyncio.run(_export(settings, files, drafts=drafts, fast=fast))
    except BadFolder as error:
        refuse("EXPORT_FOLDER", {"path": str(error.path)})
        return False
    except Refused as refused:
        refuse(refused.fault.code, {})
        return False
    out.print(f"Wrote {records} records to {folder}.", markup=False)
    return True


async def _export(settings: Settings, files: PartFiles, *, drafts: bool, fast: bool) -> int:
    parts, token = files.found()
    async with opened_store(settings, "tool") as store:
        exporting = await _exporting(store, drafts=drafts, fast=fast)
        spot, begun = await exporting.start(token)
        begun.listed = parts.listed
        columns = (TextColumn("Exporting"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=errors, transient=True, disable=not errors.is_terminal) as progress:
            task = progress.add_task("", total=None, completed=begun.records)
            async for records in files.write(exporting.pieces(spot, begun), begun):
                progress.update(task, advance=records)
    return begun.records


async def _exporting(store: Store, *, drafts: bool, fast: bool) -> Exporting:
    scope = Scope.of(EVERYTHING if drafts else PARTNERS, Wanted(types=EVERY_TYPE))
    reader = Paced(store, AtOnce() if fast else Resting())
    baseline = Baseline(reader, store, Selection(scope), FAST_WINDOW if fast else WINDOW)
    return Exporting(baseline, await store.state())
