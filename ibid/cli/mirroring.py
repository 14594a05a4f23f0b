"""`ibid mirror`: a copy of an Ibid elsewhere, taken, followed and proved."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from rich.table import Table

from ibid.cli.exporting import languages_of
from ibid.cli.failures import errors, language
from ibid.cli.mirror_telling import telling
from ibid.cli.printing import console
from ibid.mirror.mirror import Mirror
from ibid.mirror.patience import ATTEMPTS, Patience
from ibid.mirror.source import Source, Wanted, address
from ibid.mirror.targets import mongo
from ibid.mirror.targets.directory import DirectoryTarget
from ibid.mirror.targets.mongo import translated
from ibid.mirror.targets.ports import Target
from ibid.mirror.telling import Telling
from ibid.settings import Settings
from ibid.settings.values import several
from ibid.version import ibid_version
from store.mongo.copies import Copies

MONGODB = ("mongodb://", "mongodb+srv://")

out = console()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the command line says. `verify_every` is in seconds."""

    url: str
    to: str
    once: bool
    verify_every: float | None
    wanted: Wanted


def wanted_of(types: str, languages: str, documents: str) -> Wanted:
    """The filter of the options; the command ends with the message where a language is none."""
    return Wanted(
        types=tuple(each.upper() for each in several(types)),
        languages=tuple(languages_of(languages)),
        documents=several(documents),
    )


def keep_copy(settings: Settings, asked: Asked) -> None:
    """Keep it: once, or until SIGTERM or Ctrl-C. Raises MirrorError; KeyboardInterrupt where once was not over."""
    if not asyncio.run(_keep(settings, asked)):
        if asked.once:
            raise KeyboardInterrupt
        errors.print("Stopped. The same command goes on from here.")


async def _keep(settings: Settings, asked: Asked) -> bool:
    """Whether it came to its own end, and was not stopped."""
    task = asyncio.current_task()
    assert task is not None
    loop = asyncio.get_running_loop()
    for each in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(each, task.cancel)
    try:
        await _mirror(settings, asked)
    except asyncio.CancelledError:
        return False
    return True


async def _mirror(settings: Settings, asked: Asked) -> None:
    url = address(asked.url)
    async with opened_target(settings, asked.to) as target, _client() as client:
        source = Source(client, url, asked.wanted, settings.mirror.mirror_key)
        with telling(f"{url} to {target.name}") as lines:
            mirror = Mirror(source, target, _patience(url, asked, lines), lines, asked.verify_every)
            await (mirror.run_once() if asked.once else mirror.run())
        await _summary(source, target)


def _client() -> httpx.AsyncClient:
    headers = {"User-Agent": f"ibid-mirror/{ibid_version()}", "Accept-Language": language()}
    return httpx.AsyncClient(headers=headers, follow_redirects=True)


def _patience(url: str, asked: Asked, lines: Telling) -> Patience:
    return Patience(url, ATTEMPTS if asked.once else None, told=lines.waits)


@asynccontextmanager
async def opened_target(settings: Settings, to: str) -> AsyncIterator[Target]:
    """Where the copy is kept, open until the block ends. Raises TargetError."""
    if to.startswith(MONGODB):
        name = shown(to)
        with translated(name):
            copies = Copies.open(to, settings.driver)
        async with mongo.opened(name, copies) as target:
            yield target
    else:
        with _directory(to) as target:
            yield target


@contextmanager
def _directory(path: str) -> Iterator[Target]:
    target = DirectoryTarget.open(Path(path).expanduser())
    try:
        yield target
    finally:
        target.close()


def shown(uri: str) -> str:
    """The address of a database without who may write there."""
    parts = urlsplit(uri)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


async def _summary(source: Source, target: Target) -> None:
    table = Table.grid(padding=(0, 2))
    table.add_row("source", source.url)
    table.add_row("copy", target.name)
    counts = await target.counts()
    table.add_row("records", f"{sum(counts.values()):,}")
    for type_, number in counts.items():
        table.add_row(f"  {type_}", f"{number:,}")
    out.print(table)
    out.print("The copy equals the source.", style="green")
