"""Reading the parameters of a request by GraphQL over HTTP: sections 5 and 6 of its specification.

Only JSON is read, never what a form can send: so no other web site can make a browser ask without being asked itself
whether it may (CORS).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ibid.http.errors import Fault, Phrase, Refused
from ibid.http.json import BadJSON, parsed
from ibid.http.media import JSON
from ibid.http.sent import Sent
from ibid.remembered import remembered

_SHORT, _REMEMBERED = 4096, 512
"""Bytes of a body that is remembered at most, and how many are."""

_IN_JSON = ("variables", "extensions")
"""Parameters of a query string whose value is JSON."""


def read_parameters(sent: Sent, content: bytes) -> Mapping[str, Any]:
    """The parameters of a request, of whatever kinds they are; or Refused. `content` is its body."""
    if sent.method == "GET":
        return _of_query_string(sent)
    return _of_body(content)


@remembered(_REMEMBERED, short=_SHORT)
def _of_body(content: bytes) -> Mapping[str, Any]:
    """What a body says; many come again and again. Nobody changes what is read."""
    found = _json(content)
    if not isinstance(found, dict):
        raise bad_request(Phrase("REASON_NO_OBJECT"))
    return found


def bad_request(reason: Phrase) -> Refused:
    """The refusal of a request that cannot be read."""
    return Refused(400, Fault("BAD_REQUEST", {"reason": reason}))


def _of_query_string(sent: Sent) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in sent.query.multi_items():
        if name in found:
            raise bad_request(Phrase("REASON_TWICE", {"name": name[:100]}))
        found[name] = value
    for name in _IN_JSON:
        if found.get(name):
            found[name] = _json(found[name].encode())
    return found


@remembered(256)
def is_json(content_type: str) -> bool:
    """Whether it is JSON in UTF-8, and nothing that only looks like it: what another site's form can send is none."""
    media, *parameters = (piece.strip().lower() for piece in content_type.split(";"))
    charset = next((each.removeprefix("charset=").strip('"') for each in parameters if each.startswith("charset=")), "")
    return media == JSON and charset in {"", "utf-8", "utf8"}


def not_json() -> Refused:
    """The refusal of any other."""
    return Refused(415, Fault("UNSUPPORTED_MEDIA_TYPE"), {"Accept-Post": JSON})


def _json(text: bytes) -> Any:
    try:
        return parsed(text)
    except BadJSON as error:
        raise bad_request(
            Phrase("REASON_TWICE", {"name": error.name[:100]}) if error.name else Phrase("REASON_NO_JSON")
        ) from error
