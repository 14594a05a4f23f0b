"""The resolutions of the corpus as trees: paragraphs with footnote calls, and footnotes, in each language.

No importer: it reads what linking needs and nothing else, so that the grammar of citations can be measured alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from i18n.citing.symbols import BadSymbol, Symbol
from i18n.languages import Tag
from seed.tree import Metadata, ParsedDocument, ParsedFootnote, ParsedParagraph
from store.records import DocumentKind, ParagraphKind
from store.texts import escape
from tests.support.shared import shared

FOLDERS = {"English": "en", "French": "fr", "Spanish": "es", "Russian": "ru", "Chinese": "zh", "Arabic": "ar"}
SESSIONS = (74, 75, 76)

_AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
_APART = frozenset(f"{_AKN}{name}" for name in ("coverPage", "meta"))
_BLOCKS = frozenset(f"{_AKN}{name}" for name in ("p", "heading"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """One resolution by its session and number, in one language; `member` is its file in the zip."""

    number: str
    language: Tag
    member: str
    parsed: ParsedDocument


def resolutions(session: int, folders: tuple[str, ...] = tuple(FOLDERS)) -> Iterator[Resolution]:
    """Those of a session, by language; files that do not hold well-formed text are left out."""
    with ZipFile(shared("corpus", f"GA_{session}.zip")) as corpus:
        for member in corpus.namelist():
            folder = member.partition("/")[0]
            if folder in folders and member.endswith(".xml"):
                found = _read(corpus.read(member), member, Tag(FOLDERS[folder]))
                if found:
                    yield found


def _read(content: bytes, member: str, language: Tag) -> Resolution | None:
    try:
        root = ET.fromstring(content)
    except ET.ParseError:
        return None
    symbol = _symbol(root)
    if symbol is None:
        return None
    tree = _Tree()
    tree.take(root)
    parsed = ParsedDocument(
        metadata=Metadata(symbol=symbol, kind=DocumentKind.RESOLUTION, body="UN-GA"),
        language=language,
        paragraphs=tuple(tree.paragraphs),
        footnotes=tuple(tree.notes),
    )
    return Resolution(number=str(symbol), language=language, member=member, parsed=parsed)


def _symbol(root: ET.Element) -> Symbol | None:
    for number in root.iter(f"{_AKN}docNumber"):
        try:
            return Symbol.parse("".join(number.itertext()).strip())
        except BadSymbol:
            continue
    return None


@dataclass(slots=True)
class _Tree:
    """What was read so far. A sequence of notes that begins anew begins a part."""

    paragraphs: list[ParsedParagraph] = field(default_factory=list)
    notes: list[ParsedFootnote] = field(default_factory=list)
    _part: str | None = None
    _seen: set[str] = field(default_factory=set)

    def take(self, element: ET.Element) -> None:
        """The paragraphs below an element; nothing of the cover page and the metadata."""
        if element.tag in _APART:
            return
        if element.tag not in _BLOCKS:
            for child in element:
                self.take(child)
            return
        text = " ".join(self._text(element).split())
        if text:
            label = str(len(self.paragraphs) + 1)
            self.paragraphs.append(
                ParsedParagraph(label=label, kind=ParagraphKind.NARRATIVE, text=text, part=self._part)
            )

    def _text(self, element: ET.Element) -> str:
        pieces = [escape(element.text or "")]
        for child in element:
            if child.tag == f"{_AKN}authorialNote":
                pieces.append(self._call(child))
            elif child.tag == f"{_AKN}sup" and re.fullmatch(r"\d{1,3}", (child.text or "").strip()):
                pieces.append(f"[^{(child.text or '').strip()}]")
            else:
                pieces.append(self._text(child))
            pieces.append(escape(child.tail or ""))
        return "".join(pieces)

    def _call(self, note: ET.Element) -> str:
        marker = (note.get("marker") or "?").strip() or "?"
        if marker in self._seen:
            self._part, self._seen = f"part{len(self.notes)}", set()
        self._seen.add(marker)
        text = " ".join("".join(note.itertext()).split())
        self.notes.append(ParsedFootnote(marker=marker, text=escape(text), part=self._part))
        return f"[^{marker}]"


Aligned = tuple[list[dict[Tag, int]], list[dict[Tag, int]]]
"""Paragraphs and footnotes that are the same in several languages, by their indexes."""


def by_number(found: Iterable[Resolution]) -> dict[str, dict[Tag, Resolution]]:
    """The languages of each resolution; of two files of one language the last."""
    documents: dict[str, dict[Tag, Resolution]] = {}
    for each in found:
        documents.setdefault(each.number, {})[each.language] = each
    return documents


def align(languages: Mapping[Tag, Resolution]) -> Aligned:
    """Footnotes by part and marker; paragraphs by place, where all languages have as many."""
    notes: dict[tuple[int, str], dict[Tag, int]] = {}
    for tag, each in languages.items():
        parts = {part: at for at, part in enumerate(dict.fromkeys(note.part for note in each.parsed.footnotes))}
        for at, note in enumerate(each.parsed.footnotes):
            notes.setdefault((parts[note.part], note.marker), {})[tag] = at
    counts = {len(each.parsed.paragraphs) for each in languages.values()}
    units = range(counts.pop()) if len(counts) == 1 else range(0)
    return [dict.fromkeys(languages, at) for at in units], list(notes.values())
