"""Answering a query from segments. Pure: it says which parts it needs, is given them, and goes on.

A generator: it yields the stored names of parts, is sent their bytes by name, and returns the hits. So the same code
runs on any store, and on none at all.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from itertools import chain, compress
from operator import add

from i18n.languages import OFFICIAL, Tag
from i18n.words import Sought
from store import keys
from store.search.blocks import Block
from store.search.passages import UnitKind
from store.search.postings import Piece, count_of, numbers_of
from store.search.query import Hit, Hits, Place, Query, Search, Term
from store.search.scoring import weight
from store.search.segments import (
    NAMES,
    NAMES_IN_BLOCK,
    PLACES,
    UNITS,
    Segment,
    language_of,
    prefix_end,
    read_names,
    read_starts,
    starts_name,
)

Parts = Mapping[str, bytes]
Asking = Generator[list[str], Parts, Hits]
Pieces = dict[Tag, list[bytes]]
"""For a word, its packed lists by language."""

_FEW = 8
"""A list is looked up by halving when it is so many times longer than what is looked up."""


def evaluate(search: Search, segments: Sequence[Segment]) -> Asking:
    """Answer a search; yields names of parts, is sent their bytes."""
    words = search.query.words()
    unit_lists = yield from _lists(UNITS, words, segments)
    sizes = _sizes(segments)
    languages = _languages(search, sizes)
    weights = _weights(words, unit_lists, sizes, languages)
    wanted = _phrases(search.query, unit_lists, languages)
    place_lists = yield from _place_lists(wanted, segments)
    yield from _starts(wanted, segments)
    answers = []
    for number, segment in enumerate(segments):
        matcher = _Matcher(segment, search, unit_lists[number], place_lists[number], weights)
        answers.append(matcher.answers(languages))
    return (yield from _page(search, segments, answers))


def _bounds(word: Sought) -> tuple[bytes, bytes]:
    """The keys of a word, in all languages."""
    return word.text.encode() + b"\0", prefix_end(word.text) if word.is_prefix else word.text.encode() + b"\1"


def _lists(
    run: str, words: Iterable[Sought], segments: Sequence[Segment]
) -> Generator[list[str], Parts, list[dict[Sought, Pieces]]]:
    """For each segment, what its run has under some words."""
    return (yield from _read_lists(run, [list(words)] * len(segments), segments))


def _read_lists(
    run: str, words: Sequence[Iterable[Sought]], segments: Sequence[Segment]
) -> Generator[list[str], Parts, list[dict[Sought, Pieces]]]:
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
    lists: Sequence[dict[Sought, Pieces]],
    sizes: Mapping[Tag, int],
    languages: Iterable[Tag],
) -> dict[tuple[Sought, Tag], float]:
    return {
        (word, tag): weight(sizes[tag], sum(count_of(piece) for own in lists for piece in own[word].get(tag, ())))
        for word in words
        for tag in languages
    }


def _phrases(
    query: Query, lists: Sequence[dict[Sought, Pieces]], languages: Sequence[Tag]
) -> list[dict[Tag, set[Sought]]]:
    """For each segment and language, the words whose places are needed: those of phrases that may be there."""
    phrases = [[_bare(word) for word in term.words] for term in query.terms() if len(term.words) > 1]
    wanted: list[dict[Tag, set[Sought]]] = []
    for own in lists:
        by_language: dict[Tag, set[Sought]] = {}
        for words in phrases:
            for tag in languages:
                if all(own[word].get(tag) for word in words):
                    by_language.setdefault(tag, set()).update(words)
        wanted.append(by_language)
    return wanted


def _bare(word: Sought) -> Sought:
    """A word, wherever it stands in its term."""
    return Sought(word.text, 0, word.is_prefix)


def _place_lists(
    wanted: Sequence[dict[Tag, set[Sought]]], segments: Sequence[Segment]
) -> Generator[list[str], Parts, list[dict[Sought, Pieces]]]:
    words = [set().union(*by_language.values()) for by_language in wanted]
    return (yield from _read_lists(PLACES, words, segments))


def _starts(wanted: Sequence[dict[Tag, set[Sought]]], segments: Sequence[Segment]) -> Generator[list[str], Parts, None]:
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


@dataclass(slots=True)
class _Answers:
    """The units of a segment that answer, with their scores; `others` have another language than `language`."""

    units: list[int] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    language: Tag | None = None
    others: dict[int, Tag] = field(default_factory=dict)


def _joined(first: _Answers, more: Iterable[tuple[Tag, list[int], list[float]]]) -> _Answers:
    """The answers in several languages as one."""
    best = dict(zip(first.units, first.scores, strict=True))
    others: dict[int, Tag] = {}
    for language, units, scores in more:
        for unit, score in zip(units, scores, strict=True):
            held = best.get(unit)
            if held is None:
                others[unit] = language
            if held is None or score > held:
                best[unit] = score
    return _Answers(list(best), list(best.values()), first.language, others)


@dataclass(slots=True)
class _Matcher:
    """One search in one segment."""

    segment: Segment
    search: Search
    unit_lists: dict[Sought, Pieces]
    place_lists: dict[Sought, Pieces]
    weights: Mapping[tuple[Sought, Tag], float]

    def answers(self, languages: Iterable[Tag]) -> _Answers:
        """Each unit once, in the first language that it answers in, with its best score."""
        mask, extent = self._mask(), self._extent()
        by_language: list[tuple[Tag, list[int], list[float]]] = []
        for language in languages if extent else ():
            assert extent is not None
            units, scores = _InLanguage(self, language).answers(mask, extent)
            if units:
                by_language.append((language, units, scores))
        if not by_language:
            return _Answers()
        (language, units, scores), *more = by_language
        return _joined(_Answers(units, scores, language), more) if more else _Answers(units, scores, language)

    def _mask(self) -> bytes | None:
        """For each unit whether it may be given; None where all may."""
        alive, kinds = self.segment.alive, self.search.kinds
        if kinds is None:
            return alive
        table = bytearray(256)
        for kind in kinds:
            table[ord(kind.value)] = 1
        wanted = self.segment.table.kinds.translate(bytes(table))
        return wanted if alive is None else bytes(map(int.__and__, wanted, alive))

    def _extent(self) -> tuple[int, int] | None:
        """The units to look among; None where the wanted owner is not here."""
        if self.search.within is None:
            return 0, self.segment.table.units
        owner = self.segment.owners.get(self.search.within)
        return None if owner is None else self.segment.table.extent(owner)


@dataclass(slots=True)
class _InLanguage:
    """One search in one language of a segment; lists are unpacked once."""

    matcher: _Matcher
    language: Tag
    _unpacked: dict[Sought, tuple[list[int], bytes]] = field(default_factory=dict)

    def answers(self, mask: bytes | None, extent: tuple[int, int]) -> tuple[list[int], list[float]]:
        """The units that answer, and their scores."""
        query = self.matcher.search.query
        if not all(any(self._may_have(term) for term in alternatives) for alternatives in query.every):
            return [], []
        lists = sorted((self._having(alternatives) for alternatives in query.every), key=len)
        units: Iterable[int] = lists[0]
        if len(lists) > 1:
            common = set(lists[0])
            for more in lists[1:]:
                common.intersection_update(more)
            units = common
        for term in query.none:
            units = set(units).difference(self._with(term))
        kept = list(units)
        if extent != (0, self.matcher.segment.table.units):
            kept = [unit for unit in kept if extent[0] <= unit < extent[1]]
        if mask is not None:
            kept = list(compress(kept, map(mask.__getitem__, kept)))
        return (kept, self._scores(kept)) if kept else ([], [])

    def _may_have(self, term: Term) -> bool:
        return all(self.matcher.unit_lists[_bare(word)].get(self.language) for word in term.words)

    def _having(self, alternatives: Sequence[Term]) -> Sequence[int]:
        """The units that have one of some terms."""
        if len(alternatives) == 1:
            return self._with(alternatives[0])
        return list(dict.fromkeys(chain.from_iterable(self._with(term) for term in alternatives)))

    def _with(self, term: Term) -> Sequence[int]:
        """The units that have a term."""
        if not self._may_have(term):
            return ()
        if len(term.words) == 1:
            return self._list(_bare(term.words[0]))[0]
        return self._with_phrase(term)

    def _with_phrase(self, term: Term) -> Sequence[int]:
        lines = [(word.place, self._places(_bare(word))) for word in term.words]
        lines.sort(key=lambda line: len(line[1]))
        begun = {place - lines[0][0] for place in lines[0][1]}
        for offset, line in lines[1:]:
            if len(begun) * _FEW < len(line):
                begun = {place for place in begun if _has(line, place + offset)}
            else:
                begun.intersection_update(map((-offset).__add__, line))
        first, line = lines[0]
        return _units_at(
            [place - first for place in line if place - first in begun], self.matcher.segment.starts[self.language]
        )

    def _places(self, word: Sought) -> list[int]:
        pieces = self.matcher.place_lists[word][self.language]
        places = numbers_of(map(Piece.unpack, pieces))
        return sorted(places) if word.is_prefix else places

    def _list(self, word: Sought) -> tuple[list[int], bytes]:
        """The units that have a word, rising, and how much it says in each."""
        if word not in self._unpacked:
            pieces = [Piece.unpack(stored) for stored in self.matcher.unit_lists[word].get(self.language, ())]
            numbers, impacts = numbers_of(pieces), b"".join(piece.impacts for piece in pieces)
            if word.is_prefix:
                # Of several that begin so, the last in order counts.
                there = dict(zip(numbers, impacts, strict=True))
                numbers = sorted(there)
                impacts = bytes(map(there.__getitem__, numbers))
            self._unpacked[word] = (numbers, impacts)
        return self._unpacked[word]

    def _scores(self, units: Sequence[int]) -> list[float]:
        """Of units: the sum, over the words of the query, of weight and impact."""
        words = dict.fromkeys(
            _bare(word) for terms in self.matcher.search.query.every for term in terms for word in term.words
        )
        totals: list[float] = [0.0] * len(units)
        for word in words:
            numbers, impacts = self._list(word)
            if numbers:
                counts = self.matcher.weights[word, self.language]
                totals = list(map(add, totals, map(counts.__mul__, _looked_up(units, numbers, impacts))))
        return totals


def _units_at(places: Iterable[int], starts: Sequence[int]) -> list[int]:
    """The units in which rising places lie, each once."""
    units: list[int] = []
    end = 0
    for place in places:
        if place >= end:
            unit = bisect_right(starts, place) - 1
            units.append(unit)
            end = starts[unit + 1]
    return units


def _has(line: Sequence[int], place: int) -> bool:
    at = bisect_left(line, place)
    return at < len(line) and line[at] == place


def _looked_up(units: Sequence[int], numbers: Sequence[int], impacts: bytes) -> Iterable[int]:
    """For each unit the impact that it has in a list, 0 where it is not there."""
    if units is numbers or (len(units) == len(numbers) and units == numbers):
        return impacts
    if len(units) * _FEW < len(numbers):
        return [_found(unit, numbers, impacts) for unit in units]
    there = dict(zip(numbers, impacts, strict=True))
    return [there.get(unit, 0) for unit in units]


def _found(unit: int, numbers: Sequence[int], impacts: bytes) -> int:
    at = bisect_left(numbers, unit)
    return impacts[at] if at < len(numbers) and numbers[at] == unit else 0


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A unit that may be on the page."""

    segment: int
    unit: int
    language: Tag
    place: Place


def _page(search: Search, segments: Sequence[Segment], answers: Sequence[_Answers]) -> Asking:
    """The best answers, in order, with their keys."""
    after, wanted = search.after, search.first + 1
    most = None if after is None else after.score
    scores: list[float] = list(chain.from_iterable(each.scores for each in answers))
    if most is not None:
        # Those that share the cursor's score may stand before it: they are counted out below.
        scores = [score for score in scores if score < most]
    least = nlargest(wanted, scores)[-1] if len(scores) >= wanted else 0.0
    found = [
        _candidate(number, segments[number], answer, unit, score)
        for number, answer in enumerate(answers)
        for unit, score in zip(answer.units, answer.scores, strict=True)
        if score >= least and (most is None or score <= most)
    ]
    if after is not None:
        found = [each for each in found if each.place.order > after.order]
    found.sort(key=lambda each: each.place.order)
    page = found[: search.first]
    names = [segments[each.segment].part(f"{NAMES}{each.unit // NAMES_IN_BLOCK}") for each in page]
    stored = (yield list(dict.fromkeys(names))) if names else {}
    read = {name: read_names(part) for name, part in stored.items()}
    hits = [
        Hit(
            kind=UnitKind(chr(segments[each.segment].table.kinds[each.unit])),
            key=read[name][each.unit % NAMES_IN_BLOCK],
            language=each.language,
            place=each.place,
        )
        for each, name in zip(page, names, strict=True)
    ]
    return Hits(tuple(hits), has_next=len(found) > search.first)


def _candidate(number: int, segment: Segment, answer: _Answers, unit: int, score: float) -> _Candidate:
    owner = segment.table.owner_at(unit)
    assert answer.language is not None
    language = answer.others.get(unit, answer.language)
    place = Place(score, keys.natural(segment.table.owners[owner]), unit - segment.table.firsts[owner])
    return _Candidate(number, unit, language, place)
