"""The body: headings and paragraphs in one another, in the order of the document, and the annexes at its end."""

from __future__ import annotations

from collections.abc import Sequence

from seed.akn.elements import Element, name
from seed.tree import ParsedParagraph, ParsedSection
from seed.writing.akn import outline
from seed.writing.akn.elements import make
from seed.writing.akn.inline import write
from seed.writing.akn.units import Units
from store.records import ParagraphKind

CELL = "|"
"""What stands between the cells of a row; white space round it is the cells' own."""

Attachment = tuple[ParsedSection, Element]
"""The heading of an annex, and its element, which has no place yet."""


def write_body(document: Element, units: Units, begin: int) -> list[Attachment]:
    """Write the paragraphs from an index on; give the attachments."""
    placing = Placing(units, make(document, "mainBody"))
    for step in outline.steps(units.tree):
        if step.is_section:
            placing.section(step.at)
        elif step.at >= begin:
            placing.paragraph(step.at)
    return placing.attachments


class Placing:
    """Puts headings and paragraphs into one another."""

    def __init__(self, units: Units, main: Element) -> None:
        self._units = units
        self._tree = units.tree
        self._eids = units.eids
        self._root = main
        self._sections: list[tuple[int, Element]] = []
        self._open: list[tuple[int, Element]] = []
        self._openers = frozenset(outline.part_openers(self._tree).values())
        self._attached = outline.attached(self._tree)
        self._last = outline.last_inside(self._tree.paragraphs)
        self._main = main
        self.attachments: list[Attachment] = []

    # Headings

    def section(self, at: int) -> None:
        """Open a section, or the part that it begins."""
        self._open.clear()
        if at in self._openers:
            self._sections.clear()
            self._part(at)
            return
        section = self._tree.sections[at]
        self._go_to(section.parent)
        level = len(self._sections) + 1
        element = make(
            self._sections[-1][1] if self._sections else self._root,
            "section",
            **self._names(at, f"level-{section.level}" if section.level != level else None),
        )
        if section.number:
            make(element, "num", f"{section.number}.")
        self._units.heading(element, section)
        self._sections.append((at, element))

    def _names(self, at: int, style: str | None) -> dict[str, str | None]:
        return {
            "eId": self._eids.sections[at],
            "wId": self._tree.sections[at].wid or None,
            "class_": style,
            "title": self._tree.sections[at].part,
        }

    def _part(self, at: int) -> None:
        section = self._tree.sections[at]
        style = None if section.level == 1 else f"level-{section.level}"
        if at not in self._attached:
            self._root = make(self._main, "part", **self._names(at, style))
            self._units.heading(self._root, section)
            return
        attachment = make(None, "attachment", **self._names(at, style))
        self._units.heading(attachment, section)
        doc = make(attachment, "doc", name=(section.part or "annex").split(maxsplit=1)[0].lower())
        self._root = make(doc, "mainBody")
        self.attachments.append((section, attachment))

    # Paragraphs

    def paragraph(self, at: int) -> None:
        """Write a paragraph in its section, under the one that it stands under."""
        paragraph = self._tree.paragraphs[at]
        self._go_to(paragraph.section)
        while self._open and self._last[self._open[-1][0]] < at:
            self._open.pop()
        if paragraph.parent is not None:
            while self._open and self._open[-1][0] != paragraph.parent:
                self._open.pop()
        parent = self._open[-1][1] if self._open else self._here
        if outline.is_row(paragraph) and self._last[at] == at:
            self._row(parent, at)
            return
        tag, kind = _element(paragraph)
        element = self._units.unit(parent, tag, at, kind)
        if self._last[at] == at:
            self._units.words(make(element, "content"), at)
            return
        points = make(element, "list", eId=f"{self._eids.paragraphs[at]}__list_1")
        self._units.words(make(points, "intro"), at)
        self._open.append((at, points))

    @property
    def _here(self) -> Element:
        return self._sections[-1][1] if self._sections else self._root

    def _go_to(self, section: int | None) -> None:
        """Make a section the innermost; one that was closed already goes on anew."""
        held = [at for at, _ in self._sections]
        if section is None or section in held:
            depth = 0 if section is None else held.index(section) + 1
            if depth < len(held):
                del self._sections[depth:]
                self._open.clear()
            return
        self._go_to(self._tree.sections[section].parent)
        self._open.clear()
        eid = self._eids.sections[section]
        element = make(self._here, "section", refersTo=f"#{eid}", class_="continued")
        self._sections.append((section, element))

    def _row(self, parent: Element, at: int) -> None:
        """Write a row into the table that its neighbour before it is in, or into a new one."""
        found = outline.ROW.fullmatch(self._tree.paragraphs[at].label)
        assert found
        before = parent[-1] if len(parent) else None
        number = found["table"]
        if before is None or name(before) != "hcontainer" or before.get("class") != f"table-{number}":
            eid = f"{self._eids.paragraphs[at]}__table"
            before = make(parent, "hcontainer", name="table", class_=f"table-{number}", eId=f"{eid}_1")
            make(make(before, "content"), "table", eId=f"{eid}_2")
        row = self._units.unit(before[0][0], "tr", at)
        self._cells(row, at)

    def _cells(self, row: Element, at: int) -> None:
        paragraph = self._tree.paragraphs[at]
        for cell in _cells(paragraph.text):
            write(make(make(row, "td"), "p"), cell, self._units.call(paragraph.part))


def _cells(text: str) -> Sequence[str]:
    """The cells of a row; a row is one cell where emphasis goes over several."""
    cells = text.split(CELL)
    return cells if all(cell.count("*") % 2 == 0 for cell in cells) else [text]


def _element(paragraph: ParsedParagraph) -> tuple[str, str | None]:
    """The element of a paragraph in the body, and its name where it has one."""
    if paragraph.parent is not None:
        return "point", None
    if paragraph.kind is ParagraphKind.PREAMBULAR:
        return "hcontainer", "recital"
    return ("paragraph", None) if paragraph.label_is_printed else ("hcontainer", "unnumbered")
