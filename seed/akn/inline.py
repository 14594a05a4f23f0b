"""The running text of an element: its words, emphasis and calls; the notes that stand in it are lifted out.

A call is a note in its place, or its number raised once more: `<sup>5</sup>`, in Arabic `<sup>(5)</sup>`. What else is
raised is a part of a word ("nᵒ", "1ᵉʳ", "m²"), or the parentheses that Arabic sets round a call.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from seed.akn import signs
from seed.akn.elements import Element, attribute, line, name
from seed.akn.runs import Run, cleaned, joined, markdown, plain, without
from seed.text.markup import called

_RAISED = {
    **dict(zip("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True)),
    **dict(zip("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True)),
    **dict(zip("()+-=", "⁽⁾⁺⁻⁼", strict=True)),
}
_NUMBERS = re.compile(r"[(（]?\s*(?P<numbers>\d{1,3}(?:\s*[,،、]\s*\d{1,3})*)\s*[)）]?\s*")
_LETTER = re.compile(r"[(（]?\s*(?P<letter>[^\W\d_]|هـ)\s*[)）]?\s*")
_UNIT = re.compile(r"(?:^|[\s\d(])(?:k|c|m)?m$|\bCO$")
_EMPTY_PARENTHESES = re.compile(r"\s*[(（]\s*[)）]\s*")
_BREAKS = frozenset({"eol", "br"})
_APART = frozenset({"p", "docNumber", "docTitle"})
"""Elements that white space parts from their neighbours, whether the file has any or not."""
_EMPHASISED = {"i", "em", "b", "strong"}


@dataclass(slots=True)
class Note:
    """A note lifted out of running text: its marker, its runs, its identifier in the file, and its line."""

    marker: str
    runs: list[Run]
    eid: str
    line: int
    words: str = ""
    part: str | None = None
    is_to_title: bool = False


@dataclass(slots=True)
class Notes:
    """The notes of a document, in order; `markers` are those of all notes, known before the text is read.

    `letters` are the markers of notes to tables.
    """

    markers: frozenset[str]
    letters: frozenset[str] = frozenset()
    found: list[Note] = field(default_factory=list)

    def lift(self, element: Element) -> str:
        """Take a note out of its place; gives its marker."""
        marker = marker_of(element) or str(len(self.found) + 1)
        body = joined(_runs(element, self, is_top=True))
        lead = _EMPTY_PARENTHESES.match(plain(body))
        runs = without(body, lead.end()) if lead else body
        self.found.append(
            Note(marker, runs, attribute(element, "eId"), line(element), words=markdown(runs, is_note=True))
        )
        return marker


def marker_of(element: Element) -> str:
    """The marker of a note: "5" for "5", "(5)" and "٥"."""
    return signs.folded_digits(attribute(element, "marker")).strip(" ()（）")


def runs_of(element: Element, notes: Notes) -> list[Run]:
    """The runs of an element's text; its notes go to `notes`."""
    return joined(_runs(element, notes, is_top=True))


def _runs(element: Element, notes: Notes, *, emphasised: bool = False, is_top: bool = False) -> Iterator[Run]:
    emphasised = emphasised or (not is_top and _is_emphasised(element))
    before = cleaned(element.text or "")
    raised = ""
    if before:
        yield Run(before, emphasised)
    for child in element:
        own = name(child)
        if own == "sup":
            inner, calls = _raised_text(child, notes)
            yield from calls
            raised += inner
        elif own:
            if raised:
                yield _raise(raised, before, emphasised, notes)
            yield from _child(child, own, emphasised, notes)
            before = raised = ""
        if child.tail:
            if raised:
                yield _raise(raised, before, emphasised, notes)
            before, raised = cleaned(child.tail), ""
            yield Run(before, emphasised)
    if raised:
        yield _raise(raised, before, emphasised, notes)


def _child(child: Element, own: str, emphasised: bool, notes: Notes) -> Iterator[Run]:
    if own == "authorialNote":
        yield Run(called(notes.lift(child)), emphasised)
    elif own == "noteRef":
        marker = marker_of(child)
        yield Run(called(marker) if marker else "", emphasised)
    elif own in _BREAKS:
        yield Run(" ", emphasised)
    elif own in _APART:
        yield Run(" ", emphasised)
        yield from _runs(child, notes, emphasised=emphasised)
        yield Run(" ", emphasised)
    elif own:
        yield from _runs(child, notes, emphasised=emphasised)


def _is_emphasised(element: Element) -> bool:
    return name(element) in _EMPHASISED or bool({"italic", "bold"} & set(attribute(element, "class").split()))


def _raised_text(element: Element, notes: Notes) -> tuple[str, list[Run]]:
    """What is raised, and the calls of notes that stand in it (`<sup><authorialNote/></sup>`)."""
    inner = list(_runs(element, notes, is_top=True))
    calls = [run for run in inner if run.words.startswith(called("")[0])]
    words = "".join(run.words for run in inner if run not in calls)
    return ("" if calls and _NUMBERS.fullmatch(words) else words), calls


def _raise(words: str, before: str, emphasised: bool, notes: Notes) -> Run:
    """Raised words in their place, behind others: calls, a part of a word, or nothing."""
    folded = signs.folded_digits(words)
    numbers = _NUMBERS.fullmatch(folded)
    if numbers and not _UNIT.search(before):
        markers = re.findall(r"\d+", numbers["numbers"])
        if all(marker in notes.markers for marker in markers):
            return Run("".join(called(marker) for marker in markers) + _space(words), emphasised)
    letter = _LETTER.fullmatch(words)
    if letter and notes.letters:
        counted = signs.point(letter["letter"])
        marker = signs.written(counted[-1]) if counted else ""
        if marker in notes.letters:
            return Run(called(marker) + _space(words), emphasised)
    bare = words.strip("()（） \t\n\u00a0")
    if not bare:
        return Run(" " if words.strip("()（）") else "", emphasised)
    kept = words.strip()
    written = "".join(_RAISED.get(sign, "") for sign in kept)
    return Run((written if len(written) == len(kept) else kept) + _space(words), emphasised)


def _space(words: str) -> str:
    return " " if words[-1:].isspace() else ""
