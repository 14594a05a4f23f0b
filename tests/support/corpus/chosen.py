"""Which resolutions of the corpus are set and read: every fifth, and those that are harder than others."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.support.corpus.markup import Unfit, english, read_markup
from tests.support.corpus.script import Script
from tests.support.shared import shared

ARCHIVES = ("GA_74.zip", "GA_75.zip", "GA_76.zip")
_EACH = 5
_HARD = (b"<attachments", b"<section", b"<list ", b"<components")
"""Mark-up of annexes, sections, nested lists, and parts A and B."""


def sources() -> Iterator[tuple[str, bytes]]:
    """The English files of the corpus by name."""
    for archive in ARCHIVES:
        yield from english(Path(shared("corpus", archive)))


@cache
def chosen() -> tuple[Script, ...]:
    """The scripts of those that are chosen and can be set as plain text."""
    found: list[Script] = []
    for at, (name, source) in enumerate(sources()):
        if at % _EACH and not any(sign in source for sign in _HARD):
            continue
        try:
            found.append(read_markup(name, source))
        except Unfit:
            continue
    return tuple(found)
