"""Reading an archive, which is believed nothing: all members are as the manifest says, or none is used."""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from zipfile import BadZipFile, ZipFile

import bson
from bson.errors import BSONError

from store.errors import ArchiveDamaged, ArchiveMissing, ArchiveNewer
from store.mongo.archive.kept import KEPT
from store.mongo.archive.manifest import FORMAT, FORMAT_VERSION, MEMBER_BYTES, NAME, Manifest, Member, Tally, Total
from store.mongo.archive.spool import SIZE
from store.mongo.driver import IN_UTC, Document
from store.mongo.migrations import VERSION

MOST_MANIFEST = 64 * 2**20
"""Bytes of a manifest: more than the members of a terabyte take."""

MOST_MEMBER = MEMBER_BYTES + 17 * 2**20
"""Bytes of a member: it ends with a row, and a row is at most 16 MiB, and what a server adds to that of its own."""

_WRONG = (
    BadZipFile,
    zlib.error,
    struct.error,
    BSONError,
    EOFError,
    OSError,
    # What a damaged directory of a ZIP makes of zipfile, and what JSON may hold.
    RuntimeError,
    NotImplementedError,
    ArithmeticError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
)


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive whose manifest is read."""

    path: Path
    manifest: Manifest
    _zip: ZipFile

    @classmethod
    @contextmanager
    def opened(cls, path: Path) -> Iterator[Self]:
        """An archive, open until the block ends. Raises ArchiveMissing, ArchiveDamaged or ArchiveNewer."""
        try:
            file = path.open("rb")
        except OSError as error:
            raise ArchiveMissing(path, error.strerror or str(error)) from error
        with file:
            with _trusting_nothing(path, "zip"):
                archive = ZipFile(file)
            with archive:
                yield cls(path, _manifest(path, archive), archive)

    def check(self, told: Callable[[int], None]) -> None:
        """Read every member, or raise ArchiveDamaged; `told` is told of rows."""
        tallies = {collection: Tally() for collection in KEPT}
        for member in self.manifest.members:
            tally = tallies.get(member.collection)
            with _trusting_nothing(self.path, member.name):
                if tally is None:
                    raise ValueError("this Ibid knows no such collection")
                before = tally.rows
                for row in _rows(self._content(member)):
                    tally.add(row)
                if tally.rows - before != member.rows:
                    raise ValueError(f"it has {tally.rows - before} rows instead of {member.rows}")
            told(member.rows)
        for collection, tally in tallies.items():
            if tally.total() != self.manifest.totals.get(collection, Total(0, Tally().total().digest)):
                raise ArchiveDamaged(self.path, collection, "its members are not all of it")

    def rows(self, collection: str) -> Iterator[list[Document]]:
        """The rows of a collection, a member at a time."""
        for member in self.manifest.members:
            if member.collection == collection:
                with _trusting_nothing(self.path, member.name):
                    rows = bson.decode_all(self._content(member), IN_UTC)
                yield rows

    def _content(self, member: Member) -> bytes:
        if not 0 <= member.bytes <= MOST_MEMBER:
            raise ValueError(f"it is said to have {member.bytes} bytes")
        with self._zip.open(member.name) as file:
            content = file.read(member.bytes + 1)
        if len(content) != member.bytes or hashlib.sha256(content).hexdigest() != member.sha256:
            raise ValueError("it is not as it was written")
        return content


def _manifest(path: Path, archive: ZipFile) -> Manifest:
    with _trusting_nothing(path, NAME):
        with archive.open(NAME) as file:
            content = json.loads(file.read(MOST_MANIFEST))
        if content["format"] != FORMAT:
            raise ValueError("it is no backup of Ibid")
        version = int(content["version"])
        if version > FORMAT_VERSION:
            raise ArchiveNewer(path, version, FORMAT_VERSION)
        manifest = Manifest.read(content)
        if archive.namelist() != [*(member.name for member in manifest.members), NAME]:
            raise ValueError("the members are not those that it names")
    if manifest.schema_version > VERSION:
        raise ArchiveNewer(path, manifest.schema_version, VERSION)
    return manifest


def _rows(content: bytes) -> Iterator[bytes]:
    """The BSON documents of a member."""
    at = 0
    while at < len(content):
        size = int.from_bytes(content[at : at + SIZE], "little")
        if size < SIZE + 1 or at + size > len(content):
            raise ValueError("its rows are not whole")
        yield content[at : at + size]
        at += size


@contextmanager
def _trusting_nothing(path: Path, place: str) -> Iterator[None]:
    """Whatever reading a damaged file raises, as ArchiveDamaged."""
    try:
        yield
    except _WRONG as error:
        raise ArchiveDamaged(path, place, str(error) or type(error).__name__) from error
