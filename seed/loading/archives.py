"""Zips of documents: what is in one, and each member's bytes, read where they are and never written anywhere.

A zip can say anything of itself. So its list is short, its members are no larger than a document can be and no more
dense than text can be packed, and names are names: one that climbs out of its folder is only printed.
"""

from __future__ import annotations

import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path, PurePosixPath

from seed.unreadable import Unreadable

LARGEST = 20 * 2**20
"""Bytes of a member, unpacked: those of the largest file that is read."""
MOST = 4 * 2**30
"""Bytes of all members, unpacked. A session of the General Assembly has a tenth of a gigabyte."""
DENSEST = 200
"""How many bytes one packed byte may become. Mark-up packs to a twentieth; a bomb's zeros to a thousandth."""
LONGEST = 100_000
"""Members. The General Assembly's documents of a session are two thousand files."""
_ENCRYPTED = 0x1
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError)


def members(path: Path) -> list[str]:
    """The names of a zip's files, in an order of their own. Raises Unreadable."""
    with _opened(path) as zipped:
        infos = [info for info in zipped.infolist() if not info.is_dir()]
    if len(infos) > LONGEST or sum(info.file_size for info in infos) > MOST:
        raise Unreadable("ARCHIVE_TOO_LARGE", {"limit": str(MOST)})
    return sorted({info.filename for info in infos if not _is_hidden(info.filename)})


def _is_hidden(name: str) -> bool:
    """What systems put into zips for themselves: ".DS_Store", "__MACOSX/..."."""
    return any(part.startswith(("._", ".DS", "__MACOSX")) for part in PurePosixPath(name).parts)


def member(path: Path, name: str) -> bytes:
    """The bytes of a member. Raises Unreadable."""
    with _opened(path) as zipped:
        try:
            info = zipped.getinfo(name)
        except KeyError as error:
            raise Unreadable("ARCHIVE_BROKEN", {}) from error
        _check(info)
        with zipped.open(info) as file:
            content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise Unreadable("FILE_TOO_LARGE", {"limit": str(LARGEST)})
    return content


def _check(info: zipfile.ZipInfo) -> None:
    if info.flag_bits & _ENCRYPTED:
        raise Unreadable("ARCHIVE_ENCRYPTED", {})
    if info.file_size > LARGEST:
        raise Unreadable("FILE_TOO_LARGE", {"limit": str(LARGEST)})
    if info.file_size > DENSEST * max(info.compress_size, 1):
        raise Unreadable("ARCHIVE_DENSE", {"limit": str(DENSEST)})


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """A zip, open; its list is read once and kept while the file stays as it is."""
    try:
        state = path.stat()
        yield _archive(path, state.st_mtime_ns, state.st_size, os.getpid())
    except Unreadable:
        raise
    except _BROKEN as error:
        raise Unreadable("ARCHIVE_BROKEN", {}) from error


@lru_cache(maxsize=2)
def _archive(path: Path, _changed: int, _size: int, _process: int) -> zipfile.ZipFile:
    """An open zip. A process never reads from one that its parent opened: they would share a place in the file."""
    return zipfile.ZipFile(path)
