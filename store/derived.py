"""What is kept on records and can be made again from others: staleness, coverage, counts. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from i18n.languages import Tag
from store.records import (
    CitationOrigin,
    CitationRecord,
    Counts,
    Coverage,
    FootnoteRecord,
    ParagraphRecord,
    SectionRecord,
    SubmissionRecord,
    Unit,
    Variant,
    VariantStatus,
)


def is_stale(unit: Unit, variant: Variant) -> bool:
    """Whether the published text that a variant was made from has changed since; a revert heals it."""
    if variant.basis is None:
        return False
    source = unit.variants.get(variant.basis.language)
    return source is None or source.digest != variant.basis.digest


def coverage(units: Iterable[Unit]) -> tuple[Coverage, ...]:
    """How far each language covers the units, by tag; a language with neither text nor draft is left out."""
    total = 0
    published: Counter[Tag] = Counter()
    stale: Counter[Tag] = Counter()
    working: Counter[tuple[Tag, VariantStatus]] = Counter()
    for unit in units:
        total += 1
        published.update(unit.variants)
        stale.update(tag for tag, variant in unit.variants.items() if is_stale(unit, variant))
        working.update((tag, variant.status) for tag, variant in unit.working.items())
    return tuple(
        Coverage(
            language=tag,
            total=total,
            published=published[tag],
            stale=stale[tag],
            draft=working[tag, VariantStatus.DRAFT],
            in_review=working[tag, VariantStatus.IN_REVIEW],
        )
        for tag in sorted(published.keys() | {tag for tag, _ in working})
    )


def counts(
    *,
    sections: Sequence[SectionRecord],
    paragraphs: Sequence[ParagraphRecord],
    footnotes: Sequence[FootnoteRecord],
    citations: Sequence[CitationRecord],
    submissions: Sequence[SubmissionRecord],
) -> Counts:
    """How much a document holds."""
    kinds = Counter(paragraph.kind.value for paragraph in paragraphs)
    return Counts(
        sections=len(sections),
        paragraphs=len(paragraphs),
        footnotes=len(footnotes),
        citations=len(citations),
        text_citations=sum(citation.origin is CitationOrigin.TEXT for citation in citations),
        submissions=len(submissions),
        paragraphs_by_kind=dict(sorted(kinds.items())),
    )
