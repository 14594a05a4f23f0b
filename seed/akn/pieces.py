"""A document's body as a flat run of pieces, in order: what is said where, before labels are given.

Both dialects are flattened alike: the guidelines' nested lists and sections, and the UN's practice of paragraphs in a
row. A piece keeps what the mark-up says of it; what it is in the end is for the outline to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from seed.akn.elements import Element, attribute, child, children, line, name, parts, text
from seed.akn.inline import Note, Notes, runs_of
from seed.akn.runs import Run, cleaned, plain
from seed.text.markup import called


class Kind(StrEnum):
    """What the mark-up says a piece is."""

    PART = "part"
    TITLE = "title"
    FORMULA = "formula"
    CLOSING = "closing"
    HEADING = "heading"
    RECITAL = "recital"
    BODY = "body"
    ROW = "row"
    TABLE_NOTE = "table note"


@dataclass(slots=True)
class Piece:
    """A heading, a paragraph, a row: its printed number where it has an element of its own, and its text.

    `depth` is how many lists it stands in; `opens` says that a part (an attachment, a component) begins with it.
    """

    kind: Kind
    runs: list[Run]
    line: int
    num: str | None = None
    eids: tuple[str, ...] = ()
    depth: int = 0
    style: str = ""
    table: int = 0
    notes: tuple[Note, ...] = ()

    @property
    def words(self) -> str:
        """Its text without calls, white space folded."""
        return " ".join(plain(self.runs).split())


_HEADINGS = frozenset({"heading", "subheading", "subhheading", "crossHeading"})
_LISTS = frozenset({"list", "blockList", "sublist", "ul", "ol"})
_POINTS = frozenset({"point", "item", "indent", "alinea", "li"})
_HIERARCHY = frozenset(
    {"section", "subsection", "chapter", "subchapter", "part", "subpart", "title", "subtitle", "division", "article"}
    | {"book", "tome", "clause", "subclause", "level", "transitional", "rule", "subrule", "proviso", "list"}
)
_PARAGRAPHS = frozenset({"paragraph", "subparagraph", "tblock", "hcontainer"})
_TEXTS = frozenset({"p", "block", "listIntroduction", "listWrapUp", "listConclusion"})
_WRAPPERS = frozenset({"content", "intro", "wrapUp", "wrapup"})
_NUMBERS = frozenset({"num"})
_ROW_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_TABLE_NOTE = re.compile(r"FootnoteText", re.IGNORECASE)


class Flattener:
    """Flattens the elements of one document."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._tables = 0

    def preamble(self, element: Element) -> Iterator[Piece]:
        """The formula and the recitals."""
        for each in parts(element):
            yield from self._any(each, Kind.RECITAL, 0, element)

    def preface(self, element: Element) -> Piece:
        """The number and the title; notes to them stand in the text that follows."""
        piece = self._piece(Kind.TITLE, element)
        for note in piece.notes:
            note.is_to_title = True
        return piece

    def body(self, element: Element) -> Iterator[Piece]:
        """The paragraphs and headings of a body."""
        for each in parts(element):
            yield from self._any(each, Kind.BODY, 0, element)

    def conclusions(self, element: Element) -> Iterator[Piece]:
        """The meeting and the date."""
        yield self._piece(Kind.CLOSING, element)

    def _any(self, part: Element | str, kind: Kind, depth: int, around: Element) -> Iterator[Piece]:
        """An element, or words that stand loose among elements."""
        if isinstance(part, str):
            yield Piece(kind, [Run(cleaned(part))], line(around), depth=depth)
        else:
            yield from self._one(part, kind, depth)

    def _one(self, element: Element, kind: Kind, depth: int) -> Iterator[Piece]:
        own = name(element)
        if own in _HEADINGS:
            yield self._heading(element)
        elif own == "table":
            yield from self._table(element)
        elif own == "formula":
            yield self._piece(Kind.FORMULA, element)
        elif own in _LISTS:
            yield from self._list(element, kind, depth)
        elif own in _PARAGRAPHS or own in _POINTS:
            yield from self._paragraph(element, kind, depth + (own in _POINTS and depth == 0))
        elif own in _HIERARCHY:
            yield from self._section(element, kind, depth)
        elif own in _TEXTS:
            yield self._piece(kind, element, depth=depth)
        elif own in _WRAPPERS:
            yield from self._inside(element, kind, depth, ())
        elif own == "authorialNote":
            before = len(self._notes.found)
            marker = self._notes.lift(element)
            yield Piece(kind, [Run(called(marker))], line(element), notes=tuple(self._notes.found[before:]))
        else:
            yield from self._inside(element, kind, depth, (attribute(element, "eId"),))

    def _heading(self, element: Element, num: str | None = None, eids: tuple[str, ...] = (), style: str = "") -> Piece:
        """A heading; one that refers to the preamble is a recital that stands in the body."""
        is_recital = attribute(element, "refersTo") == "#preamble"
        piece = self._piece(Kind.RECITAL if is_recital else Kind.HEADING, element, num=num, eids=eids)
        piece.style = style or name(element)
        return piece

    def _section(self, element: Element, kind: Kind, depth: int) -> Iterator[Piece]:
        """A section: its number and heading as one piece, then what it holds."""
        num, heading = child(element, "num"), None
        for each in children(element):
            if name(each) in _HEADINGS and attribute(each, "refersTo") != "#preamble":
                heading = each
                break
            if name(each) not in _NUMBERS:
                break
        eids = (attribute(element, "eId"),)
        if heading is not None:
            yield self._heading(heading, text(num) if num is not None else None, eids, "section")
        elif num is not None:
            yield Piece(Kind.HEADING, [], line(num), num=text(num), eids=_kept(eids), style="section")
        for each in parts(element):
            if isinstance(each, str) or (each is not heading and each is not num):
                yield from self._any(each, kind, depth, element)

    def _paragraph(self, element: Element, kind: Kind, depth: int) -> Iterator[Piece]:
        """A paragraph or point: its number stands before the first text in it, or before its heading."""
        num = child(element, "num")
        printed = text(num) if num is not None else None
        eids: tuple[str, ...] = (attribute(element, "eId"),)
        style = attribute(element, "class")
        for each in parts(element):
            if each is num:
                continue
            for piece in self._held(each, kind, depth, style, element):
                if printed is not None and num is not None:
                    if piece.kind in {Kind.FORMULA, Kind.ROW}:
                        yield Piece(kind, [], line(num), num=printed, depth=depth, style=style)
                    else:
                        piece.num = printed
                    printed = None
                piece.eids = _kept((*eids, *piece.eids))
                eids = ()
                yield piece
        if printed is not None and num is not None:
            yield Piece(kind, [], line(num), num=printed, eids=_kept(eids), depth=depth, style=style)

    def _held(self, part: Element | str, kind: Kind, depth: int, style: str, around: Element) -> Iterator[Piece]:
        for piece in self._any(part, kind, depth, around):
            if piece.kind is Kind.BODY and _TABLE_NOTE.search(style):
                piece.kind = Kind.TABLE_NOTE
            piece.style = piece.style or style
            yield piece

    def _list(self, element: Element, kind: Kind, depth: int) -> Iterator[Piece]:
        """A list: its introduction belongs to what stands before, its points are one deeper."""
        for each in parts(element):
            if isinstance(each, str) or name(each) in _WRAPPERS:
                yield from self._any(each, kind, depth, element)
            else:
                yield from self._one(each, kind, depth + 1)

    def _table(self, element: Element) -> Iterator[Piece]:
        self._tables += 1
        table = self._tables
        eids = _kept((attribute(element, "eId"),))
        for row in self._rows(element):
            row.table, row.eids = table, (*eids, *row.eids)
            eids = ()
            yield row

    def _rows(self, element: Element) -> Iterator[Piece]:
        """The rows of a table or of a group of rows; what else is in it is a row of one cell."""
        for each in parts(element):
            if isinstance(each, str):
                yield Piece(Kind.ROW, [Run(cleaned(each))], line(element))
            elif name(each) in _ROW_GROUPS:
                yield from self._rows(each)
            else:
                yield self._row(each)

    def _row(self, element: Element) -> Piece:
        if name(element) != "tr":
            return self._piece(Kind.ROW, element)
        runs: list[Run] = []
        before = len(self._notes.found)
        for at, cell in enumerate(parts(element)):
            runs += [Run(" | ")] if at else []
            inside = [Run(cleaned(cell))] if isinstance(cell, str) else runs_of(cell, self._notes)
            runs += [Run(run.words) for run in inside]
        return Piece(Kind.ROW, runs, line(element), notes=tuple(self._notes.found[before:]))

    def _inside(self, element: Element, kind: Kind, depth: int, eids: tuple[str, ...]) -> Iterator[Piece]:
        """What a container holds; one with text of its own is a piece."""
        if (element.text or "").strip() or not len(element):
            if text(element):
                yield self._piece(kind, element, depth=depth, eids=eids)
            return
        for each in parts(element):
            for piece in self._any(each, kind, depth, element):
                piece.eids = _kept((*eids, *piece.eids))
                eids = ()
                yield piece

    def _piece(
        self,
        kind: Kind,
        element: Element,
        *,
        num: str | None = None,
        eids: tuple[str, ...] = (),
        depth: int = 0,
    ) -> Piece:
        before = len(self._notes.found)
        runs = runs_of(element, self._notes)
        return Piece(
            kind,
            runs,
            line(element),
            num=num,
            eids=_kept((*eids, attribute(element, "eId"))),
            depth=depth,
            notes=tuple(self._notes.found[before:]),
        )


def _kept(eids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(eid for eid in eids if eid))
