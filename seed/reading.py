"""From a file to a tree: finds the format and the encoding, and refuses what is no document, with a reason."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from i18n.citing.symbols import Symbol
from i18n.languages import Tag
from seed import akn
from seed.text import read_text
from seed.tree import ParsedDocument
from seed.unreadable import Unreadable
from store.records import SourceRank

LARGEST = 20 * 2**20
"""Bytes of the largest file that is read. The longest documents of the Official Records are a tenth of it."""

_MARKUP = re.compile(rb"\s*<(?!!doctype html|html\b|body\b)[?!a-z]", re.IGNORECASE)
_OTHER_FORMAT = re.compile(rb"\s*(?:<(?:!doctype|html|body)\b|\{\\rtf)", re.IGNORECASE)
_TRANSLATION = re.compile(rb'<FRBRtranslation [^>]*authoritative="false" by="#(?P<by>unofficial|machine)"')
_RANKS = {"unofficial": SourceRank.EDITOR, "machine": SourceRank.MACHINE}
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1b]")
_OTHER_ENCODINGS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


def is_markup(content: bytes) -> bool:
    """Whether bytes are XML, by their beginning."""
    return bool(_MARKUP.match(content.removeprefix(codecs.BOM_UTF8)))


def rank_of(content: bytes) -> SourceRank:
    """The rank of a source in this format. Mark-up may say that it holds a translation that nobody authorised."""
    if not is_markup(content):
        return SourceRank.OFFICIAL_TEXT
    translation = _TRANSLATION.search(content)
    return _RANKS[translation["by"].decode()] if translation else SourceRank.OFFICIAL_XML


def peek(content: bytes) -> tuple[Symbol | None, Tag | None]:
    """Which document bytes hold, and in which language; None where only reading them will tell. Raises Unreadable."""
    return akn.peek(content) if is_markup(content) else (None, None)


def read_document(content: bytes) -> ParsedDocument:
    """Read one document, or raise Unreadable. A document that ends too early is read, with a finding."""
    if not content.strip():
        raise Unreadable("FILE_EMPTY", {})
    if is_markup(content):
        return akn.read_akn(content)
    text = _text(content)
    if not text.strip():
        raise Unreadable("FILE_EMPTY", {})
    parsed = read_text(text)
    if not _is_document(parsed):
        raise Unreadable("NOT_A_UN_DOCUMENT", {})
    return parsed


def read_file(path: Path) -> ParsedDocument:
    """Read one document from a file, which errors name."""
    try:
        return read_document(content_of(path))
    except Unreadable as error:
        raise Unreadable(error.code, {"file": path.name, **error.params}) from error


def content_of(path: Path) -> bytes:
    """The bytes of a file that is not too large. A pipe or a device is no file: it may never end."""
    try:
        if not path.is_file():
            raise Unreadable("FILE_UNREADABLE", {})
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise Unreadable("FILE_UNREADABLE", {}) from error
    if len(content) > LARGEST:
        raise Unreadable("FILE_TOO_LARGE", {"limit": str(LARGEST)})
    return content


def _text(content: bytes) -> str:
    if content.startswith(_OTHER_ENCODINGS):
        raise Unreadable("FILE_ENCODING", {})
    if _CONTROL.search(content):
        raise Unreadable("FILE_BINARY", {})
    content = content.removeprefix(codecs.BOM_UTF8)
    if _OTHER_FORMAT.match(content):
        raise Unreadable("FORMAT_NOT_READ", {})
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable("FILE_ENCODING", {}) from error


def _is_document(parsed: ParsedDocument) -> bool:
    """Whether anything in a text is as in a document of the United Nations: its symbol, its body, or its numbers."""
    known = parsed.metadata.symbol or parsed.metadata.body or parsed.metadata.formula
    return bool(known) or any(paragraph.label_is_printed for paragraph in parsed.paragraphs)
