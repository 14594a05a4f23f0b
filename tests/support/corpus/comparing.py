"""How much of a script the parser read as its mark-up has it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from seed.text import read_text
from seed.tree import ParsedDocument, ParsedParagraph
from store.texts import read
from tests.support.corpus.script import Piece, Script
from tests.support.corpus.typeset import Style, typeset


@dataclass(slots=True)
class Score:
    """Units right, of all that are in the mark-up or were read; and what differs."""

    labels: Counter[bool] = field(default_factory=Counter)
    texts: Counter[bool] = field(default_factory=Counter)
    calls: Counter[bool] = field(default_factory=Counter)
    notes: Counter[bool] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Count another document's."""
        self.labels += other.labels
        self.texts += other.texts
        self.calls += other.calls
        self.notes += other.notes

    def shares(self) -> dict[str, float]:
        """Each share that is right."""
        counted = {"labels": self.labels, "texts": self.texts, "calls": self.calls, "notes": self.notes}
        return {name: counts[True] / (counts.total() or 1) for name, counts in counted.items()}


def _expected(piece: Piece) -> tuple[str, str]:
    return piece.label or "U", piece.plain


def _label(one: ParsedParagraph) -> str:
    """A label as the mark-up has it, which gives none to paragraphs without numbers: "U" for them, "(a)" below them."""
    return re.sub(r"^U\d+", "", one.label) or "U"


def _found(one: ParsedParagraph) -> tuple[str, str]:
    return _label(one), read(one.text).plain


def _calls_of_piece(piece: Piece) -> Iterator[tuple[str, str, str]]:
    """The label, the marker, and the letters before the call."""
    words = ""
    for run in piece.runs:
        if isinstance(run, str):
            words += run
        else:
            yield piece.label or "U", run.marker, _letters(words)


def _calls_of_paragraph(one: ParsedParagraph) -> Iterator[tuple[str, str, str]]:
    reading = read(one.text)
    for call in reading.calls:
        yield _label(one), call.marker, _letters(reading.plain[: call.at])


def _letters(words: str) -> str:
    return "".join(sign for sign in words if sign.isalnum())[-20:]


def compare(script: Script, parsed: ParsedDocument) -> Score:
    """Paragraphs by label, by label and text, calls by label, marker and place, notes by marker and text."""
    score = Score()
    pieces, read_ones = script.paragraphs, parsed.paragraphs
    score.labels = _counted(
        (one[0] for one in map(_expected, pieces)), (one[0] for one in map(_found, read_ones)), score, "label"
    )
    score.texts = _counted(map(_expected, pieces), map(_found, read_ones), score, "text")
    score.calls = _counted(
        (call for piece in pieces for call in _calls_of_piece(piece)),
        (call for one in read_ones for call in _calls_of_paragraph(one)),
        score,
        "call",
    )
    score.notes = _counted(
        ((note.marker, note.text) for note in script.notes),
        ((note.marker, read(note.text).plain) for note in parsed.footnotes),
        score,
        "note",
    )
    return score


def _counted(expected: Iterable[object], found: Iterable[object], score: Score, what: str) -> Counter[bool]:
    wanted, got = Counter(expected), Counter(found)
    score.differences += [f"- {what} {each!r}" for each in wanted - got]
    score.differences += [f"+ {what} {each!r}" for each in got - wanted]
    right = (wanted & got).total()
    return Counter({True: right, False: max(wanted.total(), got.total()) - right})


def judged(script: Script, style: Style) -> tuple[str, ParsedDocument, Score]:
    """A script's text in a style, what was read in it, and how much of that is right."""
    text = typeset(script, style)
    parsed = read_text(text)
    return text, parsed, compare(script, parsed)
