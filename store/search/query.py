"""What is searched for, as the index understands it. `resolvers.search` reads it from what a person typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from i18n.languages import Tag
from i18n.words import Sought
from store.search.passages import UnitKind


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand together in this order: a single word, a phrase, or a word that is several tokens."""

    words: tuple[Sought, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """A unit answers when of each of `every` it has one, and of `none` nothing."""

    every: tuple[tuple[Term, ...], ...]
    none: tuple[Term, ...] = ()

    def terms(self) -> Iterator[Term]:
        """All of them."""
        for alternatives in self.every:
            yield from alternatives
        yield from self.none

    def words(self) -> frozenset[Sought]:
        """Every word that must be looked up, wherever it stands in its term."""
        return frozenset(Sought(word.text, 0, word.is_prefix) for term in self.terms() for word in term.words)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a hit stands among the others: the best score first, then by owner and order in it."""

    score: float
    owner: str
    index: int

    @property
    def order(self) -> tuple[float, str, int]:
        """What hits are sorted by."""
        return (-self.score, self.owner, self.index)


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """A page of what answers a query.

    `languages` are those that are searched, in the order in which one is preferred for a unit that answers in several;
    None is all, with `preferred` first. `within` is an owner. `rarest`: of each group of alternatives only so
    many count, those that the fewest texts have.
    """

    query: Query
    first: int
    languages: tuple[Tag, ...] | None = None
    preferred: tuple[Tag, ...] = ()
    kinds: frozenset[UnitKind] | None = None
    within: str | None = None
    after: Place | None = None
    rarest: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A unit that answers, the language that it answers in, and its place."""

    kind: UnitKind
    key: str
    language: Tag
    place: Place


@dataclass(frozen=True, slots=True)
class Hits:
    """A page, in order."""

    hits: tuple[Hit, ...]
    has_next: bool
