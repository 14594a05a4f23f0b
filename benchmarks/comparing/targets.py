"""What is to be reached, as ratios within one run, and whether a run reached it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.comparing.contestants import IBID, MERCURIUS, STATIC, STRAWBERRY, WARM
from benchmarks.comparing.results import Ratio, Results

COLD, KEPT, FRESH, UNCHANGED, GROWTH, WORKERS = "cold", "kept", "never seen", "unchanged", "growth", "workers"
"""Groups of servers that are measured in the same rounds."""

FEATURES, EMBEDDED, GROWTH_COLD = "features", "embedded", "growth, no records kept"
"""Groups on the embedded store, in which Ibid is beside itself only."""

ONCE, MANY = "1 ×", "100 ×"
ONE_WORKER, TWO_WORKERS = "one worker", "two workers"
GROWN = ("Q1", "Q2", "Q3", "cited by", "documents", "search")
"""The queries of fixed answer size."""


@dataclass(frozen=True, slots=True)
class Target:
    """`above` costs at least, or at most, `bound` times what `below` does, at a case of a group."""

    group: str
    case: str
    above: str
    below: str
    bound: float
    is_least: bool

    @property
    def name(self) -> str:
        """What it is called where it is told."""
        return f"{self.group}, {self.case}: {self.above} / {self.below}"

    @property
    def wanted(self) -> str:
        """The bound, in words."""
        return f"{'at least' if self.is_least else 'at most'} {self.bound:g}"

    def found(self, results: Results) -> Ratio | None:
        """What a run found; None where it did not measure it."""
        return results.group(self.group).ratio(self.above, self.below, self.case)

    def is_met(self, found: Ratio) -> bool:
        """Whether a ratio is within the bound."""
        return found.median >= self.bound if self.is_least else found.median <= self.bound

    def is_worse(self, now: Ratio, before: Ratio, tolerance: float) -> bool:
        """Whether a ratio is worse than another by more than a tolerance."""
        if self.is_least:
            return now.median < before.median * (1 - tolerance)
        return now.median > before.median * (1 + tolerance)


def _faster(group: str, other: str, bounds: Sequence[tuple[str, float]], ours: str = IBID) -> Iterator[Target]:
    for case, bound in bounds:
        yield Target(group, case, other, ours, bound, is_least=True)


TARGETS: Sequence[Target] = (
    *_faster(COLD, MERCURIUS, (("Q1", 1.1), ("Q2", 1.4), ("Q3", 2), ("Q4", 2.5))),
    *_faster(COLD, STRAWBERRY, (("Q1", 45), ("Q2", 55), ("Q3", 120), ("Q4", 120))),
    *_faster(KEPT, STATIC, [(case, 0.65) for case in ("Q1", "Q2", "Q3", "Q4")], WARM),
    *_faster(FRESH, MERCURIUS, (("Q1", 0.6), ("Q3", 1))),
    Target(UNCHANGED, "Q2", WARM, STATIC, 1.2, is_least=False),
    *(Target(GROWTH, case, MANY, ONCE, 1.3, is_least=False) for case in GROWN),
    *(Target(WORKERS, case, TWO_WORKERS, ONE_WORKER, 1.1, is_least=False) for case in ("Q2", "Q3")),
)
