"""Answering a query from segments. Pure: it says which parts it needs, is given them, and goes on.

A generator: it yields the stored names of parts, is sent their bytes by name, and returns the hits. So the same code
runs on any store, and on none at all.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping, Sequence
from typing import TypeAlias

from i18n.languages import OFFICIAL, Tag
from i18n.words import Sought
from store.search.looking import Lists, Parts, know_starts, lists_of, places_of, words_of_phrases
from store.search.matching import Matcher
from store.search.postings import count_of
from store.search.query import Hits, Search
from store.search.ranking import page_of
from store.search.rarity import kept
from store.search.scoring import weight
from store.search.segments import UNITS, Segment

Asking: TypeAlias = Generator[list[str], Parts, Hits]


def evaluate(search: Search, segments: Sequence[Segment]) -> Asking:
    """Answer a search; yields names of parts, is sent their bytes."""
    words = search.query.words()
    unit_lists = yield from lists_of(UNITS, words, segments)
    sizes = _sizes(segments)
    languages = _languages(search, sizes)
    search = kept(search, unit_lists, languages)
    words = search.query.words()
    weights = _weights(words, unit_lists, sizes, languages)
    wanted = words_of_phrases(search.query, unit_lists, languages)
    place_lists = yield from places_of(wanted, segments)
    yield from know_starts(wanted, segments)
    answers = []
    for number, segment in enumerate(segments):
        matcher = Matcher(segment, search, unit_lists[number], place_lists[number], weights)
        answers.append(matcher.answers(languages))
    return (yield from page_of(search, segments, answers))


def _sizes(segments: Iterable[Segment]) -> dict[Tag, int]:
    """How many units have a text in each language."""
    sizes: dict[Tag, int] = {}
    for segment in segments:
        for tag, size in segment.table.languages.items():
            sizes[tag] = sizes.get(tag, 0) + size.units
    return sizes


def _languages(search: Search, sizes: Mapping[Tag, int]) -> list[Tag]:
    """The languages to search, the preferred ones first. A range such as "zh" has "zh-Hant" in it, and is in it."""
    asked = search.preferred if search.languages is None else search.languages
    found = [tag for wanted in asked for tag in sizes if _is_in(tag, wanted) or _is_in(wanted, tag)]
    if search.languages is None:
        rest = sorted(sizes, key=lambda tag: (OFFICIAL.index(tag) if tag in OFFICIAL else len(OFFICIAL), tag))
        found += rest
    return list(dict.fromkeys(found))


def _is_in(tag: Tag, wanted: Tag) -> bool:
    return tag == wanted or tag.startswith(f"{wanted}-")


def _weights(
    words: Iterable[Sought],
    lists: Sequence[Lists],
    sizes: Mapping[Tag, int],
    languages: Iterable[Tag],
) -> dict[tuple[Sought, Tag], float]:
    return {
        (word, tag): weight(sizes[tag], sum(count_of(piece) for own in lists for piece in own[word].get(tag, ())))
        for word in words
        for tag in languages
    }
