"""Loading: files in, documents out, whole or not at all; the same files again write nothing.

A load looks at all files first, so that the languages of a document come together. Then documents are read by other
processes where there are many, and written several in a commit. A load that was stopped goes on where it was, since
what is there already is known by the digests of its files.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from seed.loading.base import load_base
from seed.loading.batch import Batch, are_new, plan_batch
from seed.loading.bundle import Bundle
from seed.loading.correcting import corrected
from seed.loading.crew import Crew, crew, processes
from seed.loading.document import bundle
from seed.loading.files import SourceFile
from seed.loading.held import HeldDocument, held_document
from seed.loading.held_sources import held_sources
from seed.loading.looking import Group, Looked, group, is_known, look
from seed.loading.outcomes import Outcome, Result, refused, result_of
from seed.loading.plan import Plan, plan
from seed.loading.preparing import Prepared, Tables, prepare, tables
from seed.loading.source import Source, gather
from seed.loading.sources import TRANSLATION_SUFFIX, sources
from seed.loading.tally import Tally, tally
from seed.loading.translations import TranslationFile, plan_translations, read_translations
from seed.tree import Diagnostic
from seed.unreadable import Unreadable
from store.errors import Conflict
from store.ports import Store
from store.records import DocumentRecord, Entity, InstrumentRecord
from store.search.committing import IndexingStore

ATTEMPTS = 5
"""How often a document is compared and written anew when somebody else writes the same records meanwhile."""

ASKED = 50
"""Documents that are asked for at once, to see whether they are there: one query."""


async def load(
    store: Store, paths: Iterable[Path], *, by: str = "import", looked: Callable[[int], None] | None = None
) -> AsyncIterator[Outcome]:
    """Load files and folders into the store, giving an outcome as each document is done.

    `looked` is told how many files there are, once they are known. Stop by not asking for more.
    """
    files = sources(paths)
    documents = [file for file in files if file.suffix != TRANSLATION_SUFFIX]
    if looked:
        looked(len(files))
    indexed = IndexingStore(store)
    await load_base(indexed, at=_now(), by=by)
    with crew(processes(len(documents))) as readers:
        async for outcome in _documents(indexed, readers, documents, by):
            yield outcome
    for file in files:
        if file.suffix == TRANSLATION_SUFFIX:
            yield await load_translations(indexed, file, by=by)
    await indexed.finish()


def _now() -> datetime:
    """Now, to the millisecond, which is what the store keeps."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


async def _documents(store: Store, readers: Crew, files: Sequence[SourceFile], by: str) -> AsyncIterator[Outcome]:
    """Look at all files, then read and write those that are not there yet."""
    found = [each async for each in readers.each(look, files)]
    groups, twice = group(each for each in found if isinstance(each, Looked))
    for outcome in (*(each for each in found if isinstance(each, Outcome)), *twice):
        yield outcome
    wanted: list[Group] = []
    for start in range(0, len(groups), ASKED):
        some = groups[start : start + ASKED]
        for each, known in zip(some, await _known(store, some), strict=True):
            if known is None:
                wanted.append(each)
            else:
                yield known
    async for outcome in _written(store, readers.each(prepare, wanted), by):
        yield outcome


async def _known(store: Store, groups: Sequence[Group]) -> list[Outcome | None]:
    """For each group the outcome, where the store has all of its files already."""
    keys = [each.symbol for each in groups if each.symbol]
    held = {record.key: record for record in await store.get(DocumentRecord, keys) if record}
    return [_unchanged(each, held.get(each.symbol or "")) for each in groups]


def _unchanged(each: Group, record: DocumentRecord | None) -> Outcome | None:
    if record is None or not is_known(each, [(tag, origin.digest) for tag, origin in record.origins.items()]):
        return None
    return Outcome(path=each.files[0].file.path, result=Result.UNCHANGED, document=record.key, files=len(each.files))


async def _written(store: Store, read: AsyncIterator[Prepared], by: str) -> AsyncIterator[Outcome]:
    """Write documents as they come: new ones together, others one by one."""
    waiting: list[Prepared] = []
    batch = Batch()
    async for prepared in read:
        for outcome in prepared.refused:
            yield outcome
        if prepared.whole is None:
            continue
        if prepared.whole.document.key in batch.keys:
            # The same document once more, under another name: it has to meet what the first one wrote.
            async for outcome in _flushed(store, waiting, by):
                yield outcome
            waiting, batch = [], Batch()
        waiting.append(prepared)
        batch.add(prepared.whole)
        if batch.is_full:
            async for outcome in _flushed(store, waiting, by):
                yield outcome
            waiting, batch = [], Batch()
    async for outcome in _flushed(store, waiting, by):
        yield outcome


async def _flushed(store: Store, waiting: Sequence[Prepared], by: str) -> AsyncIterator[Outcome]:
    """Write what waits: documents that the store never had in one commit, the others by comparison."""
    fresh = await are_new(store, [_key(each) for each in waiting])
    new = [each for each in waiting if _key(each) in fresh]
    try:
        plans = await _commit_new(store, [_whole(each) for each in new], by)
    except Conflict:
        new, plans = [], []
    for each, planned in zip(new, plans, strict=True):
        yield _outcome(each.sources, planned, _file_of(each), tally(_whole(each)), known=False)
    for each in waiting:
        if each not in new:
            yield await write_sources(store, _file_of(each), each.sources, tables(), by)


def _whole(prepared: Prepared) -> Bundle:
    assert prepared.whole is not None
    return prepared.whole


def _key(prepared: Prepared) -> str:
    return _whole(prepared).document.key


def _file_of(prepared: Prepared) -> Path:
    return prepared.group.files[0].file.path


async def _commit_new(store: Store, wholes: Sequence[Bundle], by: str) -> Sequence[Plan]:
    if not wholes:
        return ()
    planned = await plan_batch(store, wholes, _now())
    await store.commit(planned.writes, by=by)
    return planned.plans


async def write_sources(store: Store, file: Path, sources: Sequence[Source], read: Tables, by: str) -> Outcome:
    """Compare and write, anew when somebody else wrote the same records meanwhile."""
    return await _retried(lambda: write_document(store, file, sources, read, by))


async def _retried(write: Callable[[], Awaitable[Outcome]]) -> Outcome:
    for _ in range(ATTEMPTS - 1):
        with suppress(Conflict):
            return await write()
    return await write()


async def write_document(store: Store, file: Path, sources: Sequence[Source], read: Tables, by: str) -> Outcome:
    """Write the difference between a document as read and as held, in one commit. Raises NoSymbol and Conflict."""
    held = await held_document(store, sources[0].key)
    current = [source for source in sources if not _is_superseded(source, held)]
    if not current:
        return _outcome(sources, Plan(writes=(), added=0, changed=0, removed=0), file, None, known=True)
    others, held_keys = held_sources(held, frozenset(source.language for source in current), read.authority)
    whole = bundle(gather([*current, *others]), read.names, held.units, held_keys)
    edited = await corrected(store, held)
    planned = plan(whole, held.inside(), await _others(store, whole), _now(), edited)
    await store.commit(planned.writes, by=by, note=file.name)
    return _outcome(sources, planned, file, tally(whole), known=held.document is not None)


def _is_superseded(source: Source, held: HeldDocument) -> bool:
    """Whether the store has this language from a higher source: then this one says nothing new of the document."""
    origin = held.document.origins.get(source.language) if held.document else None
    return origin is not None and source.rank.order < origin.rank.order


def _outcome(sources: Sequence[Source], planned: Plan, file: Path, counted: Tally | None, *, known: bool) -> Outcome:
    return Outcome(
        path=file,
        result=result_of(planned.added, planned.changed, planned.removed, known=known),
        document=sources[0].key,
        files=len(sources),
        added=planned.added,
        changed=planned.changed,
        removed=planned.removed,
        diagnostics=tuple(
            each for source in sources for each in (*source.parsed.diagnostics, *source.linked.diagnostics)
        ),
        tally=counted,
    )


async def _others(store: Store, whole: Bundle) -> Sequence[Entity]:
    """The bundle's instruments that the store has, and the tombstones under the keys of its units."""
    keys = list(dict.fromkeys(instrument.key for instrument in whole.instruments))
    found: list[Entity | None] = [*await store.get(InstrumentRecord, keys)]
    inside = whole.inside()
    for kind in dict.fromkeys(type(record) for record in inside):
        found += await store.buried(kind, [record.key for record in inside if type(record) is kind])
    return [record for record in found if record is not None]


async def load_translations(store: Store, file: SourceFile, *, by: str) -> Outcome:
    """A file of translations. One that cannot be read is refused, and nothing of it is written."""
    try:
        translations = read_translations(file)
    except Unreadable as error:
        return refused(file, error)
    return await _retried(lambda: write_translations(store, file.path, translations, by))


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
