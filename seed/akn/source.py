"""Bytes as the elements of one Akoma Ntoso document. Nothing outside the bytes is ever read.

No network, no document type, no entities of a file's own, no unlimited depth; what is no Akoma Ntoso, or a kind of
document that the United Nations' deliberative bodies do not issue, is refused with its reason.
"""

from __future__ import annotations

import codecs
import re

from lxml import etree

from seed.akn.elements import Element, child, children, name
from seed.akn.maker import is_exact
from seed.unreadable import Unreadable

LARGEST = 20 * 2**20
"""Bytes. The longest resolution of the corpus is 1.3 MB."""
_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"'](?P<name>[A-Za-z0-9._-]+)[\"']")
_DOCTYPE = re.compile(rb"<!DOCTYPE", re.IGNORECASE)
_WIDE = re.compile(rb"^(?:\x00\x00\xfe\xff|\xff\xfe|\xfe\xff|\x00<|<\x00)")
READ = frozenset({"statement", "documentCollection"})
"""What holds a resolution, a decision, a declaration: alone, or in parts."""


def parse(content: bytes) -> Element:
    """The root of a document, or Unreadable with its code; the file is named by who knows it."""
    if len(content) > LARGEST:
        raise Unreadable("FILE_TOO_LARGE", {"limit": str(LARGEST)})
    if _DOCTYPE.search(content):
        raise Unreadable("XML_DOCTYPE", {})
    _check_encoding(content)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise _broken(error) from error
    _check(root)
    return root


def _check_encoding(content: bytes) -> None:
    """Refuse a file that is not in the encoding that it declares, or in one that is not read."""
    declared = _DECLARED.match(content.removeprefix(codecs.BOM_UTF8))
    encoding = declared["name"].decode("ascii", "replace") if declared else "UTF-8"
    if _WIDE.match(content) or (declared and not _is_known(encoding)):
        raise Unreadable("XML_ENCODING", {"encoding": encoding[:20]})
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        if not declared or codecs.lookup(encoding).name == "utf-8":
            raise Unreadable("XML_ENCODING", {"encoding": encoding[:20]}) from error
    else:
        if declared and codecs.lookup(encoding).name not in {"utf-8", "ascii"} and not content.isascii():
            raise Unreadable("XML_ENCODING", {"encoding": encoding[:20]})


def _is_known(encoding: str) -> bool:
    try:
        return not codecs.lookup(encoding).name.startswith(("utf-16", "utf-32", "utf-7"))
    except LookupError:
        return False


def _broken(error: etree.XMLSyntaxError) -> Unreadable:
    line = {"line": str(error.lineno or 1)}
    if "depth" in (error.msg or "").casefold():
        return Unreadable("XML_TOO_DEEP", line)
    return Unreadable("XML_BROKEN", line)


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
