"""Footnote calls in running text.

A raised number is a call. A figure glued to a word or a stop ("below the age of 18.4") is one where the running order
of the notes allows it: of all figures that could be calls, the longest rising chain that is best placed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from seed.text.markup import called
from seed.text.notes import RAISED

_RAISED = re.compile(r"\s?(?<!\bk[mg])(?<!\bm)(?<!\bcm)(?P<marker>[⁰¹²³⁴-⁹]+)(?:[, ](?=[⁰¹²³⁴-⁹]))?")
_MARKDOWN = re.compile(r"\[\^(?P<marker>[^\]\s]{1,12})\]")
_STAR = re.compile(r"(?<=[\w.,;:)”])(?P<marker>\*{1,3})(?=[\s.,;:)]|$)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:paras?|nos?|arts?|chaps?|sects?|vols?|pp?|figs?|tabs?|add|corr|rev|ser|res|dec|amend|st|ed|v|cp|l)\.|/[A-Za-z.]+)$",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"(?P<space> ?)(?P<marker>(?<!\d)[1-9]\d{0,2})(?=[\s.,;:)”’\]—–]|$)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure that may be a call: in which text, from where to where, and how well it is placed."""

    text: int
    start: int
    end: int
    number: int
    weight: float


def raised(text: str) -> str:
    """A text with its raised and Markdown calls marked."""
    marked = _MARKDOWN.sub(lambda found: called(found["marker"]), text)
    return _RAISED.sub(lambda found: called(found["marker"].translate(RAISED)), marked)


def figures(texts: Sequence[str], numbers: Collection[int]) -> list[str]:
    """Texts in their order with the calls marked that are printed as figures; `numbers` are the notes there are."""
    found = [one for at, text in enumerate(texts) for one in _candidates(at, text, numbers)]
    chain = _chain(found)
    chosen = [*chain, *_repeated(found, chain)]
    out = list(texts)
    for one in sorted(chosen, key=lambda each: (each.text, -each.start)):
        text = out[one.text]
        out[one.text] = f"{text[: one.start]}{called(str(one.number))}{text[one.end :]}"
    return out


def _candidates(at: int, text: str, numbers: Collection[int]) -> list[Candidate]:
    found = []
    for figure in _FIGURE.finditer(text):
        number = int(figure["marker"])
        weight = _weight(text, figure) if number in numbers else 0
        if weight:
            found.append(Candidate(at, figure.start(), figure.end(), number, weight))
    return found


def _weight(text: str, figure: re.Match[str]) -> float:
    """How much a figure looks like a call: 3 glued to a word or its stop, less behind a figure or a space, 0 not."""
    before, after = text[: figure.start()], text[figure.end() :]
    if not before or _ABBREVIATION.search(before[-12:]):
        return 0
    if figure["space"]:
        return _spaced(before, after)
    if re.search(r"[a-zé)”’\"]$|(?:[^\W\d_]|[)”’\"%])[.,;:]$|[A-Za-z]{2}$|[.,;:][)”’\"]$", before):
        return 0 if re.search(r"\b[A-Z]+-?$", before) else 3
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
    if before[-1] != ".":
        return 1.5 if re.match(r"\s|$", after) else 0
    return 2 if re.match(r"\s+[A-Z“]|\s*$", after) else 0.1


def _chain(found: Sequence[Candidate]) -> list[Candidate]:
    """The rising chain of greatest weight."""
    best: list[tuple[float, int | None]] = []
    for place, one in enumerate(found):
        before = max(
            ((best[each][0], each) for each in range(place) if found[each].number < one.number), default=(0.0, None)
        )
        best.append((before[0] + one.weight, before[1]))
    chain: list[Candidate] = []
    at: int | None = max(range(len(found)), key=lambda each: best[each][0], default=None)
    while at is not None:
        chain.append(found[at])
        at = best[at][1]
    return chain[::-1]


def _repeated(found: Sequence[Candidate], chain: Sequence[Candidate]) -> list[Candidate]:
    """Later calls of notes that were called before: only figures that cannot be anything else."""
    first = {one.number: (one.text, one.start) for one in chain}
    taken = set(chain)
    return [
        one
        for one in found
        if one not in taken
        and one.weight >= 3  # noqa: PLR2004  # the best placed
        and one.number in first
        and first[one.number] < (one.text, one.start)
    ]
