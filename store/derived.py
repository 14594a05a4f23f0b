"""What a document's record keeps of its parts, and can be made again from them: coverage and counts. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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
    VariantStatus,
)
from store.staleness import is_stale


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Everything that stands in a document."""

    sections: Sequence[SectionRecord]
    paragraphs: Sequence[ParagraphRecord]
    footnotes: Sequence[FootnoteRecord]
    citations: Sequence[CitationRecord]
    submissions: Sequence[SubmissionRecord]

    def units(self) -> tuple[Unit, ...]:
        """What can be translated, but for the title."""
        return (*self.sections, *self.paragraphs, *self.footnotes)


def coverage(units: Iterable[Unit]) -> tuple[Coverage, ...]:
    """How far each language covers the units, by tag; a language with neither text nor draft is left out."""
    total = 0
    published: Counter[Tag] = Counter()
    stale: Counter[Tag] = Counter()
    working: Counter[tuple[Tag, VariantStatus]] = Counter()
    for unit in units:
        total += 1
        published.update(unit.variants.keys())
        stale.update(tag for tag in unit.variants if is_stale(unit, tag))
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


def counts(parts: Parts) -> Counts:
    """How much a document holds."""
    kinds = Counter(paragraph.kind.value for paragraph in parts.paragraphs)
    return Counts(
        sections=len(parts.sections),
        paragraphs=len(parts.paragraphs),
        footnotes=len(parts.footnotes),
        citations=len(parts.citations),
        text_citations=sum(citation.origin is CitationOrigin.TEXT for citation in parts.citations),
        submissions=len(parts.submissions),
        paragraphs_by_kind=dict(sorted(kinds.items())),
    )
