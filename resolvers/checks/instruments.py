"""Titles of instruments, by the authority table: what one text calls by a title, so does the other."""

from __future__ import annotations

from collections.abc import Iterator

from resolvers.checks.findings import Found
from resolvers.checks.subject import Pair

NAME = "instruments"


def check(pair: Pair) -> Iterator[Found]:
    """Instruments that one of both texts names, and the other by no name that is known."""
    if not pair.is_known:
        return
    source, target, instruments = pair.source, pair.target, pair.instruments
    named = instruments.named(source.plain, source.language)
    there = instruments.named(target.plain, target.language)
    lost, added = named - there, there - named
    lost -= instruments.can_name(target.plain, target.language) if lost else set()
    added -= instruments.can_name(source.plain, source.language) if added else set()
    titles = [instruments.name(code, target.language) for code in lost if instruments.has(code, target.language)]
    if titles:
        yield Found("CHECK_INSTRUMENTS_LOST", {"titles": "; ".join(sorted(titles))})
    if added:
        titles = [instruments.name(code, target.language) for code in added]
        yield Found("CHECK_INSTRUMENTS_ADDED", {"titles": "; ".join(sorted(titles))})
