"""Rows put aside on disk until it is known which of them count."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import SpooledTemporaryFile

from store.mongo.driver import Document, encoded

_IN_MEMORY = 2**20
"""Bytes of a spool that are not worth a file."""

SIZE = 4
"""Bytes at the start of a BSON document that say how long it is, the least significant first (bsonspec.org)."""


class Spool:
    """Rows of a collection, in a file without a name: however a process ends, nothing of it is left."""

    def __init__(self, folder: Path) -> None:
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY, dir=str(folder))  # noqa: SIM115  # closed by `close`
        self._count = 0

    def add(self, row: Document) -> int:
        """Put a row aside; gives its number, from 0."""
        self._file.write(encoded(row))
        self._count += 1
        return self._count - 1

    def rows(self) -> Iterator[bytes]:
        """The BSON of every row, in the order in which they came."""
        self._file.seek(0)
        while start := self._file.read(SIZE):
            yield start + self._file.read(int.from_bytes(start, "little") - SIZE)

    def close(self) -> None:
        """Let go of it."""
        self._file.close()


class Reading:
    """The rows of one reading of a database, by collection.

    `ids` are the `_id`s of those of a later reading, each with the number of its last row: what is written again and
    again meanwhile is read more than once, and only the last row of it counts.
    """

    def __init__(self, folder: Path, *, is_first: bool = False) -> None:
        self.ids: dict[str, dict[object, int]] = {}
        self._folder = folder
        self._is_first = is_first
        self._spools: dict[str, Spool] = {}

    def add(self, collection: str, row: Document) -> None:
        """Put a row aside."""
        if collection not in self._spools:
            self._spools[collection] = Spool(self._folder)
        number = self._spools[collection].add(row)
        if not self._is_first:
            self.ids.setdefault(collection, {})[row["_id"]] = number

    def rows(self, collection: str) -> Iterator[bytes]:
        """The rows of a collection, each once."""
        if collection not in self._spools:
            return
        last = None if self._is_first else set(self.ids[collection].values())
        for number, content in enumerate(self._spools[collection].rows()):
            if last is None or number in last:
                yield content

    def close(self) -> None:
        """Let go of everything."""
        for spool in self._spools.values():
            spool.close()
