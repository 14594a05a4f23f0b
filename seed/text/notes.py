"""Footnotes: the blocks at page ends or at the document's, lifted out of the running text.

A note begins with its marker: a raised number, a Markdown marker, a star, or a figure without a full stop that the
running order of notes allows (`figured`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from seed.text.calls import RAISED
from seed.text.figured import SOURCE, Marks, figured
from seed.text.lines import Line, is_stopped

_RAISED = re.compile(r"\*?(?P<marker>[⁰¹²³⁴-⁹]+)\s*(?P<text>\S.*)")
_MARKDOWN = re.compile(r"\[\^(?P<marker>[^\]\s]{1,12})\]:\s*(?P<text>\S.*)")
_STAR = re.compile(r"(?:\\?(?P<marker>\*{1,3}|†|‡))\s+(?P<text>[A-Z].*[^*])")
_STRUCTURE = re.compile(r"[*_]{0,3}(?:\d{1,3}\.|\([a-z]{1,4}\)|[IVX]+\.|[A-Z]\.|Annex\b)[*_]{0,3}\s")


_OPENING = re.compile(r"ibid|see\b|https?:|www\.|cf\.|e\.g\.", re.IGNORECASE)
"""Small letters with which a note begins; behind a raised number other words go on with a sentence."""
_FOOT = 20
"""Lines at a page's end that may all be notes."""


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
    figures = figured(lines, spaced=spaced) if _has_figures(lines) else {}
    ends = _page_ends(lines)
    for at, line in enumerate(lines):
        started = _marked(line, in_text=not spaced and state.open is None and not line.is_apart) or _figure(at, figures)
        if started:
            _begin(state, line, *started)
        elif state.open is not None and _goes_on(line, state.open, spaced=spaced, to_end=ends[at] - at):
            state.open.lines.append(line)
        else:
            turned = state.open is not None
            state.open = None
            state.body.append(replace(line, starts_page=line.starts_page or turned))
    return state.body, state.notes


def _begin(state: _Lifting, line: Line, note: Note, text: str) -> None:
    note.after = len(state.body)
    note.lines.append(replace(line, text=text))
    state.notes.append(note)
    state.open = note


def _marked(line: Line, *, in_text: bool) -> tuple[Note, str] | None:
    """The note that a line begins; `in_text`: it stands right behind a line of the text, where a call may stand too."""
    for marks, pattern in ((Marks.RAISED, _RAISED), (Marks.MARKDOWN, _MARKDOWN), (Marks.STAR, _STAR)):
        found = pattern.fullmatch(line.text)
        if found and not (marks is Marks.RAISED and _is_call(line, found["text"], in_text=in_text)):
            return Note(found["marker"].translate(RAISED), marks), _unwrapped(line.text, found)
    return None


def _is_call(line: Line, text: str, *, in_text: bool) -> bool:
    """Whether a raised number goes on with a sentence that wrapping broke before it."""
    if text[0].islower():
        return not _OPENING.match(text)
    return in_text and not line.starts_page and not SOURCE.match(text)


def _unwrapped(text: str, found: re.Match[str]) -> str:
    """The note's words; a star that opened before a raised marker goes to them."""
    return f"*{found['text']}" if text.startswith("*") and found["marker"][0] != "*" else found["text"]


def _has_figures(lines: Sequence[Line]) -> bool:
    """Whether the text may print its markers as figures: none is raised."""
    return not any(_RAISED.fullmatch(line.text) or _MARKDOWN.fullmatch(line.text) for line in lines)


def _figure(at: int, figures: Mapping[int, tuple[int, str]]) -> tuple[Note, str] | None:
    if at not in figures:
        return None
    number, text = figures[at]
    return Note(str(number), Marks.FIGURE), text


def _page_ends(lines: Sequence[Line]) -> list[int]:
    """For each line the index of the next that starts a page, or of the text's end."""
    ends = [len(lines)] * len(lines)
    end = len(lines)
    for at in range(len(lines) - 1, -1, -1):
        ends[at] = end
        if lines[at].starts_page:
            end = at
    return ends


def _goes_on(line: Line, note: Note, *, spaced: bool, to_end: int) -> bool:
    """Whether a line goes on with the note before it; `to_end` lines are left of its page.

    Where blanks say nothing, all that stands between a note and the page's end is the note's, if it is not much.
    """
    if line.starts_page or _STRUCTURE.match(line.text):
        return False
    if not spaced:
        return not line.is_apart
    words = note.lines[-1].text
    if not is_stopped(words) or words.endswith((":", ";")):
        return True
    return to_end <= _FOOT or not line.text[:1].islower()
