"""Conditions of a request: whether the client has already what it asks for (RFC 9110 section 13)."""

from __future__ import annotations

from xxhash import xxh3_128_hexdigest


def tag_of(content: bytes) -> str:
    """The strong entity tag of an answer: of its bytes (RFC 9110 section 8.8.3).

    Whoever would make two answers of one tag could write both: no hash of cryptography is needed, which would cost
    more than the rest of a large answer.
    """
    return f'"{xxh3_128_hexdigest(content)}"'


def is_known(if_none_match: str | None, etag: str) -> bool:
    """Whether a client names a tag in `If-None-Match`, compared weakly, as section 13.1.2 has it."""
    if if_none_match is None:
        return False
    if if_none_match == etag:
        return True
    known = {each.strip().removeprefix("W/") for each in if_none_match.split(",")}
    return bool(known & {etag.removeprefix("W/"), "*"})
