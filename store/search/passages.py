"""What is searched: the texts of units, and under whom they are indexed. Pure, and the same for index and snippet."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from i18n.languages import Tag
from store import texts
from store.records import (
    DocumentRecord,
    Entity,
    FootnoteRecord,
    InstrumentRecord,
    ParagraphRecord,
    SectionRecord,
    Unit,
)


class UnitKind(StrEnum):
    """What kind of unit a text is of; the values are kept in the index."""

    DOCUMENT = "D"
    SECTION = "S"
    PARAGRAPH = "P"
    FOOTNOTE = "F"
    INSTRUMENT = "I"


KINDS: Mapping[type[Entity], UnitKind] = {
    DocumentRecord: UnitKind.DOCUMENT,
    SectionRecord: UnitKind.SECTION,
    ParagraphRecord: UnitKind.PARAGRAPH,
    FootnoteRecord: UnitKind.FOOTNOTE,
    InstrumentRecord: UnitKind.INSTRUMENT,
}

RECORDS: Mapping[UnitKind, type[Unit]] = {
    UnitKind.DOCUMENT: DocumentRecord,
    UnitKind.SECTION: SectionRecord,
    UnitKind.PARAGRAPH: ParagraphRecord,
    UnitKind.FOOTNOTE: FootnoteRecord,
    UnitKind.INSTRUMENT: InstrumentRecord,
}


@dataclass(frozen=True, slots=True)
class Passage:
    """One unit as it is searched: its plain texts by language."""

    kind: UnitKind
    key: str
    texts: Mapping[Tag, str]


@dataclass(frozen=True, slots=True)
class Owned:
    """The passages that come and go together: those of a document, or an instrument alone."""

    owner: str
    passages: tuple[Passage, ...]

    def digest(self) -> bytes:
        """Eight bytes that change when a text does."""
        made = hashlib.blake2b(digest_size=8)
        for each in self.passages:
            made.update(f"\0{each.kind}{each.key}".encode())
            for tag, text in sorted(each.texts.items()):
                made.update(f"\1{tag} {text}".encode(errors="surrogatepass"))
        return made.digest()


def owner_of_document(document: str) -> str:
    """Under whom what stands in a document is indexed."""
    return f"document:{document}"


def owner_of_instrument(instrument: str) -> str:
    """Under whom an instrument is indexed."""
    return f"instrument:{instrument}"


def text_of(unit: Unit, language: Tag) -> str:
    """What is searched of a unit in a language, and what a snippet is cut from.

    A title has behind it what its document or instrument is known by, unless it names it itself.
    """
    variant = unit.variants.get(language)
    plain = "" if variant is None else texts.plain(variant.text)
    if not isinstance(unit, DocumentRecord | InstrumentRecord):
        return plain
    if not plain:
        return unit.key
    return f"{plain} ({unit.key})" if unit.key not in plain and _is_told(unit, language) else plain


def _is_told(unit: DocumentRecord | InstrumentRecord, language: Tag) -> bool:
    """Whether a title is followed by its key.

    A symbol is in every language, `treaty:ICRMW`, which may have English words in it, in the original, and that of a
    work, which is made of its title, in none.
    """
    if isinstance(unit, DocumentRecord) or unit.symbol is not None:
        return True
    return language == unit.original_language and not unit.key.startswith(("pub:", "url:"))


def passage(unit: Unit) -> Passage:
    """A unit as it is searched. One without a title is known by its key, in its original language."""
    languages: Iterable[Tag] = unit.variants
    if isinstance(unit, DocumentRecord | InstrumentRecord) and not unit.variants:
        languages = (unit.original_language,)
    return Passage(KINDS[type(unit)], unit.key, {tag: text_of(unit, tag) for tag in languages})


def owned(owner: str, units: Sequence[Unit]) -> Owned:
    """The passages of units that belong together, in order."""
    return Owned(owner, tuple(passage(unit) for unit in units))
