"""The messages of `graphql-transport-ws` that clients send, strictly read.

https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, TypeAlias

from ibid.http.json import BadJSON, parsed
from ibid.http.operations import KINDS

PROTOCOL = "graphql-transport-ws"
LONGEST_REASON = 123
"""In bytes: what a close frame has room for (RFC 6455, section 5.5)."""

LONGEST_ID = 256
"""In characters."""


class Code(IntEnum):
    """Why a socket is closed: RFC 6455, section 7.4.1, the registry of IANA, and the protocol."""

    GOING_AWAY = 1001
    TOO_BIG = 1009
    TRY_AGAIN = 1013
    BAD_REQUEST = 4400
    UNAUTHORIZED = 4401
    FORBIDDEN = 4403
    SUBPROTOCOL = 4406
    INIT_TIMEOUT = 4408
    DUPLICATE = 4409
    TOO_MANY_INITS = 4429


class Closed(Exception):
    """The socket is to be closed with a code; `reason` is for people."""

    def __init__(self, code: Code, reason: str) -> None:
        super().__init__(f"{code}: {reason}")
        self.code = code
        self.reason = reason.encode()[:LONGEST_REASON].decode(errors="ignore")


@dataclass(frozen=True, slots=True)
class Init:
    """The client introduces itself."""

    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Ping:
    """The client asks whether the server is there; what it sends comes back."""

    payload: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Pong:
    """The client is there."""


@dataclass(frozen=True, slots=True)
class Subscribe:
    """The client asks an operation; `payload` are its parameters."""

    id: str
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Complete:
    """The client does not want to hear of an operation any more."""

    id: str


Message: TypeAlias = Init | Ping | Pong | Subscribe | Complete


def read(text: str) -> Message:
    """The message of a text, or Closed with 4400."""
    try:
        message = parsed(text.encode(errors="surrogatepass"))
    except BadJSON as error:
        raise _bad(f"{error.name!r} stands twice" if error.name else "the message is not JSON") from error
    if not isinstance(message, dict):
        raise _bad("the message is not an object")
    match message.get("type"):
        case "connection_init":
            return Init(_object(message) or {})
        case "ping":
            return Ping(_object(message))
        case "pong":
            _object(message)
            return Pong()
        case "subscribe":
            return Subscribe(_id(message), _parameters(message))
        case "complete":
            return Complete(_id(message))
        case str(other):
            raise _bad(f"there is no message of type {other[:40]!r}")
        case _:
            raise _bad("`type` is not a string")


def _object(message: Mapping[str, Any]) -> Mapping[str, Any] | None:
    payload = message.get("payload")
    if payload is not None and not isinstance(payload, dict):
        raise _bad("`payload` is not an object")
    return payload


def _id(message: Mapping[str, Any]) -> str:
    found = message.get("id")
    if not isinstance(found, str) or not 0 < len(found) <= LONGEST_ID:
        raise _bad(f"`id` is not a string of 1 to {LONGEST_ID} characters")
    return found


def _parameters(message: Mapping[str, Any]) -> Mapping[str, Any]:
    payload = _object(message)
    if payload is None:
        raise _bad("`payload` is missing")
    for name, kind in KINDS.items():
        if not isinstance(payload.get(name), kind | None):
            raise _bad(f"`payload.{name}` is not {'an object' if kind is dict else 'a string'}")
    return payload


def _bad(reason: str) -> Closed:
    return Closed(Code.BAD_REQUEST, reason)
