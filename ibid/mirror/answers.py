"""What answers of a source are made of: parts of a baseline, pages of the feed, digests. Each is whole, or Broken."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from ibid.mirror.errors import Broken, Mismatch, OtherVersion
from ibid.mirror.wire import Fields, Line, optional, parsed, read_line
from ibid.mirror.wire import field as the

VERSION = 1
"""The version of the formats that is read here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a baseline, held against its count, its bytes, its hash and the chain of hashes before it."""

    number: int
    lines: tuple[Line, ...]
    chain: str
    next: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The end of a baseline: how many parts and records it has had, the last chain, and where the feed goes on."""

    cursor: str
    parts: int
    records: int
    chain: str


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

    def ended(self, end: Fields, number: int, chain: str) -> Part:
        """The part, if it is what its end line says of it."""
        sha256 = self.hash.hexdigest()
        chained = hashlib.sha256((chain + sha256).encode()).hexdigest()
        found = {"part": number, "records": len(self.lines), "bytes": self.size, "sha256": sha256, "chain": chained}
        for name, value in found.items():
            if end.get(name) != value:
                wrong = Mismatch if name in {"part", "chain"} else Broken
                raise wrong(f"part {number} has {name} {value}, and its end line says {end.get(name)}")
        return Part(number=number, lines=tuple(self.lines), chain=chained, next=the(end, "next", str))


async def baseline(raw: AsyncIterator[bytes], *, parts: int, chain: str) -> AsyncIterator[Part | Manifest]:
    """The parts of an answer, which goes on after so many parts and their chain, and the manifest at its end."""
    number, gathered = parts + 1, _Gathered()
    begin = await _begin(raw, "export")
    if begin.get("part") != number:
        raise Mismatch(f"the answer begins with part {begin.get('part')}, not with {number}")
    async for line in raw:
        fields = parsed(line)
        if "manifest" in fields:
            yield await _manifest(raw, the(fields, "manifest", dict), gathered)
            return
        if fields.get("end") is True:
            part = gathered.ended(fields, number, chain)
            yield part
            number, chain, gathered = number + 1, part.chain, _Gathered()
        else:
            gathered.add(line, fields)
    raise Broken("the baseline has no manifest")


async def _manifest(raw: AsyncIterator[bytes], fields: Fields, gathered: _Gathered) -> Manifest:
    if gathered.lines:
        raise Broken("the last part has no end")
    await _over(raw)
    return Manifest(
        cursor=the(fields, "cursor", str),
        parts=the(fields, "parts", int),
        records=the(fields, "records", int),
        chain=the(fields, "sha256", str),
    )


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
            _counted(fields, "records", len(lines))
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
            _counted(fields, "buckets", len(found))
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


def _counted(end: Fields, name: str, found: int) -> None:
    if end.get(name) != found:
        raise Broken(f"{found} {name} came, and the end line says {end.get(name)}")
