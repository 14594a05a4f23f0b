"""One commit: every record, its history, its listings and its numbered changes, in one unit of work.

The counter of the feed is raised first. Whoever commits at the same time waits for it or conflicts with it, so that the
order of numbers is the order of commits, and a commit that fails leaves no gap.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from store.editing import Once
from store.errors import AlreadyAnswered, Conflict, Unavailable
from store.mongo import listings
from store.mongo.answering import answer_row, is_forgotten
from store.mongo.assembling import assembled, name_of
from store.mongo.codec import encode
from store.mongo.collections import CHANGES, COUNTERS, ENTITIES, IDEMPOTENCY, REVISIONS, UNFED
from store.mongo.driver import Access, Document, Duplicate, chunks
from store.mongo.feed import HEAD
from store.mongo.rows import change_rows, changes_of, history_rows
from store.ports import Commit, Put, Write
from store.records import Entity
from store.staging import Staged

_BY_LANGUAGE = ("variants", "working")
"""The fields of a unit that hold a text for each language."""


def now() -> datetime:
    """Now, to the millisecond, which is what a BSON date keeps."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


@dataclass(slots=True)
class Commitment:
    """One commit under way. It may be run several times: every write is by name, under a filter on the revision."""

    writes: Sequence[Write]
    by: str
    note: str | None
    at: datetime
    once: Once | None = None
    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    _tried: Commit | None = None

    async def run(self, access: Access) -> Commit:
        """Write everything, or raise Conflict."""
        if self._tried is not None and await self._is_written(access, self._tried):
            return self._tried
        if self.once is not None and (done := await self._done(access, self.once.key)):
            return done
        staged = await assembled(access, self.writes, self.at)
        told = [each for each in staged if type(each.after) not in UNFED]
        commit = Commit(first=0, last=0, at=self.at)
        if told:
            self._tried = commit = await self._numbers(access, len(told))
        await self._records(access, staged)
        await self._tell(access, told, commit)
        await self._remember(access, commit)
        return commit

    async def _tell(self, access: Access, told: Sequence[Staged], commit: Commit) -> None:
        """The rows of history and feed, and the listings."""
        changed = listings.deltas(told)
        history = history_rows(told, by=self.by, note=self.note, at=self.at, commit=self.id)
        await access.insert(REVISIONS, history)
        changes = changes_of(told, changed.relations, first=commit.first, by=self.by, at=self.at)
        await access.insert(CHANGES, change_rows(changes, commit=self.id))
        await listings.write(access, changed.deltas)

    async def _done(self, access: Access, key: str) -> Commit | None:
        """What an earlier run of this commit wrote; AlreadyAnswered where another has done the same request."""
        row = await access.one(IDEMPOTENCY, key)
        if row is None:
            return None
        if row["commit"] == self.id:
            return Commit(first=row["first"], last=row["last"], at=self.at)
        if not is_forgotten(row, self.at):
            raise AlreadyAnswered(key)
        await access.delete(IDEMPOTENCY, {"_id": key})
        return None

    async def _remember(self, access: Access, commit: Commit) -> None:
        """Keep the answer, with the effect that it tells of."""
        if self.once is None:
            return
        try:
            await access.insert(IDEMPOTENCY, [answer_row(self.once, commit, by=self.id)])
        except Duplicate as error:
            raise AlreadyAnswered(self.once.key) from error

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

    async def _records(self, access: Access, staged: Sequence[Staged]) -> None:
        inserts: dict[type[Entity], list[Entity]] = {}
        wholes = {name_of(write) for write in self.writes if isinstance(write, Put)}
        for each in staged:
            if each.before is None:
                inserts.setdefault(type(each.after), []).append(each.after)
            elif not await _replaced(access, each, is_whole=(type(each.after), each.after.key) in wholes):
                raise _conflict(each.before)
        for kind, records in inserts.items():
            await _insert(access, kind, records)


async def _replaced(access: Access, staged: Staged, *, is_whole: bool) -> bool:
    """Write over a record at the revision it had: the whole of it, or only what differs."""
    before, after = staged.before, staged.after
    assert before is not None
    query = {"_id": after.key, "revision": before.revision}
    if is_whole:
        return await access.replace(ENTITIES[type(after)], query, encode(after))
    return await access.update(ENTITIES[type(after)], query, _difference(encode(before), encode(after)))


def _difference(before: Document, after: Document) -> Document:
    """The update that makes one document of another; of its texts only those that differ are touched."""
    for each in (before, after):
        for name in _BY_LANGUAGE:
            each.update({f"{name}.{tag}": text for tag, text in each.pop(name, {}).items()})
    put = {name: value for name, value in after.items() if name not in before or before[name] != value}
    gone = dict.fromkeys(sorted(before.keys() - after.keys()), "")
    return {"$set": put, **({"$unset": gone} if gone else {})}


async def _insert(access: Access, kind: type[Entity], records: Sequence[Entity]) -> None:
    for some in chunks(records, 500):
        try:
            await access.insert(ENTITIES[kind], [encode(record) for record in some])
        except Duplicate as error:
            raise Conflict(kind.__name__, some[0].key, 0) from error


def _conflict(before: Entity) -> Conflict:
    return Conflict(type(before).__name__, before.key, before.revision)
