"""A unit's Markdown and what stands in it: footnote calls `[^5]`, emphasis `*…*`, backslash escapes.

The dialect is CommonMark's emphasis and backslash escapes and the footnote calls of GitHub Flavored Markdown, and
nothing else: every other sign is itself.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

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


def read(markdown: str) -> Reading:
    """Read Markdown. A star without its partner is printed as it stands."""
    out: list[str] = []
    calls: list[Call] = []
    emphases: list[Emphasis] = []
    length = last = 0
    opened: int | None = None
    stars = markdown.count("*") - markdown.count(r"\*")

    def emit(text: str) -> None:
        nonlocal length
        out.append(text)
        length += len(text)

    for token in _TOKEN.finditer(markdown):
        emit(markdown[last : token.start()])
        last = token.end()
        if token["escaped"]:
            emit(token["escaped"])
        elif token["marker"]:
            calls.append(Call(token["marker"], length))
        elif opened is not None:
            emphases.append(Emphasis(opened, length))
            opened = None
        elif stars > 1:
            opened = length
        else:
            emit("*")
        stars -= token["star"] is not None
    emit(markdown[last:])
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
