"""A unit's Markdown and what stands in it: footnote calls `[^5]`, emphasis `*…*`, backslash escapes.

The dialect is CommonMark's emphasis and backslash escapes and the footnote calls of GitHub Flavored Markdown, and
nothing else: every other sign is itself.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

_TOKEN = re.compile(r"\\(?P<escaped>[\\*\[\]^])|\[\^(?P<marker>[^\]\s]{1,12})\]|(?P<star>\*)")


@dataclass(frozen=True, slots=True)
class Call:
    """A footnote call: its marker, and where it stands in the plain text (before that code point)."""

    marker: str
    at: int


@dataclass(frozen=True, slots=True)
class Emphasis:
    """A stretch of plain text that is emphasised."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """Markdown, read: the plain text, its calls and its emphasis, in order; offsets are code points of `plain`."""

    plain: str
    calls: tuple[Call, ...]
    emphases: tuple[Emphasis, ...]


class Sign(Enum):
    """What a piece of Markdown is."""

    WORDS = "words"
    CALL = "call"
    OPENS = "opens"
    CLOSES = "closes"


def pieces(markdown: str) -> Iterator[tuple[Sign, str]]:
    """Markdown in its order: plain words, calls with their marker, where emphasis opens and closes.

    A star without its partner is printed as it stands.
    """
    last = 0
    is_open = False
    stars = sum(token["star"] is not None for token in _TOKEN.finditer(markdown))
    for token in _TOKEN.finditer(markdown):
        if token.start() > last:
            yield Sign.WORDS, markdown[last : token.start()]
        last = token.end()
        if token["escaped"]:
            yield Sign.WORDS, token["escaped"]
        elif token["marker"]:
            yield Sign.CALL, token["marker"]
        elif is_open or stars > 1:
            yield (Sign.CLOSES if is_open else Sign.OPENS), ""
            is_open = not is_open
        else:
            yield Sign.WORDS, "*"
        stars -= token["star"] is not None
    if markdown[last:]:
        yield Sign.WORDS, markdown[last:]


@lru_cache(maxsize=4096)
def read(markdown: str) -> Reading:
    """Read Markdown; what was read of late is remembered, since it is asked for again."""
    out: list[str] = []
    calls: list[Call] = []
    emphases: list[Emphasis] = []
    length = opened = 0
    for sign, words in pieces(markdown):
        match sign:
            case Sign.WORDS:
                out.append(words)
                length += len(words)
            case Sign.CALL:
                calls.append(Call(words, length))
            case Sign.OPENS:
                opened = length
            case Sign.CLOSES:
                emphases.append(Emphasis(opened, length))
    return Reading("".join(out), tuple(calls), tuple(emphases))


def plain(markdown: str) -> str:
    """The text without calls and emphasis."""
    return read(markdown).plain


def escape(text: str) -> str:
    """Plain text as Markdown that reads back as itself."""
    return re.sub(r"([\\*\[\]^])", r"\\\1", text)


def digest(markdown: str) -> str:
    """What a basis refers to: the first 16 hex digits of SHA-256 over UTF-8."""
    return hashlib.sha256(markdown.encode()).hexdigest()[:16]
