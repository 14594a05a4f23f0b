"""Inline content as a stream of words and codes, however a tool has cut it and written its codes."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import chain

from seed.akn.elements import Element, children, name


class Code(Enum):
    """What a piece of the stream is."""

    WORDS = "words"
    PLACEHOLDER = "placeholder"
    OPENS = "opens"
    CLOSES = "closes"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words, or a code by its id; `is_emphasis` for a pair that is one."""

    code: Code
    words: str = ""
    id: str = ""
    is_emphasis: bool = False


_EMPHASIS = re.compile(r"e[1-9]\d*")
_ORDER = re.compile(r"[1-9]\d{0,8}", re.ASCII)
_HEX = re.compile(r"[0-9A-Fa-f]{1,8}")
_SUB_TYPES = frozenset({"xlf:i", "xlf:b"})
_SURROGATES = range(0xD800, 0xE000)


def pieces(element: Element) -> Iterator[Piece]:
    """What stands in a `<source>` or `<target>`; annotations (`<mrk>`, `<sm>`, `<em>`) leave only their words."""
    yield from _words(element.text)
    for child in element:
        yield from _read(child)
        yield from _words(child.tail)


def _words(text: str | None) -> Iterator[Piece]:
    if text:
        yield Piece(Code.WORDS, text)


def _read(element: Element) -> Iterator[Piece]:
    code = element.get("id") or element.get("startRef") or ""
    match name(element):
        case "cp":
            yield Piece(Code.WORDS, _sign(element.get("hex") or ""))
        case "ph":
            yield Piece(Code.PLACEHOLDER, id=element.get("copyOf") or code)
        case "pc":
            is_emphasis = _is_emphasis(element)
            yield Piece(Code.OPENS, id=code, is_emphasis=is_emphasis)
            yield from pieces(element)
            yield Piece(Code.CLOSES, id=code, is_emphasis=is_emphasis)
        case "sc":
            yield Piece(Code.OPENS, id=code, is_emphasis=_is_emphasis(element))
        case "ec":
            yield Piece(Code.CLOSES, id=element.get("startRef") or code)
        case "mrk":
            yield from pieces(element)
        case _:
            return


def _is_emphasis(element: Element) -> bool:
    return element.get("subType") in _SUB_TYPES or bool(
        _EMPHASIS.fullmatch(element.get("copyOf") or element.get("id") or "")
    )


def _sign(written: str) -> str:
    """The code point of a `<cp>`; the replacement sign for none."""
    code = int(written, 16) if _HEX.fullmatch(written) else sys.maxunicode + 1
    return "\ufffd" if code > sys.maxunicode or code in _SURROGATES else chr(code)


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides of a unit, its segments put together again. `target` is None where nothing is translated.

    `untranslated` are the segments of a translated unit that have no target, by number from 1.
    """

    source: tuple[Piece, ...]
    target: tuple[Piece, ...] | None
    untranslated: tuple[int, ...]


def sides(unit: Element) -> Sides:
    """Read the segments of a unit, and what lies between them, in the order of the text."""
    parts = list(map(_part, children(unit, "segment", "ignorable")))
    source = _flat(part.source for part in parts)
    if not any(part.target is not None and any(map(_is_something, part.target)) for part in parts):
        return Sides(source, None, ())
    target = _flat(part.said for _, part in sorted(enumerate(parts), key=lambda each: each[1].place(each[0])))
    missing = tuple(number for number, part in enumerate(parts, 1) if part.needs_target and part.target is None)
    return Sides(source, target, missing)


@dataclass(frozen=True, slots=True)
class _Part:
    """A segment, or what lies between two. An empty target is one only where the segment's state says so."""

    source: tuple[Piece, ...]
    target: tuple[Piece, ...] | None
    order: int | None
    needs_target: bool

    @property
    def said(self) -> tuple[Piece, ...]:
        """What stands in the translation; what needs none is taken over."""
        return self.target if self.target is not None else () if self.needs_target else self.source

    def place(self, at: int) -> tuple[int, int]:
        """Where the target stands among those of its unit: its `order`, which counts from 1, or its own place."""
        return (at if self.order is None else self.order - 1, at)


def _part(element: Element) -> _Part:
    source = tuple(piece for each in children(element, "source") for piece in pieces(each))
    target = next(children(element, "target"), None)
    said = None if target is None else tuple(pieces(target))
    if not said and name(element) == "segment" and element.get("state", "initial") == "initial":
        said = None
    order = target.get("order") if target is not None else None
    return _Part(
        source,
        said,
        int(order) if order and _ORDER.fullmatch(order) else None,
        name(element) == "segment" and any(map(_is_something, source)),
    )


def _is_something(piece: Piece) -> bool:
    return piece.code is not Code.WORDS or bool(piece.words.strip())


def _flat(lists: Iterable[Sequence[Piece]]) -> tuple[Piece, ...]:
    return tuple(chain.from_iterable(lists))
