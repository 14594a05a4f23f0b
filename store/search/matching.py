"""Which units of a segment have what a query wants, and how well they answer. Pure, and the bulk of a search's time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, compress
from operator import add

from i18n.languages import Tag
from i18n.words import Sought
from store.search.looking import Lists, bare
from store.search.postings import Piece, numbers_of
from store.search.query import Search, Term
from store.search.segments import Segment

_FEW = 8
"""A list is looked up by halving when it is so many times longer than what is looked up."""


@dataclass(slots=True)
class Answers:
    """The units of a segment that answer, with their scores; `others` have another language than `language`."""

    units: list[int] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    language: Tag | None = None
    others: dict[int, Tag] = field(default_factory=dict)


def _joined(first: Answers, more: Iterable[tuple[Tag, list[int], list[float]]]) -> Answers:
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
    return Answers(list(best), list(best.values()), first.language, others)


@dataclass(slots=True)
class Matcher:
    """One search in one segment."""

    segment: Segment
    search: Search
    unit_lists: Lists
    place_lists: Lists
    weights: Mapping[tuple[Sought, Tag], float]

    def answers(self, languages: Iterable[Tag]) -> Answers:
        """Each unit once, in the first language that it answers in, with its best score."""
        mask, extent = self._mask(), self._extent()
        by_language: list[tuple[Tag, list[int], list[float]]] = []
        for language in languages if extent else ():
            assert extent is not None
            units, scores = _InLanguage(self, language).answers(mask, extent)
            if units:
                by_language.append((language, units, scores))
        if not by_language:
            return Answers()
        (language, units, scores), *more = by_language
        return _joined(Answers(units, scores, language), more) if more else Answers(units, scores, language)

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

    matcher: Matcher
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
        return all(self.matcher.unit_lists[bare(word)].get(self.language) for word in term.words)

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
            return self._list(bare(term.words[0]))[0]
        return self._with_phrase(term)

    def _with_phrase(self, term: Term) -> Sequence[int]:
        lines = [(word.place, self._places(bare(word))) for word in term.words]
        (first, stood), *rest = sorted(lines, key=lambda line: len(line[1]))
        for offset, line in rest:
            by = offset - first
            if len(stood) * _FEW < len(line):
                stood = [place for place in stood if _has(line, place + by)]
            else:
                there = set(line)
                stood = [place for place in stood if place + by in there]
        return _units_at(stood, self.matcher.segment.starts[self.language])

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
            bare(word) for terms in self.matcher.search.query.every for term in terms for word in term.words
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
