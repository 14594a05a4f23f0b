"""A document as a reader with a preference of languages is served it: each unit in the language that suits best."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from i18n.languages import Direction, Tag, direction
from i18n.negotiation import choose
from seed.writing.whole import Whole
from store.records import (
    CitationRecord,
    FootnoteRecord,
    InstrumentRecord,
    ParagraphRecord,
    Provenance,
    SectionRecord,
    Unit,
    Variant,
)


@dataclass(frozen=True, slots=True)
class Said:
    """The text of a unit that is served; `text` is Markdown."""

    text: str
    language: Tag
    provenance: Provenance

    @property
    def direction(self) -> Direction:
        """How it runs."""
        return direction(self.language)


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's heading."""

    record: SectionRecord
    said: Said


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, with the label that its text prints and what it cites."""

    record: ParagraphRecord
    said: Said
    label: str
    citations: tuple[CitationRecord, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote, with the marker that its text prints and what it cites."""

    record: FootnoteRecord
    said: Said
    marker: str
    citations: tuple[CitationRecord, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """A document to be read. `blocks` are headings and paragraphs in order; `language` is that of its title."""

    whole: Whole
    requested: tuple[Tag, ...]
    language: Tag
    title: Said
    blocks: tuple[Heading | Paragraph, ...]
    notes: tuple[Note, ...]

    @property
    def languages(self) -> tuple[Tag, ...]:
        """The languages of its texts, that of the title first."""
        said = [self.title, *(each.said for each in (*self.blocks, *self.notes))]
        return tuple(dict.fromkeys([self.language, *(each.language for each in said)]))

    @property
    def direction(self) -> Direction:
        """How the page runs."""
        return direction(self.language)

    def instrument(self, citation: CitationRecord) -> InstrumentRecord | None:
        """What a citation cites, where that is known."""
        return self.whole.instruments.get(citation.instrument or "")


def edition(whole: Whole, preference: Sequence[Tag]) -> Edition:
    """Choose a text for every unit that has one, as every other text of Ibid is chosen (docs/languages.md).

    A language that was loaded whole is served whole: a unit that only others have is no part of the document in it.
    """
    document = whole.document
    chosen = choose(preference, whole.languages, document.original_language)
    language = chosen.language if chosen else document.original_language
    choosing = _Choosing(tuple(preference), language if language in document.origins else None)
    title = choosing.said(document)
    cited: dict[str, list[CitationRecord]] = {}
    for each in whole.citations:
        cited.setdefault(each.unit, []).append(each)
    return Edition(
        whole=whole,
        requested=tuple(preference),
        language=language,
        title=title or Said(document.key, language, Provenance.OFFICIAL),
        blocks=tuple(_blocks(whole, choosing, cited)),
        notes=tuple(
            Note(each, said, each.markers.get(said.language, each.marker), tuple(cited.get(each.key, ())))
            for each in whole.footnotes
            if (said := choosing.said(each))
        ),
    )


@dataclass(frozen=True, slots=True)
class _Choosing:
    preference: tuple[Tag, ...]
    whole: Tag | None

    def said(self, unit: Unit) -> Said | None:
        """The text that is served of a unit."""
        if self.whole is not None:
            return _said(unit.variants[self.whole]) if self.whole in unit.variants else None
        choice = choose(self.preference, unit.variants, unit.original_language)
        return _said(unit.variants[choice.language]) if choice else None


def _said(variant: Variant) -> Said:
    return Said(variant.text, variant.language, variant.provenance)


def _blocks(
    whole: Whole, choosing: _Choosing, cited: Mapping[str, Sequence[CitationRecord]]
) -> Sequence[Heading | Paragraph]:
    """Headings and paragraphs in one order: a heading stands before the first paragraph that it holds."""
    found: list[Heading | Paragraph] = []
    places = {each.key: at for at, each in enumerate(whole.sections)}
    openers = _openers(whole.sections)
    due = 0
    for paragraph in whole.paragraphs:
        last = max(places.get(paragraph.section or "", -1), _opener(paragraph.part, openers))
        found += _headings(whole.sections[due : last + 1], choosing)
        due = max(due, last + 1)
        said = choosing.said(paragraph)
        if said:
            label = paragraph.labels.get(said.language, paragraph.label)
            found.append(Paragraph(paragraph, said, label, tuple(cited.get(paragraph.key, ()))))
    return [*found, *_headings(whole.sections[due:], choosing)]


def _openers(sections: Sequence[SectionRecord]) -> Mapping[str, int]:
    """The headings that begin a part ("annex II", "B"): the first one of it, without a number and at the top."""
    found: dict[str, int] = {}
    for at, section in enumerate(sections):
        if section.part is not None and section.number is None and section.parent is None:
            found.setdefault(section.part, at)
    return found


def _opener(part: str | None, openers: Mapping[str, int]) -> int:
    """The heading of the part that a paragraph is in, or -1; sections may have parts of their own."""
    while part:
        if part in openers:
            return openers[part]
        part = part.rpartition(".")[0]
    return -1


def _headings(sections: Sequence[SectionRecord], choosing: _Choosing) -> list[Heading | Paragraph]:
    return [Heading(each, said) for each in sections if (said := choosing.said(each))]
