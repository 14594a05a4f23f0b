"""How far each language covers a document's units; derived from the units, kept on the document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from i18n.languages import Tag
from store.records import Coverage, Unit, VariantStatus
from store.staleness import is_stale


def coverage(units: Iterable[Unit]) -> tuple[Coverage, ...]:
    """One entry a language that any unit has, in the order of tags; units are title, headings, paragraphs, notes."""
    published: Counter[Tag] = Counter()
    stale: Counter[Tag] = Counter()
    working: Counter[tuple[Tag, VariantStatus]] = Counter()
    total = 0
    for unit in units:
        total += 1
        for tag in unit.variants:
            published[tag] += 1
            stale[tag] += is_stale(unit, tag)
        for tag, variant in unit.working.items():
            working[tag, variant.status] += 1
    tags = sorted({*published, *(tag for tag, _ in working)})
    return tuple(
        Coverage(
            language=tag,
            total=total,
            published=published[tag],
            stale=stale[tag],
            draft=working[tag, VariantStatus.DRAFT],
            in_review=working[tag, VariantStatus.IN_REVIEW],
        )
        for tag in tags
    )
