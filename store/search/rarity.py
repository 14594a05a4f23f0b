"""Leaving out of a query what says little: the words that many texts have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from i18n.languages import Tag
from i18n.words import Sought
from store.search.looking import Lists, bare
from store.search.postings import count_of
from store.search.query import Search, Term


def kept(search: Search, lists: Sequence[Lists], languages: Sequence[Tag]) -> Search:
    """The search with only the rarest terms of each group of alternatives, as many as it says; all where it says none.

    A term is as rare as its rarest word; what no text has is left out, since it finds nothing.
    """
    if search.rarest is None:
        return search
    counts = {
        word: sum(count_of(piece) for own in lists for tag in languages for piece in own[word].get(tag, ()))
        for word in search.query.words()
    }
    every = tuple(_rarest(terms, counts, search.rarest) for terms in search.query.every)
    return replace(search, query=replace(search.query, every=every))


def _rarest(terms: Sequence[Term], counts: Mapping[Sought, int], most: int) -> tuple[Term, ...]:
    def having(term: Term) -> int:
        return min(counts[bare(word)] for word in term.words)

    return tuple(sorted((term for term in terms if having(term)), key=having)[:most])
