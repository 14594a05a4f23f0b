"""The names that a written file has and a read one is understood by."""

from __future__ import annotations

import re
import sys

CORE = "urn:oasis:names:tc:xliff:document:2.0"
"""The namespace of XLIFF 2.0 and 2.1."""
READABLE = frozenset({CORE, "urn:oasis:names:tc:xliff:document:2.2"})
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
XML = "http://www.w3.org/XML/1998/namespace"
CATEGORY = "ibid"
"""The group of metadata that is ours."""

_CALL = re.compile(r"n(?P<occurrence>[1-9]\d{0,5})\.(?P<marker>.+)")
_UNSAFE = re.compile(r"[^A-Za-z0-9.-]")
_WRITTEN = re.compile(r"_(?P<code>[0-9a-f]{1,6})_")


def token(words: str) -> str:
    """Words as an NMTOKEN, from which they can be told again: what is no letter, digit, dot or hyphen by its code."""
    return _UNSAFE.sub(lambda sign: f"_{ord(sign[0]):x}_", words)


def words_of(written: str) -> str:
    """What `token` was made of."""
    return _WRITTEN.sub(_sign, written)


def _sign(found: re.Match[str]) -> str:
    code = int(found["code"], 16)
    return chr(code) if code <= sys.maxunicode else found[0]


def unit_id(key: str) -> str:
    """The id of a unit."""
    return f"u-{token(key)}"


def key_of(unit: str) -> str | None:
    """The key of a unit, by its id."""
    return words_of(unit.removeprefix("u-")) if unit.startswith("u-") else None


def call_id(marker: str, occurrence: int) -> str:
    """The id of a footnote call: the same in every language, since the marker is the original's."""
    return f"n{occurrence}.{token(marker)}"


def marker_of(code: str) -> str | None:
    """The marker of a call, by its id."""
    found = _CALL.fullmatch(code)
    return words_of(found["marker"]) if found else None
