"""Footnotes in their places: each stands where it is first called, and is referred to where it is called again."""

from __future__ import annotations

from seed.akn.elements import Element
from seed.text.codes import Code
from seed.tree import ParsedFootnote
from seed.writing.akn.elements import make
from seed.writing.akn.inline import write
from seed.writing.expression import Expression
from store.texts import read


class Notes:
    """The notes of a text while it is written."""

    def __init__(self, expression: Expression) -> None:
        self._expression = expression
        self._notes = expression.tree.footnotes
        self._placed: set[int] = set()

    def call(self, element: Element, marker: str, part: str | None) -> None:
        """Put a call at the end of an element."""
        own = [at for at, note in enumerate(self._notes) if note.marker == marker]
        near = [at for at in own if self._notes[at].part == part] or own
        at = next((at for at in near if at not in self._placed), None)
        if at is not None:
            self._write(make(element, "authorialNote", **self._names(at)), at)
        else:
            href = f"#{eid(near[0])}" if near else "#"
            make(element, "noteRef", href=href, marker=marker, placement="bottom")

    def write_to_title(self, element: Element) -> None:
        """Write the notes that no text calls, and of which nobody found that they should: the title calls them."""
        tree = self._expression.tree
        words = (*(each.text for each in tree.paragraphs), *(each.heading for each in tree.sections))
        called = {call.marker for text in words for call in read(text).calls}
        found = {each.footnote for each in tree.diagnostics if each.code == Code.FOOTNOTE_NOT_CALLED}
        for at, note in enumerate(self._notes):
            if note.marker not in called and at not in found:
                self._write(make(element, "authorialNote", **self._names(at)), at)

    @property
    def left(self) -> list[int]:
        """Those that nothing calls."""
        return [at for at in range(len(self._notes)) if at not in self._placed]

    def write_left(self, meta: Element) -> None:
        """Write them where the metadata keep notes."""
        left = self.left
        if left:
            notes = make(meta, "notes", source="#un")
            for at in left:
                self._write(make(notes, "note", **self._names(at)), at)

    def _names(self, at: int) -> dict[str, str | None]:
        note: ParsedFootnote = self._notes[at]
        return {
            "eId": eid(at),
            "wId": note.wid or None,
            "title": note.part,
            "marker": note.marker,
            "placement": "bottom",
        }

    def _write(self, element: Element, at: int) -> None:
        self._placed.add(at)
        note = self._notes[at]
        links = self._expression.footnote_links.get(at, ())
        write(make(element, "p"), note.text, self._refer, links)

    def _refer(self, element: Element, marker: str) -> None:
        """A call inside a note."""
        at = next((at for at, note in enumerate(self._notes) if note.marker == marker), None)
        make(element, "noteRef", href="#" if at is None else f"#{eid(at)}", marker=marker, placement="bottom")


def eid(at: int) -> str:
    """The identifier of a note: "ftn0" is the first."""
    return f"ftn{at}"
