"""Notes to tables: a raised letter in a cell, and below the table a paragraph that begins with it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from seed.akn import signs
from seed.akn.elements import Element, descendants, text
from seed.akn.pieces import Piece
from seed.akn.runs import Run, plain, without
from seed.text.markup import CALL, END
from seed.text.ordering import Style

_LETTER = re.compile(r"\s*[(（]?\s*(?P<letter>[a-z]|[\u0430-\u044f]|هـ|[\u0621-\u064aﻫ])\s*[)）]?\s*")
_TYPED = re.compile(r"\s*(?:[(（]\s*(?P<wrapped>[^\s()（）]{1,2})\s*[)）]\s*|(?P<bare>[a-z])[\s\u00a0])\s*")
_CALL = re.compile(f"{CALL}([a-z]{{1,2}}){END}")


def letters(root: Element) -> frozenset[str]:
    """The letters that are raised in the cells of tables."""
    found: set[str] = set()
    for table in descendants(root, "table"):
        for raised in descendants(table, "sup"):
            match = _LETTER.fullmatch(text(raised))
            found |= {marker(match["letter"])} if match else set()
    return frozenset(filter(None, found))


def marker(letter: str) -> str:
    """The letter in its Western form; empty where it is none."""
    return next((signs.written(each) for each in signs.point(letter) if each.style is Style.SMALL), "")


def letter_notes(piece: Piece, known: frozenset[str], *, typed: bool) -> Iterator[tuple[str, list[Run]]]:
    """The notes in a paragraph, each with its letter: raised at its beginning, or typed there (`typed`)."""
    marked = "".join(run.words for run in piece.runs)
    first = _CALL.match(marked.lstrip())
    if first and first[1] in known:
        parts = _CALL.split(marked)
        for letter, words in zip(parts[1::2], parts[2::2], strict=True):
            yield letter, [Run(words)]
        return
    found = _TYPED.match(plain(piece.runs)) if typed and not piece.num else None
    if found and (letter := marker(found["wrapped"] or found["bare"])) in known:
        yield letter, without(piece.runs, found.end())
