"""Entity tags: strong ones, of the bytes of an answer (RFC 9110, sections 8.8.3 and 13.1.2)."""

from __future__ import annotations

import hashlib

_DIGITS = 32


def tag_of(content: bytes) -> str:
    """The tag of an answer."""
    return f'"{hashlib.sha256(content).hexdigest()[:_DIGITS]}"'


def is_known(if_none_match: str, tag: str) -> bool:
    """Whether who sends this header has the answer of a tag. They are compared weakly, as the RFC has it."""
    return bool({each.strip().removeprefix("W/") for each in if_none_match.split(",")} & {tag, "*"})
