"""The texts of the UN's own corpus, read crudely: for measuring, not for meaning. Paragraphs are paired by order."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from i18n.languages import Tag

CORPUS = Path(__file__).parents[1].parent / "shared" / "corpus"
_FOLDERS = {"Arabic": "ar", "Chinese": "zh", "English": "en", "French": "fr", "Russian": "ru", "Spanish": "es"}
_NAME = re.compile(r"(?P<folder>\w+)/(?:A_RES_)?(?P<session>\d+)_(?P<number>\w+(?: [A-Z])?)(?:-\d+\w)?\.xml$")


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A symbol, and by language the texts of its paragraphs and notes, in order."""

    symbol: str
    texts: dict[Tag, list[str]]


def read_corpus(folder: Path = CORPUS, sessions: tuple[str, ...] = ("74", "75", "76")) -> Iterator[RawDocument]:
    """Every document of these sessions."""
    for session in sessions:
        yield from _read_zip(folder / f"GA_{session}.zip")


def _read_zip(file: Path) -> Iterator[RawDocument]:
    with zipfile.ZipFile(file) as archive:
        names: dict[str, dict[Tag, str]] = {}
        for name in archive.namelist():
            found = _NAME.search(name)
            if found and found["folder"] in _FOLDERS:
                number = re.sub(r"_?[A-Z]$", "", found["number"])
                names.setdefault(f"{found['session']}/{number}", {})[Tag(_FOLDERS[found["folder"]])] = name
        for stem, by_language in sorted(names.items()):
            texts = {tag: list(_texts(archive.read(name))) for tag, name in by_language.items()}
            yield RawDocument(f"A/RES/{stem}", texts)


def _texts(xml: bytes) -> Iterator[str]:
    """The words of each paragraph, and of each note in it apart."""
    try:
        root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return
    for paragraph in root.iter("{*}p"):
        own = "".join(_own(paragraph))
        if own.strip():
            yield " ".join(own.split())


def _own(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and not child.tag.endswith("authorialNote"):
            yield from _own(child)
        yield child.tail or ""
