"""An export as files in a folder: a file for each part, and `manifest.json` once it is whole.

The files one after another, and then the manifest, are what `GET /export` answers. A part is written under another name
until it is whole, so that an export that was stopped is gone on with behind the last one.
"""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import zstandard

from ibid.sync.compressing import GZIP, ZSTD, Compressor, compressor
from ibid.sync.exporting import Kind, Piece
from ibid.sync.parts import Parts

MANIFEST = "manifest.json"
_SUFFIXES = {ZSTD: "zst", GZIP: "gz"}


class BadFolder(Exception):
    """A folder holds something else than an export that can be gone on with. `path` is what is wrong."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


@dataclass(slots=True)
class PartFiles:
    """The files of an export in a folder. `coding` is how new ones are compressed."""

    folder: Path
    coding: str = ZSTD

    @property
    def is_whole(self) -> bool:
        """Whether a whole export is there already."""
        return (self.folder / MANIFEST).exists()

    def found(self) -> tuple[Parts, str | None]:
        """The parts that are there, and the token by which to go on behind them; None where there are none.

        Each is read and checked. Raises BadFolder for one that is not what it says.
        """
        parts, token = Parts(), None
        for path in self._paths():
            end = _checked(path, parts)
            token = str(end["next"])
        return parts, token

    async def write(self, pieces: AsyncIterator[Piece], parts: Parts) -> AsyncIterator[int]:
        """Write the pieces of an export behind the parts that are there, and say how many records each part has."""
        self.folder.mkdir(parents=True, exist_ok=True)
        writing: _Writing | None = None
        async for piece in pieces:
            if piece.kind is Kind.MANIFEST:
                (self.folder / MANIFEST).write_bytes(piece.text)
                continue
            if piece.kind is Kind.BEGIN and parts.number:
                continue  # what the first file begins with
            writing = writing or _Writing.of(self._path(parts.number + 1), self.coding)
            writing.add(piece.text)
            if piece.kind is Kind.END:
                writing.end()
                writing = None
                yield int(parts.listed[-1]["records"])

    def _path(self, number: int) -> Path:
        return self.folder / f"part-{number:05d}.ndjson.{_SUFFIXES[self.coding]}"

    def _paths(self) -> Iterator[Path]:
        """The files of parts, in order, as far as none is missing."""
        number = 1
        while True:
            names = (self.folder / f"part-{number:05d}.ndjson.{each}" for each in _SUFFIXES.values())
            path = next((each for each in names if each.exists()), None)
            if path is None:
                return
            yield path
            number += 1


@dataclass(slots=True)
class _Writing:
    path: Path
    partial: Path
    out: BinaryIO
    compressor: Compressor

    @classmethod
    def of(cls, path: Path, coding: str) -> _Writing:
        partial = path.with_name(f".{path.name}.partial")
        return cls(path, partial, partial.open("wb"), compressor(coding))

    def add(self, text: bytes) -> None:
        self.out.write(self.compressor.add(text))

    def end(self) -> None:
        with self.out:
            self.out.write(self.compressor.end())
            self.out.flush()
            os.fsync(self.out.fileno())
        self.partial.replace(self.path)


def _checked(path: Path, parts: Parts) -> dict[str, Any]:
    """The last line of a part's file, with the part among those that are there. Raises BadFolder."""
    try:
        *lines, last = _text(path).splitlines(keepends=True)
        end: dict[str, Any] = json.loads(last)
        records = [line for line in lines if not line.startswith(b'{"export":')]
        parts.add(records)
        part = parts.end()
    except (OSError, ValueError, EOFError, zstandard.ZstdError) as error:
        raise BadFolder(path) from error
    said = (end.get("part"), end.get("sha256"), end.get("chain"))
    if said != (part.number, part.sha256, parts.chain):
        raise BadFolder(path)
    return end


def _text(path: Path) -> bytes:
    if path.suffix == ".gz":
        return gzip.decompress(path.read_bytes())
    with path.open("rb") as packed, zstandard.ZstdDecompressor().stream_reader(packed) as reader:
        return reader.read()
