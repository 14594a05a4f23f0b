"""Writing an archive: a file that has its name only once it is whole and on its disk."""

from __future__ import annotations

import asyncio
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from store.errors import ArchiveUnwritable
from store.mongo.archive.kept import KEPT
from store.mongo.archive.manifest import MEMBER_BYTES, NAME, Manifest, Member, Tally
from store.mongo.archive.taking import Taken, Taking, Told
from store.mongo.driver import Connection
from store.mongo.migrations import VERSION, ready
from store.mongo.writing import now


async def back_up(connection: Connection, path: Path, told: Told) -> Manifest:
    """Write everything that a database holds to a file, in the place of what has that name.

    The database may be written meanwhile. Raises ArchiveUnwritable, and the store's errors.
    """
    await ready(connection)
    with _unwritable(path), _named_when_whole(path) as file, Taking.beside(path, connection, told) as taking:
        return await _write(file, await taking.take())


async def _write(file: BinaryIO, taken: Taken) -> Manifest:
    at = now()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        members: list[Member] = []
        tallies = {collection: Tally() for collection in KEPT}
        for collection, tally in tallies.items():
            for number, (rows, content) in enumerate(_members(taken.rows(collection), tally), 1):
                name = f"{collection}/{number:04}.bson"
                archive.writestr(_named(name, at), content)
                members.append(Member(name, rows, len(content), hashlib.sha256(content).hexdigest()))
                # Let a Ctrl-C in, and whoever keeps the embedded database.
                await asyncio.sleep(0)
        manifest = Manifest(
            schema_version=VERSION,
            epoch=taken.state.epoch,
            head=taken.state.head,
            at=at,
            totals={collection: tally.total() for collection, tally in tallies.items()},
            members=tuple(members),
        )
        archive.writestr(_named(NAME, at), manifest.written())
    return manifest


def _members(rows: Iterator[bytes], tally: Tally) -> Iterator[tuple[int, bytes]]:
    """Rows as the contents of members, each with how many rows it has."""
    content, count = bytearray(), 0
    for row in rows:
        tally.add(row)
        content += row
        count += 1
        if len(content) >= MEMBER_BYTES:
            yield count, bytes(content)
            content, count = bytearray(), 0
    if count:
        yield count, bytes(content)


def _named(name: str, at: datetime) -> ZipInfo:
    member = ZipInfo(name, at.timetuple()[:6])
    member.compress_type = ZIP_DEFLATED
    member.external_attr = 0o600 << 16
    return member


@contextmanager
def _named_when_whole(path: Path) -> Iterator[BinaryIO]:
    """A file for its owner only (the feed's key is in it), which gets its name at the end, and is gone otherwise."""
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        # What has this name already, such as a link that somebody put there, is not written through.
        partial.unlink(missing_ok=True)
        with os.fdopen(os.open(partial, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600), "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    folder = os.open(path.absolute().parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


@contextmanager
def _unwritable(path: Path) -> Iterator[None]:
    """What the system says of a file that cannot be written, as the store's own error."""
    try:
        yield
    except OSError as error:
        raise ArchiveUnwritable(path, error.strerror or str(error)) from error
