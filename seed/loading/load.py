"""Loading: files in, a commit a document, an outcome a file.

A document is whole in the store or not there; the same file again writes nothing; a load that was stopped goes on
where it was, since what is there already is compared and left alone.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from seed.authority.instruments import load_instruments
from seed.authority.reporters import ReporterNames
from seed.linking import link
from seed.linking.authority import Authority
from seed.loading.base import load_base
from seed.loading.bundle import Bundle
from seed.loading.document import NoSymbol, Source, bundle
from seed.loading.held import held_document
from seed.loading.outcomes import Outcome, Result, result_of
from seed.loading.plan import plan
from seed.loading.sources import TRANSLATION_SUFFIX, sources
from seed.loading.translations import TranslationFile, plan_translations, read_translations
from seed.reading import Unreadable, read_file
from seed.tree import Diagnostic
from store.errors import Conflict
from store.ports import Store
from store.records import Entity, InstrumentRecord
from store.search.committing import IndexingStore

ATTEMPTS = 5
"""How often a document is compared and written anew when somebody else writes the same records meanwhile."""


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables that linking needs, read once."""

    authority: Authority
    names: ReporterNames


def tables() -> Tables:
    """Read them."""
    return Tables(Authority(load_instruments()), ReporterNames())


async def load(store: Store, paths: Iterable[Path], *, by: str = "import") -> AsyncIterator[Outcome]:
    """Load files and folders into the store, giving an outcome as each file is done. Stop by not asking for more."""
    files = sources(paths)
    indexed = IndexingStore(store)
    await load_base(indexed, at=_now(), by=by)
    read = tables()
    for file in files:
        yield await load_file(indexed, file, read, by=by)
    await indexed.finish()


async def load_file(store: Store, file: Path, read: Tables, *, by: str) -> Outcome:
    """One file. What cannot be read is refused, and nothing of it is written."""
    try:
        if file.suffix == TRANSLATION_SUFFIX:
            return await _load_translations(store, file, by)
        return await _load_document(store, file, read, by)
    except Unreadable as error:
        return Outcome(path=file, result=Result.REFUSED, code=error.code, params=error.params)
    except NoSymbol as error:
        return Outcome(path=file, result=Result.REFUSED, code=error.code, params={"file": file.name})


def _now() -> datetime:
    """Now, to the millisecond, which is what the store keeps."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


async def _load_document(store: Store, file: Path, read: Tables, by: str) -> Outcome:
    parsed = read_file(file)
    linked = link(parsed, read.authority)
    source = Source(parsed=parsed, linked=linked)
    return await _retried(lambda: write_document(store, file, source, read, by))


async def _retried(write: Callable[[], Awaitable[Outcome]]) -> Outcome:
    """Compare and write, anew when somebody else wrote the same records meanwhile."""
    for _ in range(ATTEMPTS - 1):
        with suppress(Conflict):
            return await write()
    return await write()


async def write_document(store: Store, file: Path, source: Source, read: Tables, by: str) -> Outcome:
    """Write the difference between a document as read and as held, in one commit. Raises NoSymbol and Conflict."""
    if source.parsed.metadata.symbol is None:
        raise NoSymbol
    held = await held_document(store, str(source.parsed.metadata.symbol))
    whole = bundle(source, read.names, held.units)
    planned = plan(whole, held.inside(), await _others(store, whole), _now())
    await store.commit(planned.writes, by=by, note=file.name)
    return Outcome(
        path=file,
        result=result_of(planned.added, planned.changed, planned.removed, known=held.document is not None),
        document=whole.document.key,
        added=planned.added,
        changed=planned.changed,
        removed=planned.removed,
        diagnostics=(*source.parsed.diagnostics, *source.linked.diagnostics),
    )


async def _others(store: Store, whole: Bundle) -> Sequence[Entity]:
    """The bundle's instruments that the store has, and the tombstones under the keys of its units."""
    keys = list(dict.fromkeys(instrument.key for instrument in whole.instruments))
    found: list[Entity | None] = [*await store.get(InstrumentRecord, keys)]
    inside = whole.inside()
    for kind in dict.fromkeys(type(record) for record in inside):
        found += await store.buried(kind, [record.key for record in inside if type(record) is kind])
    return [record for record in found if record is not None]


async def _load_translations(store: Store, file: Path, by: str) -> Outcome:
    translations = read_translations(file)
    return await _retried(lambda: write_translations(store, file, translations, by))


async def write_translations(store: Store, file: Path, translations: TranslationFile, by: str) -> Outcome:
    """Write the texts that are new or other than those held, in one commit. Raises Conflict."""
    symbol = str(translations.document)
    held = await held_document(store, symbol)
    if held.document is None:
        params = {"file": file.name, "symbol": symbol}
        return Outcome(path=file, result=Result.REFUSED, code="TRANSLATION_OF_NOTHING", params=params)
    planned = plan_translations(translations, held, _now())
    await store.commit(planned.writes, by=by, note=file.name)
    return Outcome(
        path=file,
        result=result_of(planned.added, planned.changed, 0, known=planned.added == 0),
        document=symbol,
        added=planned.added,
        changed=planned.changed,
        diagnostics=tuple(
            Diagnostic(code="TRANSLATION_OF_UNKNOWN_UNIT", params={"unit": unit, "symbol": symbol})
            for unit in planned.unknown
        ),
    )
