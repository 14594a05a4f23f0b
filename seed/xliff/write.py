"""Documents as XLIFF 2.1: a `<file>` a document, a `<unit>` for each title, heading, paragraph and note.

What an import must know of each unit is in the Metadata module: its key, and the revision and digest of both texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from i18n.languages import Tag, direction
from seed.akn.elements import Element
from seed.writing.akn.elements import safe
from seed.writing.whole import Whole
from seed.xliff.inline import Codes, canonical
from seed.xliff.names import CATEGORY, CORE, METADATA, XML, token, unit_id
from store import texts
from store.records import DocumentRecord, FootnoteRecord, ParagraphRecord, Placed, Unit, Variant, VariantStatus
from store.staleness import is_stale

_STATES = {
    VariantStatus.DRAFT: ("initial", "draft"),
    VariantStatus.IN_REVIEW: ("translated", "in-review"),
    VariantStatus.PUBLISHED: ("final", "published"),
}


class NothingToTranslate(ValueError):
    """No unit has a published text in the source language, or the two languages are one."""


def write(documents: Sequence[Whole], source: Tag, target: Tag) -> bytes:
    """The units that have a published text in `source`, with the newest text in `target` where there is one.

    A document without such a unit is left out; NothingToTranslate where none is left, or the languages are the same.
    """
    root: Element = etree.Element(f"{{{CORE}}}xliff", {"version": "2.1"}, nsmap={None: CORE, "mda": METADATA})
    root.set("srcLang", source)
    root.set("trgLang", target)
    root.text = "\n"
    for number, whole in enumerate(documents, 1):
        units = [unit for unit in whole.units() if source in unit.variants]
        if units:
            _Writer(whole, source, target).write(root, f"f{number}", units)
    if source == target or not len(root):
        raise NothingToTranslate(f"from {source} into {target}")
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return content


def newest(unit: Unit, language: Tag) -> Variant | None:
    """The text that a translator goes on from: the one in work, or the published one."""
    return unit.working.get(language) or unit.variants.get(language)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes one document."""

    whole: Whole
    source: Tag
    target: Tag

    def write(self, root: Element, number: str, units: Sequence[Unit]) -> None:
        """Add the document's `<file>`; each unit is on a line of its own."""
        file = _make(
            root, "file", id=number, original=self.whole.document.key,
            srcDir=direction(self.source), trgDir=direction(self.target),
        )  # fmt: skip
        file.set(f"{{{XML}}}space", "preserve")
        file.text = file.tail = "\n"
        for unit in units:
            self._unit(file, unit).tail = "\n"

    def _unit(self, file: Element, unit: Unit) -> Element:
        source, target = unit.variants[self.source], newest(unit, self.target)
        made = _make(file, "unit", id=unit_id(unit.key), name=unit.key)
        codes = Codes(self._markers(unit))
        segment = etree.Element(f"{{{CORE}}}segment", _state(unit, target))
        codes.fill(_make(segment, "source"), source.text)
        if target is not None:
            codes.fill(_make(segment, "target"), target.text, is_target=True)
        _metadata(made, _known(unit, source, target), codes)
        _notes(made, self._context(unit))
        if codes.data:
            data = _make(made, "originalData")
            for name, words in codes.data.items():
                _make(data, "data", id=name).text = safe(words)
        made.append(segment)
        return made

    def _markers(self, unit: Unit) -> dict[str, str]:
        """What the target language prints for the markers of a paragraph's notes, where it is something else."""
        if not isinstance(unit, ParagraphRecord):
            return {}
        notes = (self.whole.footnotes[position - 1] for position in unit.footnotes)
        pairs = ((self._marker(note, self.source), self._marker(note, self.target)) for note in notes)
        return {ours: theirs for ours, theirs in pairs if ours != theirs}

    @staticmethod
    def _marker(note: FootnoteRecord, language: Tag) -> str:
        return note.markers.get(language, note.marker)

    def _context(self, unit: Unit) -> Iterator[tuple[str, str]]:
        """What a translator must know beside the words."""
        if isinstance(unit, ParagraphRecord):
            yield "label", unit.label
        elif isinstance(unit, FootnoteRecord):
            yield "footnote", unit.marker
        else:
            yield "context", "title" if isinstance(unit, DocumentRecord) else "heading"
        if isinstance(unit, Placed) and unit.part:
            yield "part", unit.part
        if isinstance(unit, ParagraphRecord) and unit.section:
            section = next((each for each in self.whole.sections if each.key == unit.section), None)
            heading = section.variants.get(self.source) if section else None
            if heading:
                yield "section", texts.plain(heading.text)


def _known(unit: Unit, source: Variant, target: Variant | None) -> Iterator[tuple[str, str]]:
    """What an import must know."""
    yield "key", unit.key
    yield "sourceRevision", str(source.revision)
    yield "sourceDigest", source.digest
    yield "sourceWords", texts.digest(canonical(source.text))
    yield "targetRevision", str(target.revision if target else 0)
    if target is not None:
        yield "targetWords", texts.digest(canonical(target.text))


def _metadata(unit: Element, known: Iterator[tuple[str, str]], codes: Codes) -> None:
    metadata = etree.SubElement(unit, f"{{{METADATA}}}metadata")
    group = etree.SubElement(metadata, f"{{{METADATA}}}metaGroup", category=CATEGORY)
    markers = ((f"marker.{token(ours)}", theirs) for ours, theirs in codes.markers.items())
    for kind, value in (*known, *markers):
        etree.SubElement(group, f"{{{METADATA}}}meta", type=kind).text = safe(value)


def _notes(unit: Element, notes: Iterator[tuple[str, str]]) -> None:
    held = _make(unit, "notes")
    for category, words in notes:
        _make(held, "note", category=category).text = safe(words)


def _state(unit: Unit, target: Variant | None) -> dict[str, str]:
    if target is None:
        return {"state": "initial"}
    state, sub = _STATES[target.status]
    if target.status is VariantStatus.PUBLISHED and is_stale(unit, target.language):
        state, sub = "translated", "stale"
    return {"state": state, "subState": f"ibid:{sub}"}


def _make(parent: Element, tag: str, **attributes: str) -> Element:
    made: Element = etree.SubElement(
        parent, f"{{{CORE}}}{tag}", {key: safe(value) for key, value in attributes.items()}
    )
    return made
