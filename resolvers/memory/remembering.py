"""Texts like a unit's, from everything published in two languages, and how they were translated."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from i18n.languages import Tag
from resolvers.memory.candidates import search_like
from resolvers.memory.comparing import EXACT, Difference, differences, normal, score
from resolvers.memory.terms import Named, Term, terms
from store import texts
from store.ports import Answering
from store.records import Unit
from store.search.passages import RECORDS, UnitKind
from store.search.query import Hits, Search

LEAST = 0.6
"""The score from which a text is like another."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A unit with a published text in `source` that is to be translated into `target`; at most `first` matches."""

    unit: Unit
    source: Tag
    target: Tag
    first: int = 5

    @property
    def key(self) -> tuple[str, str, Tag, Tag, int]:
        """What tells one question from another."""
        return type(self.unit).__name__, self.unit.key, self.source, self.target, self.first


@dataclass(frozen=True, slots=True)
class Remembered:
    """A unit that says the same or nearly, in the source language, and has a published text in the target language."""

    unit: Unit
    score: float
    differences: tuple[Difference, ...]

    @property
    def is_exact(self) -> bool:
        """Whether it says the same, white space and the composition of signs aside."""
        return self.score == EXACT


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered for a unit: matches, the best first, and the names in its text."""

    asked: Asked
    matches: tuple[Remembered, ...]
    terms: tuple[Term, ...]


async def remembered(answering: Answering, asked: Sequence[Asked]) -> list[Memory]:
    """What is remembered for each."""
    (candidates, named) = await asyncio.gather(
        _candidates(answering, asked), terms(answering, [Named(each.unit, each.source, each.target) for each in asked])
    )
    return [
        Memory(each, tuple(_matches(each, some)), tuple(names))
        for each, some, names in zip(asked, candidates, named, strict=True)
    ]


async def _candidates(answering: Answering, asked: Sequence[Asked]) -> list[list[Unit]]:
    """The units to compare with each; a question to the store for each kind."""
    searches = [search_like(_plain(each.unit, each.source), each.source) for each in asked]
    pages = await asyncio.gather(*(_hits(answering, search) for search in searches))
    wanted: dict[UnitKind, dict[str, None]] = {}
    for page in pages:
        for hit in page.hits:
            wanted.setdefault(hit.kind, {})[hit.key] = None
    records = await asyncio.gather(*(answering.get(RECORDS[kind], list(keys)) for kind, keys in wanted.items()))
    known: Mapping[tuple[UnitKind, str], Unit | None] = {
        (kind, key): record
        for (kind, keys), found in zip(wanted.items(), records, strict=True)
        for key, record in zip(keys, found, strict=True)
    }
    return [[unit for hit in page.hits if (unit := known[hit.kind, hit.key]) is not None] for page in pages]


async def _hits(answering: Answering, search: Search | None) -> Hits:
    return Hits((), has_next=False) if search is None else await answering.search(search)


def _matches(asked: Asked, candidates: Sequence[Unit]) -> Iterator[Remembered]:
    """The best candidates. Of those that say the same in both languages only the first."""
    own = _plain(asked.unit, asked.source)
    sought = normal(own)
    scored: dict[tuple[str, str], tuple[float, Unit]] = {}
    for unit in candidates:
        if (type(unit), unit.key) == (type(asked.unit), asked.unit.key) or not _is_pair(unit, asked):
            continue
        said = normal(_plain(unit, asked.source))
        found = score(said, sought, least=LEAST)
        if found >= LEAST:
            scored.setdefault((said, normal(_plain(unit, asked.target))), (found, unit))
    best = sorted(scored.values(), key=lambda each: -each[0])
    for found, unit in best[: asked.first]:
        yield Remembered(unit, found, tuple(differences(_plain(unit, asked.source), own)))


def _is_pair(unit: Unit, asked: Asked) -> bool:
    return asked.source in unit.variants and asked.target in unit.variants


def _plain(unit: Unit, language: Tag) -> str:
    return texts.plain(unit.variants[language].text)
