"""Wrapped lines as one: hyphens at line ends, addresses that run over lines."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SUSPENDED = re.compile(r"(?:and|or|to|nor)\b(?!-)")
_ADDRESS_RUNS_ON = re.compile(r"(?:https?://|www\.)\S*[/_=&?%]$")
_ADDRESS_PIECE = re.compile(r"[a-z0-9%_=&?#~-]+[./_=&?%-]")
_TAIL = 400
"""Code points of the text before that say how a line goes on with it: more than an address has."""
_ENCLOSED = re.compile(r"\((?=https?://|www\.)[^()]*\)")


def _glue(before: str, after: str) -> str:
    """What stands between two lines."""
    if before.endswith("\u00ad"):
        return ""
    if before.endswith(("-", "\u2010", "\u2011")) and not before.endswith((" -", " \u2010")):
        return " " if _SUSPENDED.match(after) else ""
    if before.endswith(("–", "—")) and not before.endswith((" –", " —")):
        return ""
    if _ADDRESS_RUNS_ON.search(before) and _ADDRESS_PIECE.match(after):
        return ""
    return " "


def join(lines: Iterable[str]) -> str:
    """Lines as one text. A hyphen or dash at a line's end is the word's own and stays; a soft hyphen goes."""
    pieces: list[str] = []
    tail = ""
    for line in lines:
        if pieces:
            glue = _glue(tail, line)
            if not glue:
                pieces[-1] = pieces[-1].rstrip("\u00ad")
                tail = tail.rstrip("\u00ad")
            pieces.append(glue)
            tail += glue
        pieces.append(line)
        tail = (tail + line)[-_TAIL:]
    return _ENCLOSED.sub(_closed, "".join(pieces))


def _closed(found: re.Match[str]) -> str:
    """An address alone in parentheses without the spaces that wrapping left in it; anything else as it is."""
    pieces = found[0][1:-1].split()
    runs_on = all(piece.endswith(tuple("/-_=&?.")) for piece in pieces[:-1])
    return f"({''.join(pieces)})" if runs_on else found[0]
