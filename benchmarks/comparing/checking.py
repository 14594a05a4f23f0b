"""Whether Ibid has become slower: the ratios of a run beside those of the committed report (`make bench-check`).

Ratios are compared and no times, since times are the machine's. A ratio may be worse by TOLERANCE: so much do two runs
differ on one machine that has other work (docs/adr/0037-benchmarks-are-ratios.md).
"""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.comparing.results import Results
from benchmarks.comparing.targets import TARGETS

TOLERANCE = 0.15


def worse(now: Results, before: Results, tolerance: float = TOLERANCE) -> Iterator[str]:
    """What is worse than it was by more than the tolerance, or was measured and no longer is: a line each."""
    for target in TARGETS:
        was, found = target.found(before), target.found(now)
        if was is None:
            continue
        if found is None:
            yield f"{target.name} was {was}, and is no longer measured"
        elif target.is_worse(found, was, tolerance):
            yield f"{target.name} was {was} and is {found}: more than {tolerance:.0%} worse (wanted: {target.wanted})"
