"""The lines of NDJSON that partners are sent (docs/partners.md)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from i18n.languages import Tag
from ibid.http.errors import Fault
from resolvers.sync.telling import Said
from schema import ids
from store import states

MEDIA = "application/x-ndjson"


def line(value: Mapping[str, Any]) -> bytes:
    """An object on a line of its own."""
    return orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE)


def record_line(said: Said, cursor: str | None = None) -> bytes:
    """What becomes of an entity. `cursor` is the place in the feed behind it, where it has one."""
    about: dict[str, Any] = {
        "operation": said.operation,
        "type": said.type,
        "id": ids.encode(said.type.capitalize(), said.key),
        "key": said.key,
        "document": said.document,
        "languages": said.languages,
        "revision": said.revision,
        "at": states.time_words(said.at),
    }
    if cursor is not None:
        about["cursor"] = cursor
    if said.record is None:
        return line(about)
    state = states.canonical(states.state_of(said.record))
    about["digest"] = states.digest(state)
    return orjson.dumps(about)[:-1] + b',"state":' + state + b"}\n"


def error_line(fault: Fault, preference: Sequence[Tag]) -> bytes:
    """Why an answer breaks off here."""
    told = fault.told(preference)
    extensions = told["extensions"]
    return line({"error": {"code": extensions.pop("code"), "message": told["message"], **extensions}})
