"""Footnotes in their places: each stands where it is first called, and is referred to where it is called again."""

from __future__ import annotations

from seed.akn.elements import Element
from seed.tree import ParsedFootnote
from seed.writing.akn.elements import make
from seed.writing.akn.inline import write
from seed.writing.expression import Expression


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
            "wId": self._expression.name("footnotes", at) or None,
            "title": note.part,
            "marker": note.marker,
            "placement": "bottom",
        }

    def _write(self, element: Element, at: int) -> None:
        self._placed.add(at)
        note = self._notes[at]
        links = self._expression.footnote_links.get(at, ())
        write(make(element, "p"), note.text, lambda inside, marker: self._refer(inside, marker), links)

    def _refer(self, element: Element, marker: str) -> None:
        """A call inside a note."""
        at = next((at for at, note in enumerate(self._notes) if note.marker == marker), None)
        make(element, "noteRef", href="#" if at is None else f"#{eid(at)}", marker=marker, placement="bottom")


def eid(at: int) -> str:
    """The identifier of a note: "ftn0" is the first."""
    return f"ftn{at}"
