"""The text of a document: `<preamble>`, `<mainBody>` and `<attachments>`, from its tree."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from seed.akn.elements import Element, name
from seed.tree import ParsedParagraph, ParsedSection
from seed.writing.akn import outline
from seed.writing.akn.elements import make
from seed.writing.akn.identifiers import Identifiers
from seed.writing.akn.inline import Calling, write
from seed.writing.akn.marks import doings
from seed.writing.akn.notes import Notes
from seed.writing.expression import Expression
from store import texts
from store.records import ParagraphKind

CELL = " | "
"""What stands between the cells of a row."""


def concept(kind: ParagraphKind) -> str:
    """What a paragraph's kind is called in the references."""
    return "preamble" if kind is ParagraphKind.PREAMBULAR else kind.value.lower()


def designation(paragraph: ParsedParagraph) -> str:
    """A paragraph's label with its part: "6(b)", "annex II, 6(b)"."""
    return f"{paragraph.part}, {paragraph.label}" if paragraph.part else paragraph.label


class Body:
    """Writes the text of one document."""

    def __init__(self, expression: Expression, eids: Identifiers, notes: Notes) -> None:
        self._expression = expression
        self._tree = expression.tree
        self._eids = eids
        self._notes = notes

    # Texts

    def _call(self, part: str | None) -> Calling:
        return partial(self._notes.call, part=part)

    def _words(self, parent: Element, at: int) -> None:
        paragraph = self._tree.paragraphs[at]
        acts = doings(texts.plain(paragraph.text), paragraph.acts)
        links = self._expression.paragraph_links.get(at, ())
        write(make(parent, "p"), paragraph.text, self._call(paragraph.part), links, acts)

    def _heading(self, parent: Element, section: ParsedSection) -> None:
        if section.heading:
            write(make(parent, "heading"), section.heading, self._call(section.part))

    def _unit(self, parent: Element, tag: str, at: int, kind: str | None = None) -> Element:
        """The element of a paragraph."""
        paragraph = self._tree.paragraphs[at]
        element = make(
            parent,
            tag,
            name=kind,
            eId=self._eids.paragraphs[at],
            wId=self._expression.name("paragraphs", at) or None,
            title=designation(paragraph),
            refersTo=f"#{concept(paragraph.kind)}",
        )
        if paragraph.label_is_printed:
            above = None if paragraph.parent is None else self._tree.paragraphs[paragraph.parent]
            make(element, "num", _printed(paragraph.label, above.label if above else None))
        return element

    # The preamble

    def preamble(self, document: Element) -> int:
        """Write the formula and the recitals; give how many paragraphs these are."""
        count = outline.recitals(self._tree)
        if not count and not self._expression.speaker:
            return 0
        preamble = make(document, "preamble")
        if self._expression.speaker:
            make(make(preamble, "formula", name="enactingFormula"), "p", self._expression.speaker)
        for at in range(count):
            if self._tree.paragraphs[at].parent is None:
                self._recital(preamble, at, count)
        return count

    def _recital(self, parent: Element, at: int, end: int) -> None:
        paragraph = self._tree.paragraphs[at]
        tag = "container" if paragraph.parent is None else "item"
        element = self._unit(parent, tag, at, _verb(paragraph) if paragraph.parent is None else None)
        self._words(element, at)
        under = [each for each in range(at + 1, end) if self._tree.paragraphs[each].parent == at]
        if under:
            points = make(element, "blockList", eId=f"{self._eids.paragraphs[at]}__list_1")
            for each in under:
                self._recital(points, each, end)

    # The body

    def body(self, document: Element, begin: int) -> list[tuple[ParsedSection, Element]]:
        """Write the body; give the attachments, whose elements have no place yet, with their headings."""
        placing = _Placing(self, make(document, "mainBody"))
        for step in outline.steps(self._tree):
            if step.is_section:
                placing.section(step.at)
            elif step.at >= begin:
                placing.paragraph(step.at)
        return placing.attachments


class _Placing:
    """Puts headings and paragraphs into one another."""

    def __init__(self, body: Body, main: Element) -> None:
        self._body = body
        self._tree = body._tree
        self._eids = body._eids
        self._root = main
        self._sections: list[tuple[int, Element]] = []
        self._open: list[tuple[int, Element]] = []
        self._openers = frozenset(outline.part_openers(self._tree).values())
        self._attached = outline.attached(self._tree)
        self._last = outline.last_inside(self._tree.paragraphs)
        self._main = main
        self.attachments: list[tuple[ParsedSection, Element]] = []

    # Headings

    def section(self, at: int) -> None:
        """Open a section, or the part that it begins."""
        self._open.clear()
        if at in self._openers:
            self._sections.clear()
            self._part(at)
            return
        section = self._tree.sections[at]
        while self._sections and self._sections[-1][0] != section.parent:
            self._sections.pop()
        level = len(self._sections) + 1
        element = make(
            self._sections[-1][1] if self._sections else self._root,
            "section",
            **self._names(at, f"level-{section.level}" if section.level != level else None),
        )
        if section.number:
            make(element, "num", f"{section.number}.")
        self._body._heading(element, section)
        self._sections.append((at, element))

    def _names(self, at: int, style: str | None) -> dict[str, str | None]:
        return {
            "eId": self._eids.sections[at],
            "wId": self._body._expression.name("sections", at) or None,
            "class_": style,
            "title": self._tree.sections[at].part,
        }

    def _part(self, at: int) -> None:
        section = self._tree.sections[at]
        style = None if section.level == 1 else f"level-{section.level}"
        if at not in self._attached:
            self._root = make(self._main, "part", **self._names(at, style))
            self._body._heading(self._root, section)
            return
        attachment = make(None, "attachment", **self._names(at, style))
        self._body._heading(attachment, section)
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
        element = self._body._unit(parent, *_element(paragraph)[:1], at, _element(paragraph)[1])
        if self._last[at] == at:
            self._body._words(make(element, "content"), at)
            return
        points = make(element, "list", eId=f"{self._eids.paragraphs[at]}__list_1")
        self._body._words(make(points, "intro"), at)
        self._open.append((at, points))

    @property
    def _here(self) -> Element:
        return self._sections[-1][1] if self._sections else self._root

    def _go_to(self, section: int | None) -> None:
        """Close sections until a paragraph's own is the innermost; one that was closed already goes on anew."""
        held = [at for at, _ in self._sections]
        if section is None or section in held:
            depth = 0 if section is None else held.index(section) + 1
            if depth < len(held):
                del self._sections[depth:]
                self._open.clear()
            return
        self._open.clear()
        self._sections.clear()
        element = make(self._root, "section", refersTo=f"#{self._eids.sections[section]}", class_="continued")
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
        row = self._body._unit(before[0][0], "tr", at)
        self._cells(row, at)

    def _cells(self, row: Element, at: int) -> None:
        paragraph = self._tree.paragraphs[at]
        for cell in _cells(paragraph.text):
            write(make(make(row, "td"), "p"), cell, self._body._call(paragraph.part))


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


def _printed(label: str, above: str | None) -> str:
    """The number as it is printed: "6.", "(b)"."""
    own = label.removeprefix(above) if above else label
    return own if own.endswith(")") else f"{own}."


def _verb(paragraph: ParsedParagraph) -> str:
    """What a recital does, as its container is named: "recalling"."""
    verb = paragraph.acts[0].verb.lower() if paragraph.acts else ""
    return "-".join(verb.split()) if verb.isascii() and verb else "recital"
