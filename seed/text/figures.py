"""Footnote calls that are printed as figures, glued to a word or a stop: "below the age of 18.4".

Any figure could be a call. Of all that could, the calls are the rising chain that is best placed, where each stands
above its note and on the note's page; notes may be called again later.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from seed.text.chains import Candidate, heaviest_chain
from seed.text.markup import called

_ABBREVIATION = re.compile(
    r"(?:\b(?:paras?|nos?|arts?|chaps?|sects?|vols?|pp?|figs?|tabs?|add|corr|rev|ser|res|dec|amend|st|ed|v|cp|l)\.|/[A-Za-z.]+)$",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"(?P<space> ?)(?P<marker>(?<!\d)[1-9]\d{0,2})(?=[\s.,;:)”’\]—–]|$)")
_SLASHED = re.compile(r" (?P<marker>[1-9]\d{0,2})/(?=[\s.,;:)]|$)")
"""A call as documents printed it until the 1990s: "imaginary things, 1/"."""
_BEHIND_YEAR = re.compile(r"(?<![\d/.,-])(?:19|20)\d\d(?P<marker>[1-9]\d{0,2})(?=[\s.,;:)”’]|$)")
_BEHIND_NUMBER = re.compile(r"(?<![\d/])\d{1,2}/\d{1,3}(?P<marker>[1-9]\d{0,1})(?=[\s.,;:)”’]|$)")
_BEHIND_ROMAN = re.compile(r"(?<= )(?:[IVX]+/\d{1,2}|[IVX]+)(?P<marker>[1-9]\d?)(?=[\s.,;:)”’]|$)")
_AFTER_NUMBER = re.compile(r"(?:\b(?:19|20)\d\d|\d/\d{1,3})[,;:.]$")
_LAST_NUMBER = 400
"""No session of the General Assembly has had so many resolutions."""
_SURE = 3
"""The weight of a figure that is glued to a word or its stop."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text in which calls may stand, and the lines of the input that it is on."""

    text: str
    first: int = 0
    last: int = 0


Windows = Mapping[int, tuple[int, int]]
"""For each note the lines between which it must be called first: behind the notes of the page before, above its own."""


def figures(passages: Sequence[Passage], windows: Windows) -> list[str]:
    """The texts, in their order, with the calls marked that are printed as figures."""
    found = [one for at, each in enumerate(passages) for one in _candidates(at, each.text, windows)]
    chain = heaviest_chain([one for one in found if _is_within(one, passages, windows)])
    chosen = [*chain, *_repeated(found, chain)]
    by_text: dict[int, list[Candidate]] = {}
    for one in sorted(chosen, key=lambda each: (each.text, each.start)):
        by_text.setdefault(one.text, []).append(one)
    return [_marked(each.text, by_text.get(at, ())) for at, each in enumerate(passages)]


def _marked(text: str, calls: Sequence[Candidate]) -> str:
    pieces: list[str] = []
    at = 0
    for one in calls:
        pieces += [text[at : one.start], called(str(one.number))]
        at = one.end
    return "".join([*pieces, text[at:]])


def _is_within(one: Candidate, passages: Sequence[Passage], windows: Windows) -> bool:
    behind, above = windows[one.number]
    return passages[one.text].first < above and passages[one.text].last > behind


def _candidates(at: int, text: str, windows: Windows) -> list[Candidate]:
    found = []
    for figure in _FIGURE.finditer(text):
        number = int(figure["marker"])
        weight = _weight(text, figure) if number in windows else 0
        if weight:
            found.append(Candidate(at, figure.start(), figure.end(), number, weight))
    found += _behind_digits(at, text, windows)
    return sorted(found, key=lambda one: one.start)


def _behind_digits(at: int, text: str, windows: Windows) -> list[Candidate]:
    """Figures glued to a year or to a resolution's number: "8 March 20171", "resolution 72/1793"."""
    found = []
    for slashed in _SLASHED.finditer(text):
        number = int(slashed["marker"])
        if number in windows:
            found.append(Candidate(at, slashed.start(), slashed.end(), number, _SURE))
    for year in _BEHIND_YEAR.finditer(text):
        number = int(year["marker"])
        if number in windows:
            found.append(Candidate(at, year.start("marker"), year.end(), number, 2.5))
    for one in _BEHIND_NUMBER.finditer(text):
        number = int(one["marker"])
        if number in windows and int(one[0].partition("/")[2]) > _LAST_NUMBER:
            found.append(Candidate(at, one.start("marker"), one.end(), number, 1.5))
    for one in _BEHIND_ROMAN.finditer(text):
        number = int(one["marker"])
        if number in windows:
            found.append(Candidate(at, one.start("marker"), one.end(), number, 1.0))
    return found


def _weight(text: str, figure: re.Match[str]) -> float:
    """How much a figure looks like a call: 3 glued to a word or its stop, less behind a figure or a space, 0 not."""
    before, after = text[max(figure.start() - 24, 0) : figure.start()], text[figure.end() : figure.end() + 8]
    if not before or _ABBREVIATION.search(before[-12:]):
        return 0
    if figure["space"]:
        return _spaced(before, after)
    if re.search(r"[a-zé)”’\"]$|(?:[^\W\d_]|[)”’\"%])[.,;:]$|[A-Za-z]{2}$|[.,;:][)”’\"]$", before):
        if re.search(r"\b[A-Z]+-?$", before):
            return 0
        return 2 if re.search(r"\d\)$", before) else _SURE
    if re.search(r"\d[.,;:)]$", before):
        return _behind_figure(before, after)
    return 0


def _spaced(before: str, after: str) -> float:
    """A figure behind a stop and a space, where a sentence begins anew or nothing comes."""
    if not re.search(r"[^\W\d_][.;]$|[)”][.;]$", before):
        return 0
    return 0.9 if re.match(r"  ?[A-Z“]|$", after) else 0


def _behind_figure(before: str, after: str) -> float:
    """A figure behind another: "18.4" at a sentence's end; "3.5 per cent" is no call unless nothing else is."""
    if _AFTER_NUMBER.search(before):
        return _SURE if re.match(r"\s|$", after) else 0
    if before[-1] != ".":
        return 1.5 if re.match(r"\s|$", after) else 0
    return 2 if re.match(r"\s+[A-Z“]|\s*$", after) else 0.1


def _repeated(found: Sequence[Candidate], chain: Sequence[Candidate]) -> list[Candidate]:
    """Later calls of notes that were called before: only figures that cannot be anything else."""
    first = {one.number: (one.text, one.start) for one in chain}
    taken = set(chain)
    return [
        one
        for one in found
        if one not in taken
        and one.weight >= _SURE
        and one.number in first
        and first[one.number] < (one.text, one.start)
    ]
