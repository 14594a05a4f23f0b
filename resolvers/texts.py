"""Texts: which language variant is served and why, and what it is as plain text, Markdown and HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from html import escape
from urllib.parse import quote

from i18n.languages import Direction, Tag, direction
from i18n.negotiation import Choice, Match, choose
from store import keys, texts
from store.heads import heads
from store.records import Basis, Placed, Provenance, Unit, Variant, VariantStatus
from store.staleness import is_outdated


@dataclass(slots=True)
class Wording:
    """One text of a unit, the preference that was applied and the rule that chose it."""

    unit: Unit
    variant: Variant
    match: Match
    requested: tuple[Tag, ...]
    _reading: texts.Reading | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def language(self) -> Tag:
        """The language that it is in."""
        return self.variant.language

    @property
    def direction(self) -> Direction:
        """How it runs."""
        return direction(self.variant.language)

    @property
    def reading(self) -> texts.Reading:
        """The Markdown, read."""
        if self._reading is None:
            self._reading = texts.read(self.variant.text)
        return self._reading

    @property
    def plain(self) -> str:
        """Without markers and emphasis."""
        return self.reading.plain

    @property
    def markdown(self) -> str:
        """As it is stored."""
        return self.variant.text

    @property
    def html(self) -> str:
        """As an inline element that says its language and direction; footnote calls link to their notes."""
        inner = "".join(_html(self.reading, part_of(self.unit)))
        return f'<span lang="{escape(self.language)}" dir="{self.direction}">{inner}</span>'

    @property
    def status(self) -> VariantStatus:
        """Where it stands in the workflow."""
        return self.variant.status

    @property
    def provenance(self) -> Provenance:
        """Who vouches for it."""
        return self.variant.provenance

    @property
    def revision(self) -> int:
        """The variant's own, from 1."""
        return self.variant.revision

    @property
    def digest(self) -> str:
        """Of the Markdown."""
        return self.variant.digest

    @property
    def basis(self) -> Basis | None:
        """The text that it was made from."""
        return self.variant.basis

    @property
    def is_stale(self) -> bool:
        """Whether that text has changed since."""
        return is_outdated(self.unit, self.variant)

    @property
    def is_approved(self) -> bool:
        """Whether somebody who reviews approved it."""
        return self.variant.approved_by is not None

    @property
    def updated_at(self) -> datetime:
        """When it was last changed."""
        return self.variant.updated_at


def wording(unit: Unit, preference: Sequence[Tag], *, fallback: bool = True) -> Wording | None:
    """The published text that a reader with this preference is served; None where no rule finds one."""
    variants, requested = unit.variants, tuple(preference)
    choice = _chosen(requested, tuple(variants), unit.original_language, fallback=fallback)
    return None if choice is None else Wording(unit, variants[choice.language], choice.match, requested)


@lru_cache(maxsize=4096)
def _chosen(preference: tuple[Tag, ...], available: tuple[Tag, ...], original: Tag, *, fallback: bool) -> Choice | None:
    """The choice of a language, remembered: units of a document are all in the same ones."""
    return choose(preference, available, original, fallback=fallback)


def wordings(unit: Unit, languages: Sequence[Tag] | None) -> list[Wording]:
    """The published texts in these languages, in that order; in all, the original first, where none are named."""
    if languages is None:
        ordered = sorted(unit.variants, key=lambda tag: (tag != unit.original_language, tag))
        return [Wording(unit, unit.variants[tag], Match.EXACT, (tag,)) for tag in ordered]
    requested = tuple(languages)
    return [
        Wording(unit, unit.variants[tag], Match.EXACT, requested)
        for tag in dict.fromkeys(languages)
        if tag in unit.variants
    ]


def newest(unit: Unit, language: Tag) -> Wording | None:
    """The text of the highest revision in a language, published or not; None where there is none."""
    head = heads(unit, language).newest
    return None if head is None else wording_of(unit, head)


def wording_of(unit: Unit, variant: Variant) -> Wording:
    """A text of a unit that was asked for as it is."""
    return Wording(unit, variant, Match.EXACT, (variant.language,))


def part_of(unit: Unit) -> str | None:
    """The part of its document that a unit stands in; None for the main text, and for what stands in none."""
    return unit.part if isinstance(unit, Placed) else None


def _html(reading: texts.Reading, part: str | None) -> list[str]:
    """The text, escaped, with tags where they belong: at one place an end comes first, and a beginning last."""
    tags = [(each.at, 1, _call(each.marker, part)) for each in reading.calls]
    for each in reading.emphases:
        if each.start < each.end:
            tags += [(each.start, 2, "<em>"), (each.end, 0, "</em>")]
    pieces: list[str] = []
    last = 0
    for at, _, tag in sorted(tags, key=lambda it: it[:2]):
        pieces += [escape(reading.plain[last:at]), tag]
        last = at
    return [*pieces, escape(reading.plain[last:])]


def _call(marker: str, part: str | None) -> str:
    anchor = keys.footnote("", marker, part).removeprefix("#")
    return f'<sup><a href="#{escape(quote(anchor))}">{escape(marker)}</a></sup>'
