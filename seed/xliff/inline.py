"""A unit's Markdown as XLIFF's inline codes: calls as `<ph>`, emphasis as `<pc>`, what XML cannot carry as `<cp>`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from seed.akn.elements import Element
from seed.writing.akn.elements import append, safe
from seed.xliff.names import CORE, call_id
from store import texts
from store.texts import Sign

_FORBIDDEN = re.compile("([^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff])")


def canonical(markdown: str) -> str:
    """The Markdown that reads the same and in which everything that can be escaped is."""
    return "".join(as_markdown(sign, words) for sign, words in texts.pieces(markdown))


def as_markdown(sign: Sign, words: str) -> str:
    """One piece, written."""
    match sign:
        case Sign.WORDS:
            return texts.escape(words)
        case Sign.CALL:
            return f"[^{words}]"
        case _:
            return "*"


@dataclass(slots=True)
class Codes:
    """The codes of a unit. `markers` say by the original's marker what a language prints for it."""

    markers: Mapping[str, str] = field(default_factory=dict)
    data: dict[str, str] = field(default_factory=dict)
    """What the codes stand for, by the id of the data."""

    def fill(self, element: Element, markdown: str, *, is_target: bool = False) -> None:
        """Put a text into `<source>` or `<target>`."""
        originals = {own: original for original, own in self.markers.items()} if is_target else {}
        seen: Counter[str] = Counter()
        inside, emphases = element, 0
        for sign, words in texts.pieces(markdown):
            match sign:
                case Sign.WORDS:
                    _say(inside, words)
                case Sign.CALL:
                    marker = originals.get(words, words)
                    seen[marker] += 1
                    self._call(inside, call_id(marker, seen[marker]), words)
                case Sign.OPENS:
                    emphases += 1
                    inside = self._emphasis(element, emphases)
                case Sign.CLOSES:
                    inside = element

    def _call(self, element: Element, code: str, words: str) -> None:
        shown = safe(f"[{words}]")
        etree.SubElement(
            element, f"{{{CORE}}}ph", id=code, type="other", subType="ibid:note", disp=shown, equiv=shown,
            canCopy="no", canDelete="no", dataRef=self._data(f"[^{words}]"),
        )  # fmt: skip

    def _emphasis(self, element: Element, number: int) -> Element:
        star = self._data("*")
        made: Element = etree.SubElement(
            element, f"{{{CORE}}}pc", id=f"e{number}", type="fmt", subType="xlf:i", canOverlap="no",
            dataRefStart=star, dataRefEnd=star,
        )  # fmt: skip
        return made

    def _data(self, words: str) -> str:
        known = {held: name for name, held in self.data.items()}
        name = known.get(words, f"d{len(self.data) + 1}")
        self.data[name] = words
        return name


def _say(element: Element, words: str) -> None:
    for piece in _FORBIDDEN.split(words):
        if _FORBIDDEN.fullmatch(piece):
            etree.SubElement(element, f"{{{CORE}}}cp", hex=f"{ord(piece):04X}")
        elif piece:
            append(element, piece)
