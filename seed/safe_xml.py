"""Bytes as XML elements. Nothing outside the bytes is ever read.

No network, no document type, no entities of a file's own, no unlimited depth or length.
"""

from __future__ import annotations

import codecs
import re

from lxml import etree

from seed.akn.elements import Element
from seed.unreadable import Unreadable

LARGEST = 20 * 2**20
"""Bytes. The longest resolution of the corpus is 1.3 MB."""
_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"'](?P<name>[A-Za-z0-9._-]+)[\"']")
_DOCTYPE = re.compile(rb"<!DOCTYPE", re.IGNORECASE)
_WIDE = re.compile(rb"^(?:\x00\x00\xfe\xff|\xff\xfe|\xfe\xff|\x00<|<\x00)")


def read_xml(content: bytes, *, doctype: str = "XML_DOCTYPE") -> Element:
    """The root element, or Unreadable; `doctype` is the code of the refusal of a document type."""
    if len(content) > LARGEST:
        raise Unreadable("FILE_TOO_LARGE", {"limit": str(LARGEST)})
    if _DOCTYPE.search(content):
        raise Unreadable(doctype, {})
    _check_encoding(content)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root: Element = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise _broken(error) from error
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
