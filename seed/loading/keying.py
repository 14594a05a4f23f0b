"""Keys for a document's units: those that they had, and new ones from part and label."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from i18n.languages import Tag
from seed.loading.alignment import Named, align
from seed.loading.source import Gathered
from seed.loading.units import UnitKeys, section_path
from seed.uniting.united import Seen
from store import keys
from store.records import FootnoteRecord, ParagraphRecord, SectionRecord, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A document's units as the store has them."""

    sections: Sequence[SectionRecord] = ()
    paragraphs: Sequence[ParagraphRecord] = ()
    footnotes: Sequence[FootnoteRecord] = ()


@dataclass(frozen=True, slots=True)
class HeldKeys:
    """For each language whose tree was made from the store, the keys of its units, by kind."""

    by_language: Mapping[Tag, Mapping[str, Sequence[str]]] = field(default_factory=dict)

    def key(self, kind: str, seen: Seen) -> str | None:
        """The key of a unit that the store has, seen in a language of the store's."""
        return next((self.by_language[tag][kind][at] for tag, at in seen.items() if tag in self.by_language), None)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A unit that needs a key: where it stands, its texts, and the key that it has where a tree came from the store."""

    place: str
    texts: Mapping[Tag, str]
    known: str | None


def unit_keys(gathered: Gathered, held: Held, held_keys: HeldKeys | None = None) -> UnitKeys:
    """The key of each unit of the whole. `held_keys` name the units of trees that were made from the store."""
    document, whole, united = gathered.key, gathered.united.whole, gathered.united
    known = held_keys or HeldKeys()

    def wanted(kind: str, places: Sequence[str], seen: Sequence[Seen]) -> list[_Wanted]:
        return [
            _Wanted(place, _texts(gathered, kind, each), known.key(kind, each))
            for place, each in zip(places, seen, strict=True)
        ]

    section_places = [
        keys.section(document, section_path(whole.sections, at), unit.part) for at, unit in enumerate(whole.sections)
    ]
    paragraph_places = [keys.paragraph(document, unit.label, unit.part) for unit in whole.paragraphs]
    footnote_places = [keys.footnote(document, unit.marker, unit.part) for unit in whole.footnotes]
    return UnitKeys(
        sections=_given(
            wanted("sections", section_places, united.sections), held.sections, [unit.key for unit in held.sections]
        ),
        paragraphs=_given(
            wanted("paragraphs", paragraph_places, united.paragraphs),
            held.paragraphs,
            [keys.paragraph(document, unit.label, unit.part) for unit in held.paragraphs],
        ),
        footnotes=_given(
            wanted("footnotes", footnote_places, united.footnotes),
            held.footnotes,
            [keys.footnote(document, unit.marker, unit.part) for unit in held.footnotes],
        ),
    )


def _texts(gathered: Gathered, kind: str, seen: Seen) -> Mapping[Tag, str]:
    return {
        tag: unit.heading if kind == "sections" else unit.text
        for tag in gathered.united.trees
        if tag in seen
        for unit in (getattr(gathered.united.trees[tag], kind)[seen[tag]],)
    }


def _given(wanted: Sequence[_Wanted], held: Sequence[Unit], places: Sequence[str]) -> tuple[str, ...]:
    """The keys: known ones first, then those of the units that alignment finds, then new ones."""
    known = {unit.known for unit in wanted if unit.known}
    rest = [at for at, unit in enumerate(wanted) if not unit.known]
    free = [at for at, unit in enumerate(held) if unit.key not in known]
    matched = dict(
        zip(rest, _matched([wanted[at] for at in rest], [(held[at], places[at]) for at in free]), strict=True)
    )
    taken = {unit.key for unit in held}
    given: list[str] = []
    for at, unit in enumerate(wanted):
        match = matched.get(at)
        key = unit.known or (held[free[match]].key if match is not None else _free(unit.place, taken))
        taken.add(key)
        given.append(key)
    return tuple(given)


def _matched(wanted: Sequence[_Wanted], held: Sequence[tuple[Unit, str]]) -> list[int | None]:
    """For each unit the one of the store that it is, compared in a language that both have."""
    pairs = [(_common(unit), place) for unit, place in held]
    languages = [tag for unit in wanted for tag in unit.texts]
    shared = [tag for tag in dict.fromkeys(languages) if any(tag in texts for texts, _ in pairs)]
    return align(
        [Named(place, _in_first(texts, shared)) for texts, place in pairs],
        [Named(unit.place, _in_first(unit.texts, shared)) for unit in wanted],
    )


def _common(unit: Unit) -> Mapping[Tag, str]:
    return {tag: variant.text for tag, variant in unit.variants.items()}


def _in_first(texts: Mapping[Tag, str], shared: Sequence[Tag]) -> str:
    """A unit's text in the first of the languages that are on both sides."""
    return next((texts[tag] for tag in shared if tag in texts), "")


def _free(place: str, taken: set[str]) -> str:
    """The place itself, or with the first free "~2", "~3" behind it: two units may print one label."""
    key, occurrence = place, 1
    while key in taken:
        occurrence += 1
        key = f"{place}~{occurrence}"
    return key
