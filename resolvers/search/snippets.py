"""What is shown of a unit that answers: a piece of its text, what was found in `<mark>`, all else escaped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from i18n.words import Sought, Token, located
from store.search.query import Query, Term

WIDTH = 240
"""Code points of a snippet, about three lines."""

LEAD = 60
"""Of these before the first mark."""

NEAR = 24
"""How far a cut is moved to the next white space."""

_PLAIN = dict.fromkeys((*range(32), 127, *range(128, 160), 8232, 8233), " ")
"""Control signs and line ends are shown as spaces."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Where something sought stands (code points, end exclusive), and which term of the query it is."""

    start: int
    end: int
    term: int


def snippet(text: str, query: Query) -> str:
    """The piece of a text that has most of a query, as HTML with no other element than `mark`."""
    found = marks(text, query)
    start, end = _window(text, found)
    pieces = ["…"] if start else []
    last = start
    for mark in _merged(found):
        if mark.start >= start and mark.end <= end:
            pieces += [_html(text[last : mark.start]), "<mark>", _html(text[mark.start : mark.end]), "</mark>"]
            last = mark.end
    pieces += [_html(text[last:end]), "…" if end < len(text) else ""]
    return "".join(pieces)


def answers(text: str, query: Query) -> bool:
    """Whether a text has something of each that a query wants, and nothing that it does not."""
    by_place = _by_place(text)
    every = all(any(_has(term, by_place) for term in alternatives) for alternatives in query.every)
    return every and not any(_has(term, by_place) for term in query.none)


def _has(term: Term, by_place: dict[int, list[Token]]) -> bool:
    return next(_marks_of(term, 0, by_place), None) is not None


def _by_place(text: str) -> dict[int, list[Token]]:
    by_place: dict[int, list[Token]] = {}
    for token in located(text):
        by_place.setdefault(token.place, []).append(token)
    return by_place


def marks(text: str, query: Query) -> list[Mark]:
    """Everything in a text that a query wants, in order."""
    by_place = _by_place(text)
    terms = [term for alternatives in query.every for term in alternatives]
    return sorted(
        (mark for number, term in enumerate(terms) for mark in _marks_of(term, number, by_place)),
        key=lambda mark: (mark.start, -mark.end),
    )


def _marks_of(term: Term, number: int, by_place: dict[int, list[Token]]) -> Iterator[Mark]:
    """Each place where all the words of a term stand, as one mark."""
    for place in by_place:
        base = place - term.words[0].place
        tokens = [_fitting(word, by_place.get(base + word.place, ())) for word in term.words]
        if all(tokens):
            stood = [token for token in tokens if token is not None]
            yield Mark(min(token.start for token in stood), max(token.end for token in stood), number)


def _fitting(word: Sought, tokens: Sequence[Token]) -> Token | None:
    for token in tokens:
        if token.text == word.text:
            return token
        if word.is_prefix and token.text.startswith(word.text):
            return Token(token.text, token.place, token.start, token.start + 1)
    return None


def _merged(found: Sequence[Mark]) -> Iterator[Mark]:
    """Marks of which none begins before the last one ends."""
    held: Mark | None = None
    for mark in found:
        if held is not None and mark.start <= held.end:
            held = Mark(held.start, max(held.end, mark.end), held.term)
            continue
        if held is not None:
            yield held
        held = mark
    if held is not None:
        yield held


def _window(text: str, found: Sequence[Mark]) -> tuple[int, int]:
    """The stretch to show: that with the most different terms, the earliest of several."""
    if len(text) <= WIDTH:
        return 0, len(text)
    best, most = 0, (0, 0)
    for first, mark in enumerate(found):
        inside = _inside(found, first, mark.start)
        if inside > most:
            best, most = mark.start, inside
    start = _cut(text, max(0, min(best - LEAD, len(text) - WIDTH)), 1) if best > LEAD else 0
    end = min(len(text), start + WIDTH)
    return start, end if end == len(text) else _cut(text, end, -1)


def _inside(found: Sequence[Mark], first: int, start: int) -> tuple[int, int]:
    """How many different terms, and how many marks, a window has whose first mark begins here."""
    terms: set[int] = set()
    count = 0
    for mark in found[first : first + 64]:
        if mark.end > start + WIDTH - LEAD:
            break
        terms.add(mark.term)
        count += 1
    return len(terms), count


def _cut(text: str, at: int, step: int) -> int:
    """The nearest place in a direction where a word begins or ends; the place itself where there are no spaces."""
    for moved in range(NEAR):
        place = at + step * moved
        if not 0 < place < len(text):
            return max(0, min(place, len(text)))
        before, behind = text[place - 1], text[place]
        if (before.isspace() and step > 0) or (behind.isspace() and step < 0):
            return place
    return at


def _html(text: str) -> str:
    return escape(text.translate(_PLAIN))
