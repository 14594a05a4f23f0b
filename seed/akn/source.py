"""Bytes as the elements of one Akoma Ntoso document.

What is no Akoma Ntoso, or a kind of document that the United Nations' deliberative bodies do not issue, is refused with
its reason.
"""

from __future__ import annotations

from seed.akn.elements import Element, child, children, name
from seed.akn.maker import is_exact
from seed.safe_xml import read_xml
from seed.unreadable import Unreadable

READ = frozenset({"statement", "documentCollection"})
"""What holds a resolution, a decision, a declaration: alone, or in parts."""


def parse(content: bytes) -> Element:
    """The root of a document, or Unreadable with its code; the file is named by who knows it."""
    root = read_xml(content)
    _check(root)
    return root


def _check(root: Element) -> None:
    if name(root) != "akomaNtoso":
        raise Unreadable("XML_OTHER_ROOT", {"root": name(root)[:40]})
    document = document_of(root)
    if document is None:
        held = next((name(each) for each in children(root)), "")
        raise Unreadable("AKN_OTHER_DOCUMENT", {"kind": held[:40]})


def document_of(root: Element) -> Element | None:
    """The statement or the collection that a root holds; of other documents those whose mark-up is known."""
    return next(
        (each for each in children(root) if name(each) in READ or (name(each) == "doc" and is_exact(each))), None
    )


def statements(root: Element) -> list[Element]:
    """The statements, in order: the one there is, or those that a collection holds and refers to."""
    document = document_of(root)
    if document is None or name(document) == "statement":
        return [document] if document is not None else []
    held: dict[str, Element] = {}
    for components in (*children(root, "components"), *children(document, "components")):
        for component in children(components, "component"):
            statement = child(component, "statement")
            if statement is not None:
                held[component.get("eId") or str(len(held))] = statement
    body = child(document, "collectionBody")
    order: list[Element] = []
    for component in children(body, "component") if body is not None else ():
        inside = child(component, "statement")
        reference = child(component, "documentRef")
        target = (reference.get("href") or "").lstrip("#") if reference is not None else ""
        found = inside if inside is not None else held.pop(target, None)
        if found is not None:
            order.append(found)
    return [*order, *held.values()]
