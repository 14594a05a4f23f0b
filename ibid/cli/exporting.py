"""`ibid export`: documents as files, or one on standard output."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from i18n.languages import BadLanguageTag, Tag, parse_tag
from ibid.cli.failures import USAGE, errors, refuse
from ibid.cli.naming import key_of, refuse_document
from ibid.opening import opened_store
from ibid.settings import Settings
from seed.writing.formats import Format
from seed.writing.whole import Whole, read_whole
from seed.writing.written import Written, write
from store.listings.walking import DOCUMENTS, length, walk
from store.ports import Reader
from store.records import DocumentRecord

PAGE = 50
"""Documents that are looked up at once: one query."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """What is wanted: no symbols are all documents, `every` is a file for each language, no folder standard output."""

    symbols: Sequence[str]
    format: Format
    preference: Sequence[Tag]
    every: bool
    folder: Path | None


def languages_of(words: str) -> tuple[Tag, ...]:
    """The languages of a list, "fr,en"; the command ends with the message where one is none."""
    try:
        return tuple(parse_tag(each.strip()) for each in words.split(",") if each.strip())
    except BadLanguageTag as error:
        refuse("BAD_LANGUAGE_TAG", {"words": error.words})
        raise typer.Exit(USAGE) from error


def language_of(words: str) -> Tag:
    """The language of a tag; the command ends with the message where it is none."""
    try:
        return parse_tag(words)
    except BadLanguageTag as error:
        refuse("BAD_LANGUAGE_TAG", {"words": error.words})
        raise typer.Exit(USAGE) from error


def export_documents(settings: Settings, wanted: Export) -> bool:
    """Do it; False when one of the symbols is none, or is not held."""
    return asyncio.run(_export(settings, wanted))


async def _export(settings: Settings, wanted: Export) -> bool:
    done = True
    async with opened_store(settings, "tool") as store:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        is_quiet = wanted.folder is None or not errors.is_terminal
        with Progress(*columns, TimeRemainingColumn(), console=errors, transient=True, disable=is_quiet) as progress:
            task = progress.add_task("Exporting", total=await _total(store, wanted))
            async for words, record in _records(store, wanted):
                if record is None:
                    done = False
                    refuse_document(words)
                else:
                    _put(await read_whole(store, record), wanted)
                progress.update(task, advance=1, description=words[:40])
    return done


async def _total(store: Reader, wanted: Export) -> int | None:
    if wanted.symbols:
        return len(wanted.symbols)
    return await length(store, DOCUMENTS)


async def _records(store: Reader, wanted: Export) -> AsyncIterator[tuple[str, DocumentRecord | None]]:
    """The documents, each with the words that named it; None for what is not held."""
    async for named in _named(store, wanted):
        keys = [key_of(words) for words in named]
        found = iter(await store.get(DocumentRecord, [key for key in keys if key]))
        for words, key in zip(named, keys, strict=True):
            yield words, next(found) if key else None


async def _named(store: Reader, wanted: Export) -> AsyncIterator[Sequence[str]]:
    """The symbols that are wanted, some at a time."""
    if wanted.symbols:
        for start in range(0, len(wanted.symbols), PAGE):
            yield wanted.symbols[start : start + PAGE]
        return
    async for entries in walk(store, DOCUMENTS, PAGE):
        yield [entry.key for entry in entries]


def _put(whole: Whole, wanted: Export) -> None:
    """Write a document to where it is wanted."""
    if wanted.folder is None:
        sys.stdout.buffer.write(write(whole, wanted.format, wanted.preference, every=wanted.every).content)
        sys.stdout.buffer.flush()
        return
    wanted.folder.mkdir(parents=True, exist_ok=True)
    for written in _written(whole, wanted):
        partial = wanted.folder / f".{written.name}.partial"
        partial.write_bytes(written.content)
        partial.replace(wanted.folder / written.name)


def _written(whole: Whole, wanted: Export) -> Iterator[Written]:
    if not wanted.every:
        yield write(whole, wanted.format, wanted.preference)
        return
    for language in whole.languages:
        yield write(whole, wanted.format, [language])
