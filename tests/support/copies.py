"""A partner's copy, kept as docs/partners.md says and by nothing else: it knows lines, and none of the program."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

Line = Mapping[str, Any]

MOST_PAGES = 1000


class Broken(Exception):
    """An answer is not whole, or is not what it says it is."""


def canonical(value: Any) -> bytes:
    """JSON in the form of which digests are made (RFC 8785, of what has no floats)."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def sha256(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()


def parsed(text: bytes) -> Line:
    """A line, of JSON and whole."""
    try:
        found = json.loads(text)
    except ValueError as error:
        raise Broken("a line is no JSON") from error
    if not isinstance(found, dict):
        raise Broken("a line is no object")
    return found


def lines_of(content: bytes) -> list[bytes]:
    """The lines of an answer; the last one must have its end."""
    if not content.endswith(b"\n"):
        raise Broken("the last line has no end")
    return content.removesuffix(b"\n").split(b"\n")


@dataclass(slots=True)
class Export:
    """An export that was checked: its record lines by part, the ends of its parts, and its manifest."""

    begun: Line
    parts: list[list[Line]]
    ends: list[Line]
    manifest: Line | None

    @property
    def lines(self) -> list[Line]:
        return [line for part in self.parts for line in part]


def read_export(content: bytes, chain: str = "", records: int = 0) -> Export:
    """Check an export, or the rest of one that has a chain and so many records already. Raises Broken."""
    export = _read(content, chain)
    manifest, chain = export.manifest, export.ends[-1]["chain"] if export.ends else chain
    if manifest is None:
        raise Broken("there is no manifest")
    told = [{name: end[name] for name in ("part", "records", "bytes", "sha256")} for end in export.ends]
    total = records + sum(end["records"] for end in export.ends)
    if (manifest["sha256"], manifest["list"], manifest["records"]) != (chain, told, total):
        raise Broken("the manifest says something else")
    return export


def read_parts(content: bytes) -> Export:
    """The whole parts of an export that broke off somewhere."""
    whole = content[: content.rfind(b"\n") + 1]
    lines = lines_of(whole) if whole else []
    last = max((at for at, line in enumerate(lines) if b'"end":true' in line), default=-1)
    return _read(b"".join(line + b"\n" for line in lines[: last + 1])) if last >= 0 else Export({}, [], [], None)


def _read(content: bytes, chain: str = "") -> Export:
    first, *others = lines_of(content)
    begun = parsed(first).get("export")
    if begun is None:
        raise Broken("it does not begin with what it is")
    export = Export(begun, [], [], None)
    number, part = begun["part"], list[bytes]()
    for text in others:
        line = parsed(text)
        if export.manifest is not None or "error" in line:
            raise Broken("something stands where nothing may")
        if "manifest" in line:
            export.manifest = line["manifest"]
        elif "end" in line:
            chain = _checked(line, part, number, chain)
            export.parts.append([parsed(each) for each in part])
            export.ends.append(line)
            number, part = number + 1, []
        else:
            check_record(line)
            part.append(text)
    if part:
        raise Broken("a part has no end")
    return export


def _checked(end: Line, part: list[bytes], number: int, chain: str) -> str:
    """The chain behind a part, which is what its end says."""
    text = b"".join(each + b"\n" for each in part)
    chain = sha256(f"{chain}{sha256(text)}".encode())
    said = (end["part"], end["records"], end["bytes"], end["sha256"], end["chain"])
    if said != (number, len(part), len(text), sha256(text), chain):
        raise Broken("a part is not what its end says")
    return chain


def check_record(line: Line) -> None:
    """A record line is of one operation, and its state has its digest."""
    if line["operation"] in {"UPSERT", "ENTERED_SCOPE"}:
        if sha256(canonical(line["state"])) != line["digest"]:
            raise Broken("a state has another digest")
    elif line["operation"] not in {"DELETE", "LEFT_SCOPE"} or "state" in line or "digest" in line:
        raise Broken("an operation is none")


@dataclass(slots=True)
class Copy:
    """What a partner has, by type and key."""

    records: dict[tuple[str, str], Line] = field(default_factory=dict)
    removed: dict[tuple[str, str], int] = field(default_factory=dict)
    cursor: str | None = None

    def apply(self, lines: Iterable[Line], *, anew: bool = False) -> None:
        """Apply lines in their order: those that are newer than what there is, or, copying anew, all."""
        for line in lines:
            name = (line["type"], line["key"])
            has = self.records[name]["revision"] if name in self.records else self.removed.get(name, 0)
            if not anew and line["revision"] <= has:
                continue
            if "state" in line:
                self.records[name] = line
                self.removed.pop(name, None)
            else:
                self.records.pop(name, None)
                self.removed[name] = line["revision"]

    def take(self, export: Export) -> None:
        """Copy everything anew."""
        assert export.manifest is not None
        self.records, self.removed = {}, {}
        self.apply(export.lines, anew=True)
        self.cursor = export.manifest["cursor"]

    @property
    def digests(self) -> dict[tuple[str, str], str]:
        return {name: line["digest"] for name, line in self.records.items()}

    def buckets(self) -> dict[str, str]:
        """The digest of each bucket, as docs/partners.md has it."""
        found: dict[str, list[bytes]] = {}
        for (kind, key), line in self.records.items():
            found.setdefault(bucket_of(line), []).append(f"{kind}\t{key}\t{line['digest']}\n".encode())
        return {bucket: sha256(b"".join(sorted(lines))) for bucket, lines in found.items()}


def bucket_of(line: Line) -> str:
    if line["document"] is not None:
        return str(line["document"])
    if line["type"] == "INSTRUMENT":
        return f"instruments/{sha256(line['key'].encode())[:2]}"
    return "bodies" if line["type"] == "BODY" else "reporters"


@dataclass(slots=True)
class Partner:
    """Somebody who keeps a copy over HTTP. `query` is their filter."""

    client: httpx.AsyncClient
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    copy: Copy = field(default_factory=Copy)

    async def get(self, path: str, **query: str) -> httpx.Response:
        return await self.client.get(path, params={**self.query, **query}, headers=self.headers)

    async def export(self, **query: str) -> Export:
        """An export that was checked."""
        answer = await self.get("/export", **query)
        assert answer.status_code == httpx.codes.OK, answer.text
        return read_export(answer.content)

    async def copy_anew(self) -> None:
        self.copy.take(await self.export())

    async def page(self, **query: str) -> tuple[list[Line], Line]:
        """The lines of a page of changes, and its last one."""
        answer = await self.get("/changes", **query)
        assert answer.status_code == httpx.codes.OK, answer.text
        *lines, end = map(parsed, lines_of(answer.content))
        assert (end["end"], end["records"]) == (True, len(lines)), end
        for line in lines:
            check_record(line)
        return lines, end

    async def follow(self, first: int = 100) -> list[Line]:
        """Apply everything that changed, and give it."""
        told: list[Line] = []
        for _ in range(MOST_PAGES):
            after = {} if self.copy.cursor is None else {"after": self.copy.cursor}
            lines, end = await self.page(first=str(first), **after)
            self.copy.apply(lines)
            self.copy.cursor = end["next"]
            told += lines
            if not end["hasMore"]:
                return told
        raise AssertionError("there is always more")

    async def verified(self, **query: str) -> dict[str, str]:
        """The digests of all buckets, a few at a time."""
        found: dict[str, str] = {}
        token: str | None = ""
        while token is not None:
            answer = await self.get("/verify", **query, **({"after": token} if token else {}))
            assert answer.status_code == httpx.codes.OK, answer.text
            _, *buckets, end = map(parsed, lines_of(answer.content))
            assert end["buckets"] == len(buckets)
            found |= {each["bucket"]: each["digest"] for each in buckets}
            token = end["next"]
        return found
