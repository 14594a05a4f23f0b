"""Keys for a document's units: those that they had, and new ones from part and label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from seed.loading.alignment import Named, align
from seed.loading.units import UnitKeys, section_path
from seed.tree import ParsedDocument
from store import keys
from store.records import FootnoteRecord, ParagraphRecord, SectionRecord, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A document's units as the store has them."""

    sections: Sequence[SectionRecord] = ()
    paragraphs: Sequence[ParagraphRecord] = ()
    footnotes: Sequence[FootnoteRecord] = ()


def unit_keys(document: str, parsed: ParsedDocument, held: Held) -> UnitKeys:
    """The key of each unit of the tree."""
    language = parsed.language

    def text(unit: Unit) -> str:
        variant = unit.variants.get(language)
        return variant.text if variant else ""

    section_new = [
        Named(keys.section(document, section_path(parsed.sections, at), unit.part), unit.heading)
        for at, unit in enumerate(parsed.sections)
    ]
    paragraph_new = [Named(keys.paragraph(document, unit.label, unit.part), unit.text) for unit in parsed.paragraphs]
    footnote_new = [Named(keys.footnote(document, unit.marker, unit.part), unit.text) for unit in parsed.footnotes]
    return UnitKeys(
        sections=_given([unit.key for unit in held.sections], [text(unit) for unit in held.sections], section_new),
        paragraphs=_given(
            [unit.key for unit in held.paragraphs],
            [text(unit) for unit in held.paragraphs],
            paragraph_new,
            [keys.paragraph(document, unit.label, unit.part) for unit in held.paragraphs],
        ),
        footnotes=_given(
            [unit.key for unit in held.footnotes],
            [text(unit) for unit in held.footnotes],
            footnote_new,
            [keys.footnote(document, unit.marker, unit.part) for unit in held.footnotes],
        ),
    )


def _given(
    old_keys: Sequence[str], old_texts: Sequence[str], new: Sequence[Named], old_places: Sequence[str] | None = None
) -> tuple[str, ...]:
    old = [Named(place, text) for place, text in zip(old_places or old_keys, old_texts, strict=True)]
    matched = align(old, new)
    taken = set(old_keys)
    given: list[str] = []
    for unit, match in zip(new, matched, strict=True):
        key = old_keys[match] if match is not None else _free(unit.place, taken)
        taken.add(key)
        given.append(key)
    return tuple(given)


def _free(place: str, taken: set[str]) -> str:
    """The place itself, or with the first free "~2", "~3" behind it: two units may print one label."""
    key, occurrence = place, 1
    while key in taken:
        occurrence += 1
        key = f"{place}~{occurrence}"
    return key
