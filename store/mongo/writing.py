"""One commit: every record, its history, its listings and its numbered changes, in one unit of work.

The counter of the feed is raised first. Whoever commits at the same time waits for it or conflicts with it, so that the
order of numbers is the order of commits, and a commit that fails leaves no gap.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from i18n.languages import Tag
from store.errors import Conflict, Unavailable
from store.mongo import listings
from store.mongo.codec import decode, encode
from store.mongo.collections import CHANGES, COUNTERS, ENTITIES, REVISIONS
from store.mongo.driver import Access, Duplicate, chunks
from store.mongo.rows import change_rows, changes_of, history_rows
from store.ports import Commit, Put, PutVariant
from store.records import Entity, Unit
from store.staging import Staged, stage

HEAD = "changes"
"""The `_id` of the feed's counter."""

Named = tuple[type[Entity], str]


def now() -> datetime:
    """Now, to the millisecond, which is what a BSON date keeps."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


@dataclass(slots=True)
class Commitment:
    """One commit under way. It may be run several times: every write is by name, under a filter on the revision."""

    writes: Sequence[Put | PutVariant]
    by: str
    note: str | None
    at: datetime
    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    _tried: Commit | None = None

    async def run(self, access: Access) -> Commit:
        """Write everything, or raise Conflict."""
        if self._tried is not None and await self._is_written(access, self._tried):
            return self._tried
        staged = await self._staged(access)
        if not staged:
            return Commit(first=0, last=0, at=self.at)
        self._tried = commit = await self._numbers(access, len(staged))
        changed = listings.deltas(staged)
        await self._records(access, staged)
        history = history_rows(staged, by=self.by, note=self.note, at=self.at, commit=self.id)
        await access.insert(REVISIONS, history)
        changes = changes_of(staged, changed.relations, first=commit.first, by=self.by, at=self.at)
        await access.insert(CHANGES, change_rows(changes, commit=self.id))
        await listings.write(access, changed.deltas)
        return commit

    async def _is_written(self, access: Access, tried: Commit) -> bool:
        """Whether an earlier run was written though its answer was lost: the server forgets that when it restarts."""
        rows = await access.find(CHANGES, {"last": {"$gte": tried.first, "$lte": tried.last}, "commit": self.id})
        return bool(rows)

    async def _numbers(self, access: Access, count: int) -> Commit:
        """Take a block of numbers."""
        if not await access.update(COUNTERS, {"_id": HEAD}, {"$inc": {"seq": count}}):
            raise Unavailable("the database has no counter of changes")
        counter = await access.one(COUNTERS, HEAD)
        assert counter is not None
        return Commit(first=counter["seq"] - count + 1, last=counter["seq"], at=self.at)

    async def _staged(self, access: Access) -> list[Staged]:
        """What the writes make of the records that are there; writes that change nothing are left out."""
        held = await self._held(access)
        wanted: dict[Named, tuple[Entity | None, Entity]] = {}
        for write in self.writes:
            name = name_of(write)
            if isinstance(write, PutVariant):
                before, after = wanted.get(name) or (held.get(name), held.get(name))
                wanted[name] = (before, _with_variant(write, before, after))
            else:
                wanted[name] = (_before(write, held), write.after)
        staged = (stage(before, after, self.at) for before, after in wanted.values())
        return [each for each in staged if each is not None]

    async def _held(self, access: Access) -> dict[Named, Entity]:
        """The records under the names of inserts and of variants; an insert expects none, or a tombstone."""
        names: dict[type[Entity], list[str]] = {}
        for write in self.writes:
            if isinstance(write, PutVariant) or (write.before is None and not write.is_new):
                kind, key = name_of(write)
                names.setdefault(kind, []).append(key)
        return {
            (kind, key): decode(kind, document)
            for kind, keys in names.items()
            for key, document in (await access.by_ids(ENTITIES[kind], keys)).items()
        }

    async def _records(self, access: Access, staged: Sequence[Staged]) -> None:
        inserts: dict[type[Entity], list[Entity]] = {}
        texts: dict[Named, list[Tag]] = {}
        for write in self.writes:
            if isinstance(write, PutVariant):
                texts.setdefault(name_of(write), []).append(write.variant.language)
        for each in staged:
            if each.before is None:
                inserts.setdefault(type(each.after), []).append(each.after)
            elif not await _replaced(access, each, texts.get((type(each.after), each.after.key))):
                raise _conflict(each.before)
        for kind, records in inserts.items():
            await _insert(access, kind, records)


def name_of(write: Put | PutVariant) -> Named:
    """Which record is written."""
    return (write.kind, write.key) if isinstance(write, PutVariant) else (type(write.after), write.after.key)


def check_distinct(writes: Sequence[Put | PutVariant]) -> None:
    """Each record once, or once for each of some languages; ValueError otherwise."""
    seen: dict[Named, set[Tag | None]] = {}
    for write in writes:
        taken = seen.setdefault(name_of(write), set())
        language = write.variant.language if isinstance(write, PutVariant) else None
        if language in taken or None in taken or (taken and language is None):
            raise ValueError(f"{name_of(write)[1]} is written twice in one commit")
        taken.add(language)


def _before(write: Put, held: dict[Named, Entity]) -> Entity | None:
    """What an honest `before` is: nothing, or a tombstone, where the write expects nothing."""
    if write.before is not None:
        return write.before
    found = held.get((type(write.after), write.after.key))
    if found is not None and not found.deleted:
        raise Conflict(type(write.after).__name__, write.after.key, 0)
    return found


def _with_variant(write: PutVariant, before: Entity | None, after: Entity | None) -> Unit:
    """A unit with one more text, if that language is at the revision expected."""
    if not isinstance(before, Unit) or not isinstance(after, Unit) or before.deleted:
        raise Conflict(write.kind.__name__, write.key, write.expected)
    there = before.variants.get(write.variant.language)
    if (there.revision if there else 0) != write.expected:
        raise Conflict(write.kind.__name__, write.key, write.expected)
    return replace(after, variants={**after.variants, write.variant.language: write.variant})


async def _replaced(access: Access, staged: Staged, only: Sequence[Tag] | None) -> bool:
    """Write over a record at the revision it had: the whole of it, or only the texts of some languages."""
    before, after = staged.before, staged.after
    assert before is not None
    query = {"_id": after.key, "revision": before.revision}
    if only is None:
        return await access.replace(ENTITIES[type(after)], query, encode(after))
    written = encode(after)
    texts = {f"variants.{tag}": written["variants"][tag] for tag in only}
    own = {"revision": after.revision, "updated_at": after.updated_at}
    return await access.update(ENTITIES[type(after)], query, {"$set": {**texts, **own}})


async def _insert(access: Access, kind: type[Entity], records: Sequence[Entity]) -> None:
    for some in chunks(records, 500):
        try:
            await access.insert(ENTITIES[kind], [encode(record) for record in some])
        except Duplicate as error:
            raise Conflict(kind.__name__, some[0].key, 0) from error


def _conflict(before: Entity) -> Conflict:
    return Conflict(type(before).__name__, before.key, before.revision)
