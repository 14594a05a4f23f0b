"""Making elements of Akoma Ntoso 3.0."""

from __future__ import annotations

import re

from lxml import etree

from seed.akn.elements import Element, name

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot carry."""

_OF_TEXT = frozenset(
    {"p", "heading", "num", "docTitle", "docNumber", "docAuthority", "docStatus", "docDate", "session", "inline"}
    | {"docIntroducer", "docketNumber"}
)
"""Elements whose white space is text."""


def safe(words: str) -> str:
    """Words that XML can carry."""
    return _FORBIDDEN.sub("\ufffd", words)


def make(parent: Element | None, tag: str, words: str = "", /, **attributes: str | None) -> Element:
    """A new last child, with those attributes that have a value; `class_` stands for `class`."""
    given = {key.rstrip("_"): safe(value) for key, value in attributes.items() if value is not None}
    qualified = f"{{{NAMESPACE}}}{tag}"
    if parent is None:
        element: Element = etree.Element(qualified, given, nsmap={None: NAMESPACE})
    else:
        element = etree.SubElement(parent, qualified, given)
    if words:
        element.text = safe(words)
    return element


def append(element: Element, words: str) -> None:
    """Add text at the end of what an element holds."""
    last = element[-1] if len(element) else None
    if last is None:
        element.text = (element.text or "") + safe(words)
    else:
        last.tail = (last.tail or "") + safe(words)


def lay_out(element: Element, depth: int = 0) -> None:
    """Set each element on a line of its own, save what stands in running text."""
    if name(element) in _OF_TEXT or not len(element):
        return
    element.text = "\n" + "  " * (depth + 1)
    for child in element:
        lay_out(child, depth + 1)
        child.tail = "\n" + "  " * (depth + 1)
    element[-1].tail = "\n" + "  " * depth
