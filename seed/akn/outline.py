"""The outline of a document: its pieces as headings and paragraphs, each in its place.

What a piece is, is said by its mark-up where this is plain (a heading, a recital, a number in an element of its own),
and by what it opens with where it is not. Labels come last, when it is known where numbers repeat (`seed.akn.labels`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from i18n.citing.numerals import to_roman
from seed.akn import signs
from seed.akn.openings import Typed, bare_number, part_heading, typed, typed_heading
from seed.akn.pieces import Kind, Piece
from seed.akn.points import place
from seed.akn.runs import Run, opening, plain, without
from seed.akn.signs import Counted
from seed.akn.tables import letter_notes
from seed.text.blocks import Block, Role
from seed.text.ordering import Level, Style

AHEAD = 12
"""How many pieces are looked at to see what one is."""
LONGEST_HEADING = 240
"""Code points."""
SHORT_HEADING = 120
"""Code points of the longest heading that no number follows."""
LONGEST_MEETING = 60
"""Code points: "Resumed 62nd plenary meeting"."""
_MEETING = re.compile(
    r"plenary meeting|séance plénière|sesión plenaria|пленарное заседание|全体会议|الجلسة العامة", re.IGNORECASE
)
_RANKS = (("hch", 0), ("titleh1", 1), ("h1", 1), ("h23", 2), ("h4", 3), ("heading", 1), ("agendatitle", 1))
_HEADING_STYLE = re.compile(r"(?:H\d|HC[hH]|TitleH|AgendaTitleH)\w*")
_FINISHED = re.compile(r"[.;:,。；：，؛،…)）]\s*$")
_CLOSED = re.compile(r"[.;。；؛]\s*$")
_LISTS = re.compile(r"[:：]\s*$")
_RULE = re.compile(r"[\s*_.\-–—·•=|]*")


@dataclass(slots=True, eq=False)
class Placed(Block):
    """A block made from a piece. `runs` are its text without its number; `counts` what a point's sign counts."""

    runs: list[Run] = field(default_factory=list)
    aliases: tuple[str, ...] = ()
    line: int = 0
    table: int = 0
    row: int = 0
    counts: Level | None = None
    printed: str = ""

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(plain(self.runs).split())


@dataclass(slots=True)
class TableNote:
    """A note below a table: its letter, its runs, and where it stands."""

    marker: str
    runs: list[Run]
    part: str | None
    piece: Piece


class Outline:
    """Builds the blocks of a document, piece after piece."""

    def __init__(self, letters: frozenset[str] = frozenset()) -> None:
        self.blocks: list[Placed] = []
        self.table_notes: list[TableNote] = []
        self._letters = letters
        self._after_table = False
        self.lifted: list[Piece] = []
        self._part: str | None = None
        self._parts: set[str] = set()
        self._awaited: str | None = None
        self._has_formula = False
        self._begin()

    def _begin(self) -> None:
        self._levels: list[Level | None] = []
        self._ranks: list[int] = []
        self._path: list[Placed] = []
        self._number = 0
        self._close_list()

    def _close_list(self) -> None:
        self._points: list[Placed] = []
        self._signs: list[Level | None] = []

    # Parts

    def begin_component(self, name: str, heading: Piece) -> None:
        """A part of a resolution that is adopted in parts: "A", "B"."""
        self._begin_part(name, heading, list(heading.runs))

    def await_attachment(self) -> None:
        """What comes is an attachment: an annex, unless its first heading says what it is."""
        self._awaited = "annex"

    def _begin_part(self, name: str, piece: Piece, runs: list[Run]) -> None:
        while name in self._parts:
            name = _next_part(name)
        self._parts.add(name)
        self._part = name
        self._awaited = None
        self._begin()
        self._has_formula = False
        self._add_heading(piece, runs, None, 0, label=name)

    # Pieces

    def add(self, pieces: Iterable[Piece]) -> None:
        """Take pieces in their order."""
        held = list(pieces)
        for at, piece in enumerate(held):
            self._piece(piece, held[at + 1 : at + 1 + AHEAD])
            self._after_table = piece.kind in {Kind.ROW, Kind.TABLE_NOTE}
            for note in piece.notes:
                note.part = self._part

    def _piece(self, piece: Piece, coming: Sequence[Piece]) -> None:
        if piece.kind in {Kind.CLOSING, Kind.TITLE} or (not piece.words and not piece.num):
            self.lifted.append(piece)
            return
        if piece.kind in {Kind.BODY, Kind.TABLE_NOTE} and self._letters and self._is_table_note(piece):
            piece.kind = Kind.TABLE_NOTE
            return
        if piece.kind is Kind.FORMULA:
            self.lifted.append(piece)
            self._has_formula = True
            self._close_list()
            return
        if self._opens_part(piece):
            return
        if self._awaited:
            self._begin_part(self._awaited, Piece(Kind.PART, [], piece.line), [])
        match piece.kind:
            case Kind.ROW:
                self._add(Placed(Role.PLAIN, "", table=piece.table), piece, piece.runs)
            case Kind.HEADING:
                self._heading(piece)
            case Kind.RECITAL if piece.style == "crossHeading" and _decides(piece):
                self._body(piece, coming)
            case Kind.RECITAL:
                self._recital(piece, coming)
            case _:
                self._body(piece, coming)

    def _opens_part(self, piece: Piece) -> bool:
        """Whether a piece is the heading of an annex: marked up as one, or nothing else in it."""
        if piece.kind not in {Kind.HEADING, Kind.BODY} or piece.num:
            return False
        words = plain(piece.runs)
        found = part_heading(words)
        if not found:
            return False
        rest = words[found.length :].strip()
        marked = piece.kind is Kind.HEADING or bool(_HEADING_STYLE.match(piece.style)) or self._awaited
        if rest and (not marked or len(rest) > LONGEST_HEADING or rest[:1].islower()):
            return False
        self._begin_part(found.name, piece, without(piece.runs, found.length))
        self.lifted.append(Piece(Kind.PART, [Run(words[: found.length])], piece.line))
        return True

    def _is_table_note(self, piece: Piece) -> bool:
        """Take the notes of a table that a paragraph holds, each behind its letter."""
        found = list(letter_notes(piece, self._letters, typed=self._after_table or piece.kind is Kind.TABLE_NOTE))
        self.table_notes += [TableNote(marker, runs, self._part, piece) for marker, runs in found]
        return bool(found)

    # Headings

    def _heading(self, piece: Piece) -> None:
        counted: Counted = signs.heading(piece.num) if piece.num else ()
        runs = piece.runs
        if piece.num and not counted:
            runs = [Run(f"{piece.num} "), *runs]
        if not counted:
            opened = typed_heading(plain(runs))
            if opened and self._may_head(opened.counted, len(plain(runs).strip()) > opened.length):
                counted, runs = opened.counted, without(runs, opened.length)
        self._place_heading(piece, runs, counted)

    def _may_head(self, counted: Counted, has_words: bool) -> bool:
        """Whether a sign before a heading's words is one: "A" is also a word, "I" a letter; order tells."""
        if not has_words:
            return True
        return any(
            each.value == 1 or (held is not None and each.style is held.style and each.value == held.value + 1)
            for each in counted
            for held in (*self._levels, None)
        )

    def _place_heading(self, piece: Piece, runs: list[Run], counted: Counted) -> None:
        last = self.blocks[-1] if self.blocks else None
        if not counted and last is not None and last.role is Role.HEADING and not last.text and not self._points:
            last.runs, last.aliases = runs, (*last.aliases, *piece.eids)
            return
        rank = _rank(piece.style)
        if counted:
            depth, level = place(self._levels, counted)
            self._cut(depth)
            self._add_heading(piece, runs, level, rank)
            return
        while self._levels and (self._ranks[-1] > rank or (self._levels[-1] is None and self._ranks[-1] >= rank)):
            self._cut(len(self._levels) - 1)
        self._add_heading(piece, runs, None, rank)

    def _cut(self, depth: int) -> None:
        del self._levels[depth:], self._ranks[depth:], self._path[depth:]

    def _add_heading(self, piece: Piece, runs: list[Run], level: Level | None, rank: int, label: str = "") -> None:
        block = Placed(
            Role.HEADING,
            label or (signs.written(level) if level else ""),
            part=self._part,
            level=len(self._path) + 1,
            above=self._path[-1] if self._path else None,
            runs=runs,
            aliases=piece.eids,
            line=piece.line,
            opens_part=bool(label),
            printed=" ".join(plain(piece.runs).split()),
        )
        self.blocks.append(block)
        self._close_list()
        if label:
            return
        self._levels.append(level)
        self._ranks.append(rank)
        self._path.append(block)

    # Paragraphs

    def _recital(self, piece: Piece, coming: Sequence[Piece]) -> None:
        opened = self._opened(piece)
        if opened and opened.counted and self._last_paragraph:
            self._point(piece, opened, coming)
            return
        if opened is None and self._number:
            opened = bare_number(plain(piece.runs), self._number + 1)
        if opened and opened.number == str(self._number + 1):
            self._numbered(piece, opened)
            return
        self._close_list()
        self._add(Placed(Role.PREAMBULAR, ""), piece, _with_number(piece))

    def _opened(self, piece: Piece) -> Typed | None:
        """The number of a piece: in its element, else typed in its text."""
        if piece.num:
            number = signs.number(piece.num)
            return Typed(0, number=number) if number else Typed(0, counted=signs.point(piece.num))
        return typed(plain(piece.runs))

    def _body(self, piece: Piece, coming: Sequence[Piece]) -> None:
        if self._is_heading(piece):
            self._heading(piece)
            return
        opened = self._opened(piece)
        if opened is None and self._number:
            opened = bare_number(plain(piece.runs), self._number + 1)
        if opened and opened.number:
            self._numbered(piece, opened)
        elif opened and opened.counted:
            self._point(piece, opened, coming)
        else:
            self._plain(piece, coming)

    def _is_heading(self, piece: Piece) -> bool:
        """Whether a paragraph is a heading in the dress of one: by its style, or by a bare numeral."""
        words = piece.words
        if piece.num and (signs.number(piece.num) or "(" in piece.num or ")" in piece.num):
            return False
        if piece.num and signs.heading(piece.num):
            return len(words) <= LONGEST_HEADING
        if not piece.num and (opened := typed_heading(plain(piece.runs))) and opened.length >= len(plain(piece.runs)):
            return True
        if not _HEADING_STYLE.match(piece.style) or typed(plain(piece.runs)):
            return False
        return len(words) <= LONGEST_HEADING and not _FINISHED.search(words)

    def _numbered(self, piece: Piece, opened: Typed) -> None:
        self._close_list()
        block = Placed(Role.NUMBERED, opened.number or "")
        self._add(block, piece, without(piece.runs, opened.length))
        self._points = [block]
        self._number = int(block.sign) if block.sign.isdigit() else self._number

    def _point(self, piece: Piece, opened: Typed, coming: Sequence[Piece]) -> None:
        above = self._points or ([self._last_paragraph] if self._last_paragraph else [])
        follower = next((self._opened(each) for each in coming if each.kind is piece.kind), None)
        depth, level = place(self._signs, opened.counted, follower.counted if follower else (), piece.depth)
        block = Placed(Role.LETTERED, signs.written(level), counts=level)
        block.above = above[min(depth, len(above) - 1)] if above else None
        self._points = above[: depth + 1]
        del self._signs[depth:]
        self._signs.append(level)
        self._add(block, piece, without(piece.runs, opened.length))
        self._points.append(block)

    def _plain(self, piece: Piece, coming: Sequence[Piece]) -> None:
        if piece.words and not piece.num and _RULE.fullmatch(piece.words):
            self.lifted.append(piece)
            return
        if self._has_formula and len(piece.words) <= LONGEST_MEETING and _MEETING.search(piece.words):
            piece.kind = Kind.CLOSING
            self.lifted.append(piece)
            return
        last = self._last_paragraph
        if last is not None and not piece.num and _is_torn(last, piece.words):
            last.runs = [*last.runs, Run(" "), *piece.runs]
            last.aliases = (*last.aliases, *piece.eids)
            return
        if not piece.num and self._reads_as_heading(piece, coming):
            self._heading(piece)
            return
        if not self._points or not self._goes_on(piece):
            self._close_list()
        self._add(Placed(Role.PLAIN, ""), piece, _with_number(piece))

    def _reads_as_heading(self, piece: Piece, coming: Sequence[Piece]) -> bool:
        """Whether a paragraph is a heading in the dress of one: short, without a stop, before a numbered paragraph."""
        last = self._last_paragraph
        if not _is_title(piece) or (last is not None and _LISTS.search(last.text)):
            return False
        for each in coming:
            if each.kind is Kind.BODY and (opened := self._opened(each)):
                return bool(opened.number)
            if not (each.kind is Kind.HEADING or _is_title(each)):
                return each.kind is Kind.RECITAL or (len(piece.words) <= SHORT_HEADING and each.kind is Kind.BODY)
        return False

    def _goes_on(self, piece: Piece) -> bool:
        """Whether a paragraph without a number stands inside a list: what opens no list of its own."""
        return not re.search(r"[:：]\s*$", piece.words)

    @property
    def _last_paragraph(self) -> Placed | None:
        last = self.blocks[-1] if self.blocks else None
        return last if last is not None and last.role is not Role.HEADING and not last.table else None

    def _add(self, block: Placed, piece: Piece, runs: list[Run]) -> None:
        block.part, block.runs, block.aliases, block.line = self._part, runs, piece.eids, piece.line
        block.section = self._path[-1] if self._path else None
        block.has_formula = self._has_formula
        block.is_printed = block.role in {Role.NUMBERED, Role.LETTERED}
        self.blocks.append(block)


def _decides(piece: Piece) -> bool:
    """Whether what is marked as a recital in the body is none: a sentence that ends, or a heading."""
    return bool(_CLOSED.search(piece.words)) or (_is_title(piece) and opening(piece.runs) is None)


def _is_title(piece: Piece) -> bool:
    words = piece.words
    return (
        len(words) <= LONGEST_HEADING
        and not _FINISHED.search(words)
        and not re.match(r"[a-zà-ÿ\u0430-\u044f•*]", words)
    )


def _is_torn(before: Placed, words: str) -> bool:
    """Whether a paragraph is the rest of the one before it: torn off in mid-sentence, or behind a number alone."""
    if not before.text:
        return before.role in {Role.NUMBERED, Role.LETTERED}
    if before.role is Role.LETTERED or re.search(r"[.;:,!?…”»\")\]。；：，、！？）》؛،؟“]$", before.text):
        return False
    caseless = re.match(r"[\u0600-\u06ff\u4e00-\u9fff]", words) and before.role is Role.NUMBERED
    return words[:1].islower() or bool(caseless and _FINISHED.search(words))


def _with_number(piece: Piece) -> list[Run]:
    """A piece's runs behind a number that is none."""
    return [Run(f"{piece.num} "), *piece.runs] if piece.num else piece.runs


def _rank(style: str) -> int:
    """How high a heading stands by its style: 0 the highest."""
    folded = style.casefold()
    return next((rank for name, rank in _RANKS if folded.startswith(name)), 2)


def _next_part(name: str) -> str:
    """The next name of the kind: "annex II" after "annex", "annex III" after that."""
    kind, _, sign = name.partition(" ")
    counted = [each for each in signs.heading(sign) if each.style is Style.ROMAN] if sign else []
    return f"{kind} {to_roman(counted[0].value + 1)}" if counted else f"{kind} {to_roman(2)}"
