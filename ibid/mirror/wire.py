"""Lines as they come: newline-delimited JSON, read strictly. Whatever is not as docs/sync.md says is Broken."""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import orjson

from ibid.mirror.errors import Broken
from resolvers.changes.scope import Operation
from resolvers.sync.buckets import bucket_of
from store import states
from store.kinds import KINDS

T = TypeVar("T")
Fields = Mapping[str, Any]

LONGEST = 64 * 1024 * 1024
"""Bytes of a line. A record is at most 16 MB, which is what a database keeps; a source without end is broken."""

OPERATIONS = frozenset(map(str, Operation))
"""What may become of a record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One record as the source has it now: `state` is its canonical JSON, None where it is to be removed."""

    operation: str
    type: str
    key: str
    id: str
    document: str | None
    languages: tuple[str, ...]
    revision: int
    at: str
    digest: str | None
    state: str | None

    @property
    def is_removal(self) -> bool:
        """Whether it says that the copy has this no more."""
        return self.state is None

    @property
    def bucket(self) -> str:
        """The bucket that it is proved in."""
        return bucket_of(self.type, self.key, self.document)


async def split(chunks: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
    """The lines of a body, LF included. One that has no LF at its end was cut off: Broken.

    LF alone ends a line: a text in JSON may hold U+2028 and its like, at which str.splitlines would part it.
    """
    rest = b""
    async for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n")
        for line in whole:
            yield line + b"\n"
        if len(rest) > LONGEST:
            raise Broken(f"a line is longer than {LONGEST} bytes")
    if rest:
        raise Broken("the last line is cut off")


def parsed(raw: bytes) -> dict[str, Any]:
    """The object of a line."""
    try:
        value = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        raise Broken(f"a line is no JSON: {error}") from error
    if not isinstance(value, dict):
        raise Broken("a line is no object")
    if isinstance(told := value.get("error"), dict):
        raise Broken(f"the source broke off: {told.get('message')} ({told.get('code')})")
    return value


def canonical(state: object) -> str:
    """The canonical JSON of a state, as it is kept."""
    return states.canonical(state).decode()


def digest(state: str) -> str:
    """The digest of a state's canonical JSON."""
    return states.digest(state.encode())


def field(fields: Fields, name: str, kind: type[T]) -> T:
    """A field that must be there; true is no number."""
    value = fields.get(name)
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise Broken(f"{name} is {value!r}, not a {kind.__name__}")
    return value


def optional(fields: Fields, name: str, kind: type[T]) -> T | None:
    """A field that may be null or left out."""
    return None if fields.get(name) is None else field(fields, name, kind)


def read_line(fields: Fields) -> Line:
    """A record line, its state held against its digest."""
    operation, type_ = field(fields, "operation", str), field(fields, "type", str)
    if operation not in OPERATIONS or type_ not in KINDS:
        raise Broken(f"there is no {operation} of {type_}")
    said, state = _state(fields, operation)
    return Line(
        operation=operation,
        type=type_,
        key=field(fields, "key", str),
        id=field(fields, "id", str),
        document=optional(fields, "document", str),
        languages=_words(fields, "languages"),
        revision=field(fields, "revision", int),
        at=field(fields, "at", str),
        digest=said,
        state=state,
    )


def _state(fields: Fields, operation: str) -> tuple[str | None, str | None]:
    if not Operation(operation).has_state:
        return None, None
    said, state = field(fields, "digest", str), canonical(field(fields, "state", dict))
    if digest(state) != said:
        raise Broken(f"the state of {fields.get('key')} is not what its digest says")
    return said, state


def _words(fields: Fields, name: str) -> tuple[str, ...]:
    words = field(fields, name, list)
    if not all(isinstance(word, str) for word in words):
        raise Broken(f"{name} is no list of words")
    return tuple(words)
