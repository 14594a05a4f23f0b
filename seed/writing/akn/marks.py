"""Running text cut where something begins or ends: emphasis, a citation, the words of an act."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from seed.writing.expression import Link
from store.records import Act
from store.texts import Sign, pieces


@dataclass(frozen=True, slots=True)
class Doing:
    """Words of an act, by its number from 1: what is done, or who is asked to do it."""

    start: int
    end: int
    number: int
    is_addressee: bool = False


S = TypeVar("S", Link, Doing)
Doings = tuple[Doing, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of text, or a call, and what it stands in. `emphasis` counts the emphases of the text, from 1."""

    words: str
    is_call: bool
    emphasis: int
    link: Link | None
    doings: Doings


def stretches(markdown: str, links: Sequence[Link] = (), doings: Sequence[Doing] = ()) -> Iterator[Stretch]:
    """Markdown in pieces that are all in the same or not."""
    spans: tuple[Link | Doing, ...] = (*links, *doings)
    cuts = sorted({place for each in spans for place in (each.start, each.end)})
    at = count = current = 0
    for sign, words in pieces(markdown):
        match sign:
            case Sign.OPENS:
                count += 1
                current = count
            case Sign.CLOSES:
                current = 0
            case Sign.CALL:
                yield Stretch(words, True, current, _link(links, at - 1, at), _inside(doings, at - 1, at))
            case Sign.WORDS:
                end = at + len(words)
                places = [at, *(cut for cut in cuts if at < cut < end), end]
                for start, stop in pairwise(places):
                    own = words[start - at : stop - at]
                    yield Stretch(own, False, current, _link(links, start, start), _inside(doings, start, start))
                at = end


def _inside(spans: Sequence[S], first: int, last: int) -> tuple[S, ...]:
    """The spans that have both places in them."""
    return tuple(each for each in spans if each.start <= first and last < each.end)


def _link(links: Sequence[Link], first: int, last: int) -> Link | None:
    return next(iter(_inside(links, first, last)), None)


def doings(plain: str, acts: Sequence[Act]) -> Doings:
    """Where the acts of a paragraph stand in its text; nothing where one of them does not."""
    found: list[Doing] = []
    at = 0
    for number, act in enumerate(acts, 1):
        start = plain.find(act.verb, at)
        at = start + len(act.verb)
        asked = plain.find(act.addressee, at) if act.addressee else at
        if min(start, asked) < 0:
            return ()
        found.append(Doing(start, at, number))
        if act.addressee:
            found.append(Doing(asked, asked + len(act.addressee), number, is_addressee=True))
    return tuple(found)


def apart(links: Sequence[Link]) -> tuple[Link, ...]:
    """Links in order, those left out that begin inside another."""
    kept: list[Link] = []
    for link in sorted(links, key=lambda each: (each.start, -each.end)):
        if link.start < link.end and (not kept or link.start >= kept[-1].end):
            kept.append(link)
    return tuple(kept)
