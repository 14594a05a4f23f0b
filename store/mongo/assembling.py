"""What the writes of a commit make of the records that are there, read in the same unit of work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from i18n.languages import Tag
from store.derived import recounted
from store.errors import Conflict
from store.heads import Heads, heads, with_heads
from store.mongo.codec import decode
from store.mongo.collections import ENTITIES
from store.mongo.driver import Access
from store.ports import Put, PutHeads, PutVariant, Write
from store.records import DocumentRecord, Entity, Placed, Unit, Variant
from store.staging import Staged, stage

Named = tuple[type[Entity], str]
"""What names a record among those of all kinds."""


def name_of(write: Write) -> Named:
    """Which record is written."""
    return (type(write.after), write.after.key) if isinstance(write, Put) else (write.kind, write.key)


def check_distinct(writes: Sequence[Write]) -> None:
    """Each record once, or once for each of some languages; ValueError otherwise."""
    seen: dict[Named, set[Tag | None]] = {}
    for write in writes:
        taken = seen.setdefault(name_of(write), set())
        language = None if isinstance(write, Put) else write.language
        if language in taken or None in taken or (taken and language is None):
            raise ValueError(f"{name_of(write)[1]} is written twice in one commit")
        taken.add(language)


async def assembled(access: Access, writes: Sequence[Write], at: datetime) -> list[Staged]:
    """What the writes make of the records; those that change nothing are left out. Raises Conflict."""
    held = await _held(access, writes)
    wanted: dict[Named, tuple[Entity | None, Entity]] = {}
    past: dict[Named, list[Variant]] = {}
    for write in writes:
        name = name_of(write)
        if isinstance(write, Put):
            wanted[name] = (_before(write, held), write.after)
            continue
        before, after = wanted.get(name) or (held.get(name), held.get(name))
        wanted[name] = (before, _with_text(write, before, after))
        if isinstance(write, PutHeads):
            past.setdefault(name, []).extend(write.past)
    alone = [name for name in wanted if name not in {name_of(write) for write in writes if isinstance(write, Put)}]
    await _recount(access, wanted, alone)
    staged = (stage(before, after, at, past.get(name, ())) for name, (before, after) in wanted.items())
    return [each for each in staged if each is not None]


async def _held(access: Access, writes: Sequence[Write]) -> dict[Named, Entity]:
    """The records under the names of inserts and of texts; an insert expects none, or a tombstone."""
    names: dict[type[Entity], list[str]] = {}
    for write in writes:
        if not isinstance(write, Put) or (write.before is None and not write.is_new):
            kind, key = name_of(write)
            names.setdefault(kind, []).append(key)
    return {
        (kind, key): decode(kind, document)
        for kind, keys in names.items()
        for key, document in (await access.by_ids(ENTITIES[kind], keys)).items()
    }


def _before(write: Put, held: dict[Named, Entity]) -> Entity | None:
    """What an honest `before` is: nothing, or a tombstone, where the write expects nothing."""
    if write.before is not None:
        return write.before
    found = held.get((type(write.after), write.after.key))
    if found is not None and not found.deleted:
        raise Conflict(type(write.after).__name__, write.after.key, 0)
    return found


def _with_text(write: PutVariant | PutHeads, before: Entity | None, after: Entity | None) -> Unit:
    """A unit with other texts in a language, if that language is as it is expected to be."""
    expected = write.expected if isinstance(write, PutVariant) else max(write.before.revisions)
    if not isinstance(before, Unit) or not isinstance(after, Unit) or before.deleted:
        raise Conflict(write.kind.__name__, write.key, expected)
    there = heads(before, write.language)
    if isinstance(write, PutHeads):
        is_as_expected = there.revisions == write.before.revisions
        result = with_heads(after, write.language, _moved(there, write))
    else:
        is_as_expected = there.revisions[0] == expected
        result = replace(after, variants={**after.variants, write.language: write.variant})
    if not is_as_expected:
        raise Conflict(write.kind.__name__, write.key, expected)
    return result


def _moved(there: Heads, write: PutHeads) -> Heads:
    """The heads as they will be; one that is left as it was seen is as it is there: who wrote may not see all of it."""
    before, after = write.before, write.after
    return Heads(
        published=there.published if after.published == before.published else after.published,
        working=there.working if after.working == before.working else after.working,
    )


async def _recount(access: Access, wanted: dict[Named, tuple[Entity | None, Entity]], alone: Iterable[Named]) -> None:
    """Bring the coverage of documents up to date with the texts that are written without them."""
    changes: dict[str, list[tuple[Unit, Unit]]] = {}
    for name in alone:
        before, after = wanted[name]
        if isinstance(before, Unit) and isinstance(after, DocumentRecord | Placed):
            of = after.key if isinstance(after, DocumentRecord) else after.document
            changes.setdefault(of, []).append((before, after))
    wholes = {key for kind, key in wanted.keys() - set(alone) if kind is DocumentRecord}
    missing = [key for key in changes if (DocumentRecord, key) not in wanted]
    for key, row in (await access.by_ids(ENTITIES[DocumentRecord], missing)).items():
        wanted[DocumentRecord, key] = (decode(DocumentRecord, row),) * 2
    for key, some in changes.items():
        held, whole = wanted.get((DocumentRecord, key)) or (None, None)
        if isinstance(whole, DocumentRecord) and not whole.deleted and key not in wholes:
            wanted[DocumentRecord, key] = (held, replace(whole, coverage=recounted(whole, some)))
