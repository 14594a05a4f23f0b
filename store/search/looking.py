"""What must be read of segments to answer a query: lists of units first, and of places only where a phrase may be.

Generators: they yield the stored names of parts, are sent their bytes by name, and return what these say.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Generator, Iterable, Mapping, Sequence
from typing import TypeAlias

from i18n.languages import Tag
from i18n.words import Sought
from store.search.blocks import Block
from store.search.query import Query
from store.search.segments import PLACES, Segment, language_of, prefix_end, read_starts, starts_name

Parts: TypeAlias = Mapping[str, bytes]
Pieces: TypeAlias = dict[Tag, list[bytes]]
"""For a word, its packed lists by language."""

ByLanguage: TypeAlias = dict[Tag, set[Sought]]
"""Words by the languages in which they are looked for."""

Lists: TypeAlias = dict[Sought, Pieces]
"""What one segment has under some words."""


def _bounds(word: Sought) -> tuple[bytes, bytes]:
    """The keys of a word, in all languages."""
    return word.text.encode() + b"\0", prefix_end(word.text) if word.is_prefix else word.text.encode() + b"\1"


def lists_of(
    run: str, words: Iterable[Sought], segments: Sequence[Segment]
) -> Generator[list[str], Parts, list[Lists]]:
    """For each segment, what its run has under some words."""
    return (yield from _read_lists(run, [list(words)] * len(segments), segments))


def _read_lists(
    run: str, words: Sequence[Iterable[Sought]], segments: Sequence[Segment]
) -> Generator[list[str], Parts, list[Lists]]:
    asked: dict[str, None] = {}
    holding: list[list[tuple[Sought, list[str]]]] = []
    for segment, own in zip(segments, words, strict=True):
        directory = segment.table.directories[run]
        rows = [
            (word, [segment.part(f"{run}{number}") for number in directory.holding(*_bounds(word))]) for word in own
        ]
        holding.append(rows)
        asked.update(dict.fromkeys(name for _, names in rows for name in names))
    stored = (yield list(asked)) if asked else {}
    blocks = {name: Block.read(part) for name, part in stored.items()}
    return [{word: _pieces(word, [blocks[name] for name in names]) for word, names in rows} for rows in holding]


def _pieces(word: Sought, blocks: Iterable[Block]) -> Pieces:
    """What blocks have under a word, by language."""
    found: Pieces = {}
    low, high = _bounds(word)
    for block in blocks:
        start, stop = bisect_left(block.keys, low), bisect_left(block.keys, high)
        for key, stored in zip(block.keys[start:stop], block.between(start, stop), strict=True):
            found.setdefault(language_of(key), []).append(stored)
    return found


def words_of_phrases(query: Query, lists: Sequence[Lists], languages: Sequence[Tag]) -> list[ByLanguage]:
    """For each segment and language, the words whose places are needed: those of phrases that may be there."""
    phrases = [[bare(word) for word in term.words] for term in query.terms() if len(term.words) > 1]
    wanted: list[ByLanguage] = []
    for own in lists:
        by_language: ByLanguage = {}
        for words in phrases:
            for tag in languages:
                if all(own[word].get(tag) for word in words):
                    by_language.setdefault(tag, set()).update(words)
        wanted.append(by_language)
    return wanted


def bare(word: Sought) -> Sought:
    """A word, wherever it stands in its term."""
    return Sought(word.text, 0, word.is_prefix)


def places_of(wanted: Sequence[ByLanguage], segments: Sequence[Segment]) -> Generator[list[str], Parts, list[Lists]]:
    """For each segment, where the words of its phrases stand."""
    words = [set().union(*by_language.values()) for by_language in wanted]
    return (yield from _read_lists(PLACES, words, segments))


def know_starts(
    wanted: Sequence[dict[Tag, set[Sought]]], segments: Sequence[Segment]
) -> Generator[list[str], Parts, None]:
    """See to it that each segment knows where units begin in the languages in which a phrase may be."""
    missing = {
        segment.part(starts_name(segment.table, tag)): (segment, tag)
        for segment, by_language in zip(segments, wanted, strict=True)
        for tag in by_language
        if tag not in segment.starts
    }
    stored = (yield list(missing)) if missing else {}
    for name, (segment, tag) in missing.items():
        segment.starts[tag] = read_starts(stored[name])
