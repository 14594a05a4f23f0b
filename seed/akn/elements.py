"""Elements of Akoma Ntoso, by local name: both namespaces of version 3.0 and its draft are met, and none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element  # noqa: SLF001  # lxml names its element type so


def name(element: Element) -> str:
    """The local name; empty for a comment or an instruction."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Element, *names: str) -> Iterator[Element]:
    """The child elements, all or those of these names, in order."""
    for child in element:
        own = name(child)
        if own and (not names or own in names):
            yield child


def parts(element: Element) -> Iterator[Element | str]:
    """The child elements, and the words that stand loose between them."""
    if (element.text or "").strip():
        yield str(element.text)
    for each in element:
        if name(each):
            yield each
        if (each.tail or "").strip():
            yield str(each.tail)


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of a name, the first of the next name in it, and so on."""
    for step in path:
        if element is None:
            return None
        element = next(children(element, step), None)
    return element


def descendants(element: Element, *names: str) -> Iterator[Element]:
    """All elements of these names below, in document order."""
    yield from element.iter(*(f"{{*}}{each}" for each in names))


def first(element: Element, *names: str) -> Element | None:
    """The first of these below."""
    return next(descendants(element, *names), None)


def text(element: Element | None) -> str:
    """All text inside, white space folded."""
    return " ".join("".join(str(part) for part in element.itertext()).split()) if element is not None else ""


def attribute(element: Element | None, key: str) -> str:
    """The value of an attribute without a namespace; empty where there is none."""
    return str(element.get(key) or "").strip() if element is not None else ""


def line(element: Element) -> int:
    """The line of the file on which an element begins."""
    return int(element.sourceline or 0)
