"""Prints how much of the corpus is read rightly in each style, and the documents of which most is not.

python -m tests.support.corpus [STYLE] [HOW_MANY]
"""

from __future__ import annotations

import sys

from tests.support.corpus.chosen import chosen
from tests.support.corpus.comparing import Score, judged
from tests.support.corpus.typeset import STYLES, Style

_DIFFERENCES = 6


def _report(style: Style, worst: int) -> None:
    total = Score()
    wrong: list[tuple[int, str, Score]] = []
    for script in chosen():
        score = judged(script, style)[2]
        total.add(score)
        bad = sum(counts[False] for counts in (score.labels, score.texts, score.calls, score.notes))
        if bad:
            wrong.append((bad, script.name, score))
    shares = "  ".join(f"{name} {share:.2%}" for name, share in total.shares().items())
    sys.stdout.write(f"{style.name}: {shares}\n")
    for bad, name, score in sorted(wrong, key=lambda one: -one[0])[:worst]:
        sys.stdout.write(f"  {name}: {bad}\n")
        for difference in score.differences[:_DIFFERENCES]:
            sys.stdout.write(f"    {difference[:160]}\n")


def main(asked: str = "", worst: str = "5") -> None:
    """Print the report."""
    for style in STYLES:
        if asked in {"", "all", style.name}:
            _report(style, int(worst))


if __name__ == "__main__":
    main(*sys.argv[1:])
