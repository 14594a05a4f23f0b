"""Writers that race for the feed's counter: `python -m tests.support.writing` runs some in a process of its own.

Each commit is of ten records and has a name of its own as its author, so that whoever reads the feed can tell commits
apart. Some are of records that others write too, and conflict; some writers go away while their commit is under way.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace

from store.errors import Conflict, Unavailable
from store.mongo.driver import DriverName
from store.mongo.store import MongoStore
from store.ports import Put
from store.records import ParagraphRecord
from tests.store.builders import paragraph

SIZE = 10
"""Records of a commit."""

POOL = 25
"""Records of a document that is written again and again."""

COMMON = "A/RES/81/1"
"""The document that everybody writes."""

OFTEN_COMMON, OFTEN_LEFT, OFTEN_DELETED = 0.3, 0.1, 0.2
"""How often a commit is of the common document, is left alone by who began it, a record is deleted."""

LEFT_WITHIN = 0.05
"""Seconds after which at most a commit is left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What the writers of one process are to do."""

    uri: str
    database: str
    driver: DriverName
    name: str
    stores: int
    writers: int
    commits: int


@dataclass(slots=True)
class Outcome:
    """The numbers of each commit that was acknowledged; the commits that conflicted; those of which nobody knows."""

    written: dict[str, tuple[int, int]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def add(self, other: Outcome) -> None:
        """Take in what others did."""
        self.written.update(other.written)
        self.refused += other.refused
        self.unknown += other.unknown


class Writer:
    """Commits until so many commits were acknowledged."""

    def __init__(self, store: MongoStore, name: str, outcome: Outcome) -> None:
        self._store = store
        self._name = name
        self._outcome = outcome
        self._chance = random.Random(name)
        self._tries = 0

    async def write(self, commits: int) -> None:
        """Commit so often, however many tries that takes."""
        done = 0
        while done < commits:
            done += await self._commit()

    async def _commit(self) -> bool:
        self._tries += 1
        by = f"{self._name}.{self._tries}"
        document = COMMON if self._chance.random() < OFTEN_COMMON else f"A/RES/80/{self._name}"
        committing = asyncio.create_task(self._store.commit(await self._writes(document, by), by=by))
        if self._chance.random() < OFTEN_LEFT:
            await asyncio.wait({committing}, timeout=self._chance.uniform(0, LEFT_WITHIN))
            committing.cancel()
        try:
            commit = await committing
        except Conflict:
            self._outcome.refused.append(by)
        except (asyncio.CancelledError, Unavailable):
            self._outcome.unknown.append(by)
        else:
            self._outcome.written[by] = (commit.first, commit.last)
            return True
        return False

    async def _writes(self, document: str, text: str) -> Sequence[Put]:
        """Ten records of a document as they are to be: new, altered, deleted, or there again."""
        news = [paragraph(at, text, of=document) for at in self._chance.sample(range(1, POOL + 1), SIZE)]
        keys = [new.key for new in news]
        alive = await self._store.get(ParagraphRecord, keys)
        buried = await self._store.buried(ParagraphRecord, keys)
        return [self._put(new, now, gone) for new, now, gone in zip(news, alive, buried, strict=True)]

    def _put(self, new: ParagraphRecord, now: ParagraphRecord | None, gone: ParagraphRecord | None) -> Put:
        if now is not None and self._chance.random() < OFTEN_DELETED:
            return Put(now, replace(now, deleted=True))
        return Put(now or gone, new)


async def run(task: Task) -> Outcome:
    """Write with several stores, each of which has some of the writers."""
    outcome = Outcome()
    stores = [await MongoStore.open(task.uri, driver=task.driver, database=task.database) for _ in range(task.stores)]
    writers = [Writer(stores[number % task.stores], f"{task.name}{number}", outcome) for number in range(task.writers)]
    await asyncio.gather(*(writer.write(task.commits) for writer in writers))
    for store in stores:
        await store.close()
    return outcome


async def written_apart(task: Task) -> Outcome:
    """What the writers did, in a process of their own."""
    command = [sys.executable, "-m", "tests.support.writing", json.dumps(asdict(task))]
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    try:
        told, _ = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    assert process.returncode == 0
    found = json.loads(told)
    return Outcome({by: (first, last) for by, (first, last) in found.pop("written").items()}, **found)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(asyncio.run(run(Task(**json.loads(sys.argv[1])))))))
