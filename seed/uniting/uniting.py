"""From one tree a language to one document: its units paired, the ones that only some languages have put in between."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from i18n.languages import OFFICIAL, Tag
from seed.tree import ParsedDocument, ParsedFootnote, ParsedParagraph, ParsedSection
from seed.uniting.differences import differences
from seed.uniting.labelling import relabelled
from seed.uniting.naming import pair_named
from seed.uniting.pairing import pair
from seed.uniting.places import Place, footnote_places, paragraph_places, section_places
from seed.uniting.united import Seen, United

U = TypeVar("U", ParsedSection, ParsedParagraph, ParsedFootnote)

PREFERENCE = (Tag("en"), Tag("fr"), Tag("es"), Tag("ru"), Tag("zh"), Tag("ar"))
"""Which language is taken for the original: resolutions are adopted on drafts that are English first, as a rule."""


def unite(trees: Sequence[ParsedDocument]) -> United:
    """Unite the trees of one document, one a language."""
    ordered = {tree.language: tree for tree in sorted(trees, key=lambda each: _rank(each.language))}
    if len(ordered) != len(trees):
        raise ValueError("two trees of one language")
    sections = _unite(ordered, section_places, lambda tree: tree.sections)
    paragraphs = _unite(ordered, paragraph_places, lambda tree: tree.paragraphs)
    footnotes = _unite(ordered, footnote_places, lambda tree: tree.footnotes)
    whole = _whole(ordered, sections, paragraphs, footnotes)
    united = United(whole=whole, trees=ordered, sections=sections, paragraphs=paragraphs, footnotes=footnotes)
    return replace(united, diagnostics=differences(united))


def _rank(language: Tag) -> tuple[int, str]:
    return (PREFERENCE.index(language) if language in OFFICIAL else len(PREFERENCE), language)


def _unite(
    trees: dict[Tag, ParsedDocument],
    places: Callable[[ParsedDocument], list[Place]],
    units: Callable[[ParsedDocument], Sequence[ParsedSection | ParsedParagraph | ParsedFootnote]],
) -> tuple[Seen, ...]:
    """The units of all languages in one order: each language is paired with what those before it have."""
    known: list[tuple[Place, str, dict[Tag, int]]] = []
    for language, tree in trees.items():
        own = list(zip(places(tree), (unit.wid for unit in units(tree)), strict=True))
        merged: list[tuple[Place, str, dict[Tag, int]]] = []
        for left, right in _pairs([(place, name) for place, name, _ in known], own):
            place, name, seen = known[left] if left is not None else (*own[right or 0], {})
            merged.append((place, name, seen if right is None else {**seen, language: right}))
        known = merged
    return tuple(seen for _, _, seen in known)


def _pairs(one: Sequence[tuple[Place, str]], other: Sequence[tuple[Place, str]]) -> list[tuple[int | None, int | None]]:
    if all(name for _, name in (*one, *other)):
        return pair_named([name for _, name in one], [name for _, name in other])
    return pair([place for place, _ in one], [place for place, _ in other])


def _whole(
    trees: dict[Tag, ParsedDocument], sections: Sequence[Seen], paragraphs: Sequence[Seen], footnotes: Sequence[Seen]
) -> ParsedDocument:
    """The units in the words of the first language that has each; what they point to, by place in the whole."""
    section_at, paragraph_at = _inverse(sections), _inverse(paragraphs)
    original = next(iter(trees.values()))

    def section(seen: Seen) -> ParsedSection:
        language, unit = _first(trees, seen, lambda tree: tree.sections)
        return replace(
            unit, parent=_moved(unit.parent, language, section_at), aliases=_aliases(trees, seen, "sections")
        )

    def paragraph(seen: Seen) -> ParsedParagraph:
        language, unit = _first(trees, seen, lambda tree: tree.paragraphs)
        return replace(
            unit,
            section=_moved(unit.section, language, section_at),
            parent=_moved(unit.parent, language, paragraph_at),
            aliases=_aliases(trees, seen, "paragraphs"),
        )

    def footnote(seen: Seen) -> ParsedFootnote:
        _, unit = _first(trees, seen, lambda tree: tree.footnotes)
        return replace(unit, aliases=_aliases(trees, seen, "footnotes"))

    return replace(
        original,
        sections=tuple(map(section, sections)),
        paragraphs=relabelled(
            [paragraph(seen) for seen in paragraphs], [original.language in seen for seen in paragraphs]
        ),
        footnotes=tuple(map(footnote, footnotes)),
        diagnostics=(),
    )


def _aliases(trees: dict[Tag, ParsedDocument], seen: Seen, kind: str) -> tuple[str, ...]:
    """The identifiers that the files of all languages give a unit, each once."""
    return tuple(dict.fromkeys(alias for tag, at in seen.items() for alias in getattr(trees[tag], kind)[at].aliases))


def _first(
    trees: dict[Tag, ParsedDocument], seen: Seen, units: Callable[[ParsedDocument], Sequence[U]]
) -> tuple[Tag, U]:
    """A unit in the first language that has it."""
    language = next(tag for tag in trees if tag in seen)
    return language, units(trees[language])[seen[language]]


def _inverse(units: Sequence[Seen]) -> dict[tuple[Tag, int], int]:
    return {(tag, at): place for place, seen in enumerate(units) for tag, at in seen.items()}


def _moved(index: int | None, language: Tag, places: dict[tuple[Tag, int], int]) -> int | None:
    """An index into one language's units as one into the whole's."""
    return None if index is None else places[language, index]
