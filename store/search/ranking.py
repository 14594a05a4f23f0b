"""The best of what answers, a page of it, in order and by name."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import chain
from typing import TypeAlias

from i18n.languages import Tag
from store import keys
from store.search.looking import Parts
from store.search.matching import Answers
from store.search.passages import UnitKind
from store.search.query import Hit, Hits, Place, Search
from store.search.segments import NAMES, NAMES_IN_BLOCK, Segment, read_names

Paging: TypeAlias = Generator[list[str], Parts, Hits]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A unit that may be on the page."""

    segment: int
    unit: int
    language: Tag
    place: Place


def page_of(search: Search, segments: Sequence[Segment], answers: Sequence[Answers]) -> Paging:
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


def _candidate(number: int, segment: Segment, answer: Answers, unit: int, score: float) -> _Candidate:
    owner = segment.table.owner_at(unit)
    assert answer.language is not None
    language = answer.others.get(unit, answer.language)
    place = Place(score, keys.natural(segment.table.owners[owner]), unit - segment.table.firsts[owner])
    return _Candidate(number, unit, language, place)
