"""`ibid translations`: a document's units to a file for translators, and what they made of it back."""

from __future__ import annotations

import asyncio
import os
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from i18n.languages import Tag
from ibid.cli.failures import errors, refuse
from ibid.cli.naming import key_of, refuse_document
from ibid.cli.printing import console
from ibid.opening import opened_store
from ibid.settings import Settings
from ibid.translations.coming import Result, digest_of, imported
from ibid.translations.going import NoFile, exported
from resolvers.access import Grant, Principal, Role
from resolvers.checks.running import check_all
from seed.reading import content_of
from seed.unreadable import Unreadable
from seed.xliff.read import read
from store.ports import Store

OPERATOR = Principal(id="ibid translations", name="ibid translations", grants=(Grant(Role.TRANSLATOR),))
"""Who writes by command: whoever has the store may, and nothing is published by it."""

out = console()


def export_translations(settings: Settings, symbol: str, language: Tag, source: Tag | None, file: Path | None) -> bool:
    """Write the file, or standard output; False where there is nothing to translate."""
    return asyncio.run(_export(settings, symbol, language, source, file))


async def _export(settings: Settings, symbol: str, language: Tag, source: Tag | None, file: Path | None) -> bool:
    key = key_of(symbol)
    if key is None:
        refuse_document(symbol)
        return False
    async with opened_store(settings, "tool") as store:
        try:
            content = await exported(store, key, language, source)
        except NoFile as error:
            refuse(error.code, error.params)
            return False
    if file is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return True
    partial = file.with_name(f".{file.name}.partial")
    partial.write_bytes(content)
    os.replace(partial, file)  # noqa: PTH105  # whole or not there
    out.print(str(file), markup=False)
    return True


def import_translations(settings: Settings, files: Sequence[Path]) -> bool:
    """Import files and report; False where a file or a unit was refused."""
    return asyncio.run(_import(settings, files))


async def _import(settings: Settings, files: Sequence[Path]) -> bool:
    async with opened_store(settings, "tool") as store:
        return all([await _imported(store, file) for file in files])


async def _imported(store: Store, file: Path) -> bool:
    try:
        content = content_of(file)
        found = read(content)
    except Unreadable as error:
        refuse(error.code, {"file": file.name, **error.params})
        return False
    results = await imported(store, store, OPERATOR, found, digest=digest_of(content), checks=check_all)
    for each in results:
        _tell(each)
    counts = Counter(each.outcome for each in results)
    out.print(f"{file.name}: {', '.join(f'{number} {name}' for name, number in counts.items())}", markup=False)
    return not any(each.is_refusal for each in results)


def _tell(result: Result) -> None:
    """What is wrong with a unit: where it is, then why."""
    if result.told:
        errors.print(f"{result.unit}, line {result.line}: {result.outcome}", markup=False)
    for each in result.told:
        refuse(each.code, each.params)
