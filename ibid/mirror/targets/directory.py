"""A copy in a folder: one SQLite file, which whoever reads it reads with SQL while it is kept (docs/adr/0034).

Lines and the place behind them are one transaction, so whatever is killed whenever, the copy is as at some place, and
goes on there. A baseline comes in beside the whole one, under the next generation, and takes its place in one write.
"""

from __future__ import annotations

import errno
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from ibid.mirror.errors import TargetBusy, TargetError, TargetForeign, TargetFull, TargetUnusable
from ibid.mirror.place import Place
from ibid.mirror.targets import schema
from ibid.mirror.targets.applying import Known, counts, latest
from ibid.mirror.targets.ports import Held
from ibid.mirror.wire import Line
from store.embedded.locks import FileLock

FILE, LOCK = "mirror.sqlite", "mirror.lock"

SWEPT = 5000
"""Rows that are deleted in one transaction, so that no reader waits and the log of writes stays short."""

_FULL = frozenset({"SQLITE_FULL", "SQLITE_IOERR_SHMSIZE"})
_FOREIGN = frozenset({"SQLITE_NOTADB", "SQLITE_CORRUPT"})

_PUT = """
    INSERT OR REPLACE INTO entries
        (generation, type, key, id, document, bucket, languages, revision, at, digest, state)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


class DirectoryTarget:
    """`ports.Target` in a folder. It is held by one mirror at a time: the kernel lets go of it with the process."""

    def __init__(self, folder: Path, database: sqlite3.Connection, lock: FileLock) -> None:
        self._folder = folder
        self._database = database
        self._lock = lock

    @classmethod
    def open(cls, folder: Path) -> DirectoryTarget:
        """The copy in a folder, made where there is none. Raises TargetError."""
        lock = FileLock(folder / LOCK)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            is_free = lock.claim()
        except OSError as error:
            raise _unusable(folder, error) from error
        if not is_free:
            raise TargetBusy(str(folder))
        try:
            with translated(folder):
                return cls(folder, connected(folder / FILE), lock)
        except BaseException:
            lock.release()
            raise

    @property
    def name(self) -> str:
        """The folder."""
        return str(self._folder)

    def close(self) -> None:
        """Let go of file and lock."""
        self._database.close()
        self._lock.release()

    async def place(self) -> Place:
        """The place of the copy."""
        with translated(self._folder):
            row = self._database.execute("SELECT place FROM mirror").fetchone()
        return Place.read(row[0]) if row else Place()

    async def begin(self, place: Place) -> None:
        """Make room for a baseline; what is left of one that never became whole goes."""
        with self._writing():
            self._keep(place)
        await self.sweep()

    async def copy(self, lines: Sequence[Line], place: Place) -> None:
        """Put lines into the baseline that comes in, with the place."""
        with self._writing():
            self._put(place.incoming, latest(lines))
            self._keep(place)

    async def switch(self, place: Place) -> None:
        """Have the baseline be the copy: to readers, from one moment to the next."""
        with self._writing():
            self._keep(place)

    async def sweep(self) -> None:
        """Delete the rows of generations that are neither the copy nor coming in."""
        place = await self.place()
        kept = (place.generation, max(place.generation, place.incoming))
        query = "DELETE FROM entries WHERE rowid IN (SELECT rowid FROM entries WHERE generation NOT IN (?, ?) LIMIT ?)"
        while True:
            with self._writing():
                if not self._database.execute(query, (*kept, SWEPT)).rowcount:
                    return

    async def follow(self, lines: Sequence[Line], place: Place) -> None:
        """Apply those lines that count, with the place."""
        with self._writing():
            for line in lines:
                if counts(line, self._known(place, line)):
                    self._put(place.generation, [line])
            self._keep(place)

    async def retake(self, bucket: str, lines: Sequence[Line]) -> None:
        """Have a bucket hold what lines leave of it."""
        generation = (await self.place()).generation
        with self._writing():
            self._database.execute("DELETE FROM entries WHERE generation = ? AND bucket = ?", (generation, bucket))
            self._put(generation, latest(lines))

    async def held(self, buckets: Sequence[str]) -> Mapping[str, Sequence[Held]]:
        """The records of buckets."""
        marks = ", ".join("?" * len(buckets))
        query = f"SELECT bucket, type, key, CAST(state AS TEXT) FROM records WHERE bucket IN ({marks})"  # noqa: S608  # marks alone
        found: dict[str, list[Held]] = {}
        with translated(self._folder):
            for bucket, type_, key, state in self._database.execute(query, tuple(buckets)):
                found.setdefault(bucket, []).append(Held(type_, key, state))
        return found

    async def buckets(self) -> set[str]:
        """Every bucket that has a record."""
        with translated(self._folder):
            return {row[0] for row in self._database.execute("SELECT DISTINCT bucket FROM records")}

    async def counts(self) -> Mapping[str, int]:
        """How many records there are, by type."""
        with translated(self._folder):
            return dict(self._database.execute("SELECT type, count(*) FROM records GROUP BY type ORDER BY type"))

    def _known(self, place: Place, line: Line) -> Known:
        query = "SELECT revision, state IS NULL FROM entries WHERE generation = ? AND type = ? AND key = ?"
        row = self._database.execute(query, (place.generation, line.type, line.key)).fetchone()
        if row is None:
            return Known()
        return Known(removed=row[0]) if row[1] else Known(held=row[0])

    def _put(self, generation: int, lines: Sequence[Line]) -> None:
        self._database.executemany(_PUT, (_row(generation, line) for line in lines))

    def _keep(self, place: Place) -> None:
        query = "INSERT OR REPLACE INTO mirror (one, generation, place) VALUES (1, ?, ?)"
        self._database.execute(query, (place.generation, place.text()))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """A transaction: all of it, or nothing."""
        with translated(self._folder):
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._database.execute("COMMIT")
            except BaseException:
                if self._database.in_transaction:
                    self._database.execute("ROLLBACK")
                raise


def connected(file: Path) -> sqlite3.Connection:
    """The file, its tables made where it is empty; raises TargetForeign for one that is something else's."""
    database = sqlite3.connect(file, isolation_level=None, timeout=30)
    # A text that was spoilt is to be found, not to end whoever reads it.
    database.text_factory = lambda text: text.decode(errors="replace")
    try:
        _ready(database, file)
    except BaseException:
        database.close()
        raise
    return database


def _ready(database: sqlite3.Connection, file: Path) -> None:
    application = database.execute("PRAGMA application_id").fetchone()[0]
    version = database.execute("PRAGMA user_version").fetchone()[0]
    if (application, version) != (schema.APPLICATION, schema.VERSION):
        if application or version or database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            raise TargetForeign(str(file.parent), f"{file.name}, application {application:#x}, version {version}")
        _make(database)
    # What is lost with the power is asked for again: a place is never kept without its lines.
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")


def _make(database: sqlite3.Connection) -> None:
    database.execute("BEGIN IMMEDIATE")
    for statement in schema.STATEMENTS:
        database.execute(statement)
    database.execute("COMMIT")


@contextmanager
def translated(folder: Path) -> Iterator[None]:
    """What SQLite says of a file as errors of a target."""
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        if name in _FULL:
            raise TargetFull(str(folder)) from error
        if name in _FOREIGN:
            raise TargetForeign(str(folder), f"{FILE}: {error}") from error
        raise TargetUnusable(str(folder), str(error)) from error


def _unusable(folder: Path, error: OSError) -> TargetError:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return TargetFull(str(folder))
    return TargetUnusable(str(folder), error.strerror or str(error))


def _row(generation: int, line: Line) -> tuple[object, ...]:
    return (
        generation,
        line.type,
        line.key,
        line.id,
        line.document,
        line.bucket,
        json.dumps(line.languages),
        line.revision,
        line.at,
        line.digest,
        line.state,
    )
