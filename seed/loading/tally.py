"""How much a document brings: texts, citations by what became of them, findings by code."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from seed.loading.bundle import Bundle
from store.records import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts over one document or several. `variants` are texts of units, each language's counted."""

    documents: int = 0
    variants: int = 0
    citations: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            documents=self.documents + other.documents,
            variants=self.variants + other.variants,
            citations=self.citations + other.citations,
            findings=self.findings + other.findings,
        )


def tally(whole: Bundle) -> Tally:
    """Count what is in a document."""
    return Tally(
        documents=1,
        variants=sum(len(unit.variants) for unit in whole.inside() if isinstance(unit, Unit)),
        citations=Counter(str(each.resolution) for each in whole.citations),
        findings=Counter(str(each.code) for each in whole.document.findings),
    )
