"""Headings and paragraphs as elements, and the `<preamble>`, in which recitals stand in a row."""

from __future__ import annotations

from functools import partial

from seed.akn.elements import Element
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


def concept(kind: ParagraphKind) -> str:
    """What a paragraph's kind is called in the references."""
    return "preamble" if kind is ParagraphKind.PREAMBULAR else kind.value.lower()


def designation(paragraph: ParsedParagraph) -> str:
    """A paragraph's label with its part: "6(b)", "annex II, 6(b)"."""
    return f"{paragraph.part}, {paragraph.label}" if paragraph.part else paragraph.label


class Units:
    """Writes the units of one document."""

    def __init__(self, expression: Expression, eids: Identifiers, notes: Notes) -> None:
        self.expression = expression
        self.tree = expression.tree
        self.eids = eids
        self._notes = notes

    # Texts

    def call(self, part: str | None) -> Calling:
        """What puts a call of a note into a text of a part."""
        return partial(self._notes.call, part=part)

    def words(self, parent: Element, at: int) -> None:
        """Write a paragraph's text."""
        paragraph = self.tree.paragraphs[at]
        acts = doings(texts.plain(paragraph.text), paragraph.acts)
        links = self.expression.paragraph_links.get(at, ())
        write(make(parent, "p"), paragraph.text, self.call(paragraph.part), links, acts)

    def heading(self, parent: Element, section: ParsedSection) -> None:
        """Write a section's heading, where it has one."""
        if section.heading:
            write(make(parent, "heading"), section.heading, self.call(section.part))

    def unit(self, parent: Element, tag: str, at: int, kind: str | None = None) -> Element:
        """The element of a paragraph, with its number where one is printed."""
        paragraph = self.tree.paragraphs[at]
        element = make(
            parent,
            tag,
            name=kind,
            eId=self.eids.paragraphs[at],
            wId=paragraph.wid or None,
            title=designation(paragraph),
            refersTo=f"#{concept(paragraph.kind)}",
        )
        if paragraph.label_is_printed:
            above = None if paragraph.parent is None else self.tree.paragraphs[paragraph.parent]
            make(element, "num", _printed(paragraph.label, above.label if above else None))
        return element

    # The preamble

    def preamble(self, document: Element) -> int:
        """Write the formula and the recitals; give how many paragraphs these are."""
        count = outline.recitals(self.tree)
        if not count and not self.expression.speaker:
            return 0
        preamble = make(document, "preamble")
        if self.expression.speaker:
            make(make(preamble, "formula", name="enactingFormula"), "p", self.expression.speaker)
        for at in range(count):
            if self.tree.paragraphs[at].parent is None:
                self._recital(preamble, at, count)
        return count

    def _recital(self, parent: Element, at: int, end: int) -> None:
        paragraph = self.tree.paragraphs[at]
        tag = "container" if paragraph.parent is None else "item"
        element = self.unit(parent, tag, at, _verb(paragraph) if paragraph.parent is None else None)
        self.words(element, at)
        under = [each for each in range(at + 1, end) if self.tree.paragraphs[each].parent == at]
        if under:
            points = make(element, "blockList", eId=f"{self.eids.paragraphs[at]}__list_1")
            for each in under:
                self._recital(points, each, end)


def _printed(label: str, above: str | None) -> str:
    """The number as it is printed: "6.", "(b)"."""
    own = label.removeprefix(above) if above else label
    return own if own.endswith(")") else f"{own}."


def _verb(paragraph: ParsedParagraph) -> str:
    """What a recital does, as its container is named: "recalling"."""
    verb = paragraph.acts[0].verb.lower() if paragraph.acts else ""
    return "-".join(verb.split()) if verb.isascii() and verb else "recital"
