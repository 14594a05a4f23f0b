"""From a file to a tree: finds the format and the encoding, and refuses what is no document, with a reason."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from seed.text import read_text
from seed.tree import ParsedDocument
from seed.unreadable import Unreadable

LARGEST = 20 * 2**20
"""Bytes of the largest file that is read. The longest documents of the Official Records are a tenth of it."""

_OTHER_FORMAT = re.compile(rb"\s*(?:<(?:\?xml|!doctype|html|akomantoso|body)\b|\{\\rtf)", re.IGNORECASE)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1b]")
_OTHER_ENCODINGS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


def read_file(path: Path) -> ParsedDocument:
    """Read one document, or raise Unreadable. A document that ends too early is read, with a finding."""
    content = _content(path)
    if not content.strip():
        raise Unreadable("FILE_EMPTY", {"file": path.name})
    text = _text(path, content)
    if not text.strip():
        raise Unreadable("FILE_EMPTY", {"file": path.name})
    parsed = read_text(text)
    if not _is_document(parsed):
        raise Unreadable("NOT_A_UN_DOCUMENT", {"file": path.name})
    return parsed


def _content(path: Path) -> bytes:
    """The bytes of a file that is not too large. A pipe or a device is no file: it may never end."""
    try:
        if not path.is_file():
            raise Unreadable("FILE_UNREADABLE", {"file": path.name})
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise Unreadable("FILE_UNREADABLE", {"file": path.name}) from error
    if len(content) > LARGEST:
        raise Unreadable("FILE_TOO_LARGE", {"file": path.name, "limit": str(LARGEST)})
    return content


def _text(path: Path, content: bytes) -> str:
    if content.startswith(_OTHER_ENCODINGS):
        raise Unreadable("FILE_ENCODING", {"file": path.name})
    if _CONTROL.search(content):
        raise Unreadable("FILE_BINARY", {"file": path.name})
    content = content.removeprefix(codecs.BOM_UTF8)
    if _OTHER_FORMAT.match(content):
        raise Unreadable("FORMAT_NOT_READ", {"file": path.name})
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable("FILE_ENCODING", {"file": path.name}) from error


def _is_document(parsed: ParsedDocument) -> bool:
    """Whether anything in a text is as in a document of the United Nations: its symbol, its body, or its numbers."""
    known = parsed.metadata.symbol or parsed.metadata.body or parsed.metadata.formula
    return bool(known) or any(paragraph.label_is_printed for paragraph in parsed.paragraphs)
