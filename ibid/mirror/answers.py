"""What answers of a source are made of: parts of a baseline, pages of the feed, digests. Each is whole, or Broken."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from ibid.mirror.errors import Broken, Mismatch, OtherVersion
from ibid.mirror.place import Reached
from ibid.mirror.wire import Fields, Line, optional, parsed, read_line
from ibid.mirror.wire import field as the
from ibid.sync.parts import chained

VERSION = 1
"""The version of the formats that is read here."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a baseline, held against its count, bytes, hash and chain; and what is reached behind it."""

    lines: tuple[Line, ...]
    reached: Reached


@dataclass(frozen=True, slots=True)
class Manifest:
    """The end of a baseline, held against everything that came; `cursor` is where the feed goes on."""

    cursor: str


@dataclass(slots=True)
class _Gathered:
    """The lines of a part so far."""

    lines: list[Line] = field(default_factory=list)
    size: int = 0
    hash: hashlib._Hash = field(default_factory=hashlib.sha256)

    def add(self, raw: bytes, fields: Fields) -> None:
        self.lines.append(read_line(fields))
        self.size += len(raw)
        self.hash.update(raw)

    def ended(self, end: Fields, before: Reached) -> Part:
        """The part, if it is what its end line says of it."""
        sha256, number = self.hash.hexdigest(), before.parts + 1
        chain = chained(before.chain, sha256)
        _hold(end, {"records": len(self.lines), "bytes": self.size, "sha256": sha256}, Broken)
        _hold(end, {"part": number, "chain": chain}, Mismatch)
        records = before.records + len(self.lines)
        reached = Reached(token=the(end, "next", str), parts=number, records=records, chain=chain)
        return Part(tuple(self.lines), reached)


async def baseline(raw: AsyncIterator[bytes], reached: Reached) -> AsyncIterator[Part | Manifest]:
    """The parts of an answer that goes on behind what was reached, and the manifest at its end."""
    gathered = _Gathered()
    _hold(await _begin(raw, "export"), {"part": reached.parts + 1}, Mismatch)
    async for line in raw:
        fields = parsed(line)
        if "manifest" in fields:
            yield await _manifest(raw, the(fields, "manifest", dict), reached, gathered)
            return
        if fields.get("end") is True:
            part = gathered.ended(fields, reached)
            yield part
            reached, gathered = part.reached, _Gathered()
        else:
            gathered.add(line, fields)
    raise Broken("the baseline has no manifest")


async def _manifest(raw: AsyncIterator[bytes], fields: Fields, reached: Reached, gathered: _Gathered) -> Manifest:
    if gathered.lines:
        raise Broken("the last part has no end")
    _hold(fields, {"parts": reached.parts, "records": reached.records, "sha256": reached.chain}, Mismatch)
    await _over(raw)
    return Manifest(the(fields, "cursor", str))


def _hold(said: Fields, found: Fields, wrong: type[Broken]) -> None:
    """Hold what is said against what has come."""
    for name, value in found.items():
        if said.get(name) != value:
            raise wrong(f"{name} is {value}, and the source says {said.get(name)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the feed: the records that changed, and where the next one begins."""

    lines: tuple[Line, ...]
    next: str
    has_more: bool


async def page(raw: AsyncIterator[bytes]) -> Page:
    """A page, to its end line."""
    lines: list[Line] = []
    async for line in raw:
        fields = parsed(line)
        if fields.get("end") is True:
            _hold(fields, {"records": len(lines)}, Broken)
            await _over(raw)
            return Page(lines=tuple(lines), next=the(fields, "next", str), has_more=the(fields, "hasMore", bool))
        lines.append(read_line(fields))
    raise Broken("the page has no end")


@dataclass(frozen=True, slots=True)
class Digest:
    """What the source says of a bucket."""

    bucket: str
    records: int
    digest: str


@dataclass(frozen=True, slots=True)
class Digests:
    """An answer with digests; `next` is where more of them are, None after the last."""

    buckets: tuple[Digest, ...]
    next: str | None


async def digests(raw: AsyncIterator[bytes]) -> Digests:
    """The digests of an answer, to its end line."""
    await _begin(raw, "verify")
    found: list[Digest] = []
    async for line in raw:
        fields = parsed(line)
        if fields.get("end") is True:
            _hold(fields, {"buckets": len(found)}, Broken)
            await _over(raw)
            return Digests(tuple(found), optional(fields, "next", str))
        found.append(Digest(the(fields, "bucket", str), the(fields, "records", int), the(fields, "digest", str)))
    raise Broken("the digests have no end")


async def _begin(raw: AsyncIterator[bytes], name: str) -> Fields:
    """The first line of an answer, which says of what version it is."""
    async for line in raw:
        begin = the(parsed(line), name, dict)
        if begin.get("version") != VERSION:
            raise OtherVersion(str(begin.get("version")))
        return begin
    raise Broken("the answer is empty")


async def _over(raw: AsyncIterator[bytes]) -> None:
    async for line in raw:
        raise Broken(f"more comes after the end: {line[:40]!r}")
