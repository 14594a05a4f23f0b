"""Footnotes: the blocks at page ends, lifted out of the running text.

A note begins with its marker: a raised number, a Markdown marker, or a number without a full stop where the running
order of notes expects it and the text above calls it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from seed.text.lines import Line, is_finished

RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED = re.compile(r"\*?(?P<marker>[⁰¹²³⁴-⁹]+)\s*(?P<text>\S.*)")
_MARKDOWN = re.compile(r"\[\^(?P<marker>[^\]\s]{1,12})\]:\s*(?P<text>\S.*)")
_STAR = re.compile(r"(?P<marker>\*{1,3}|†)\s+(?P<text>[A-Z].*[^*])")
_FIGURE = re.compile(r"(?P<marker>\d{1,3})\s+(?P<text>\S.*)")
_NOTE_LIKE = re.compile(r"[A-Z“\"‘(*\[]|https?:|www\.|ibid|see ")
_MONTH = re.compile(r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b")
_STRUCTURE = re.compile(r"(?:\d{1,3}\.|\([a-z]{1,4}\)|[IVX]+\.|[A-Z]\.|Annex\b)\s")
_AHEAD = 2
"""How far the running order may jump: one note lost must not lose those after it."""


class Marks(StrEnum):
    """How a text prints its markers."""

    RAISED = "raised"
    MARKDOWN = "Markdown"
    STAR = "star"
    FIGURE = "figure"


@dataclass(slots=True)
class Note:
    """A note: its marker, how that is printed, its lines, and how many body lines stand before it."""

    marker: str
    marks: Marks
    lines: list[Line] = field(default_factory=list)
    after: int = 0


@dataclass(slots=True)
class _Lifting:
    body: list[Line] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    open: Note | None = None


def lift(lines: Sequence[Line], *, spaced: bool) -> tuple[list[Line], list[Note]]:
    """A text in two: the lines of its body, and its notes."""
    state = _Lifting()
    figures = _figures(lines)
    for line in lines:
        started = _raised(line) or _figure(line, state, figures)
        if started:
            note, text = started
            note.after = len(state.body)
            note.lines.append(replace(line, text=text))
            state.notes.append(note)
            state.open = note
        elif state.open is not None and _goes_on(line, state.open, spaced=spaced):
            state.open.lines.append(line)
        else:
            turned = state.open is not None
            state.open = None
            state.body.append(replace(line, starts_page=line.starts_page or turned))
    return state.body, state.notes


def _raised(line: Line) -> tuple[Note, str] | None:
    for marks, pattern in ((Marks.RAISED, _RAISED), (Marks.MARKDOWN, _MARKDOWN), (Marks.STAR, _STAR)):
        found = pattern.fullmatch(line.text)
        if found:
            return Note(found["marker"].translate(RAISED), marks), _unwrapped(line.text, found)
    return None


def _unwrapped(text: str, found: re.Match[str]) -> str:
    """The note's words; a star that opened before a raised marker goes to them."""
    return f"*{found['text']}" if text.startswith("*") and found["marker"][0] != "*" else found["text"]


def _figures(lines: Sequence[Line]) -> bool:
    """Whether the text prints its markers as figures: none is raised."""
    return not any(_RAISED.fullmatch(line.text) or _MARKDOWN.fullmatch(line.text) for line in lines)


def _figure(line: Line, state: _Lifting, figures: bool) -> tuple[Note, str] | None:
    found = _FIGURE.fullmatch(line.text) if figures else None
    if not found or not _NOTE_LIKE.match(found["text"]) or _MONTH.match(found["text"]):
        return None
    number = int(found["marker"])
    last = next((int(note.marker) for note in reversed(state.notes) if note.marks is Marks.FIGURE), 0)
    expected = last < number <= last + 1 + _AHEAD or (number == 1 and last > 1)
    if not expected or not _may_stand(line, state, number == last + 1):
        return None
    return (Note(found["marker"], Marks.FIGURE), found["text"]) if _is_called(found["marker"], state) else None


def _may_stand(line: Line, state: _Lifting, is_next: bool) -> bool:
    """Whether a note may begin here: behind another, behind a blank, or where the running order says so."""
    return state.open is not None or line.is_apart or line.starts_page or is_next


def _is_called(marker: str, state: _Lifting) -> bool:
    """Whether the text since the last note but one prints this number where a call stands."""
    call = re.compile(rf"(?:[^\W\d_]|[^\W\d_][.,;:)”’\"]+|[)”’\"]|\d[.,;:)”]) ?{marker}(?![\d%])(?=\W|$)")
    notes = state.notes
    since = notes[-1].after if notes and notes[-1].after < len(state.body) else 0
    since = max(since - 60, 0)
    return any(call.search(line.text) for line in state.body[since:])


def _goes_on(line: Line, note: Note, *, spaced: bool) -> bool:
    if line.starts_page or _STRUCTURE.match(line.text):
        return False
    if spaced:
        return not is_finished(note.lines[-1].text) or not line.text[:1].islower()
    return not line.is_apart
