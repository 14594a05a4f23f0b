"""Mixed content as Markdown, sign for sign: `<i>` is emphasis, notes are calls, everything else is its words."""

from __future__ import annotations

from collections.abc import Iterator

from seed.akn.elements import Element, name
from store.texts import escape

OPENS, CLOSES, EDGE = "opens", "closes", "edge"
_NOTES = frozenset({"authorialNote", "noteRef"})


def markdown(element: Element) -> str:
    """The Markdown of what an element holds."""
    held = list(_pieces(element))
    out: list[str] = []
    at = 0
    while at < len(held):
        sign, words = held[at]
        if sign == CLOSES:
            # An emphasis that goes over the edge of a link was written as two.
            after = at + 1
            while after < len(held) and held[after][0] == EDGE:
                after += 1
            if after > at + 1 and after < len(held) and held[after][0] == OPENS:
                at = after + 1
                continue
        out.append({OPENS: "*", CLOSES: "*", EDGE: ""}.get(sign, words))
        at += 1
    return "".join(out)


def _pieces(element: Element) -> Iterator[tuple[str, str]]:
    if element.text:
        yield "words", escape(element.text)
    for child in element:
        own = name(child)
        if own in _NOTES:
            yield "words", f"[^{child.get('marker')}]"
        elif own == "i":
            yield OPENS, ""
            yield from _pieces(child)
            yield CLOSES, ""
        else:
            yield EDGE, ""
            yield from _pieces(child)
            yield EDGE, ""
        if child.tail:
            yield "words", escape(child.tail)
