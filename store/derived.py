"""What a document's record keeps of its parts, and can be made again from them: coverage and counts. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from i18n.languages import Tag
from store.records import (
    CitationOrigin,
    CitationRecord,
    Counts,
    Coverage,
    DocumentRecord,
    Evidence,
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
    marks: Marks = Counter()
    for unit in units:
        total += 1
        marks.update(_marks(unit))
    return _covered(marks, total)


def recounted(document: DocumentRecord, changes: Iterable[tuple[Unit, Unit]]) -> tuple[Coverage, ...]:
    """A document's coverage after some of its units changed, each given as it was and as it is."""
    marks: Marks = Counter()
    for before, after in changes:
        marks.update(_marks(after))
        marks.subtract(_marks(before))
    if not any(marks.values()):
        return document.coverage
    for each in document.coverage:
        marks.update({(each.language, name): getattr(each, name) for name in _MARKS})
    counts = document.counts
    return _covered(marks, 1 + counts.sections + counts.paragraphs + counts.footnotes)


_MARKS = ("published", "stale", "draft", "in_review")

Marks = Counter[tuple[Tag, str]]
"""How many units have a mark in a language."""


def _marks(unit: Unit) -> Iterator[tuple[Tag, str]]:
    """What coverage counts of a unit: each mark once, with its language."""
    for tag in unit.variants:
        yield tag, "published"
        if is_stale(unit, tag):
            yield tag, "stale"
    for tag, text in unit.working.items():
        yield tag, "draft" if text.status is VariantStatus.DRAFT else "in_review"


def _covered(marks: Marks, total: int) -> tuple[Coverage, ...]:
    return tuple(
        Coverage(language=tag, total=total, **{name: marks[tag, name] for name in _MARKS})
        for tag in sorted({tag for (tag, _), count in marks.items() if count})
    )


def evidence(citations: Iterable[CitationRecord], held: Collection[int]) -> tuple[Evidence, ...]:
    """What a submission is evidence of: each instrument cited in its paragraphs, each that it is part of, and where."""
    own = [citation for citation in citations if not set(held).isdisjoint(citation.paragraphs)]
    found: dict[str, set[int]] = {}
    for citation in own:
        for target in citation.targets:
            found.setdefault(target, set()).update(set(held) & set(citation.paragraphs))
    cited = {citation.instrument for citation in own}
    return tuple(
        Evidence(instrument=target, paragraphs=tuple(sorted(paragraphs)), is_cited=target in cited)
        for target, paragraphs in sorted(found.items())
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
