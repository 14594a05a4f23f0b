"""`make bench`, `make bench-check`: python -m benchmarks [compare | check | start].

compare   Ibid beside its peers; writes benchmarks/reports/comparison.json, .md and plots
check     the same measurements, and whether a ratio is worse than in the committed report; exit code 1 where one is
start     how long a start takes, the main query, and memory
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks import starting
from benchmarks.comparing import results as kept
from benchmarks.comparing.checking import TOLERANCE, worse
from benchmarks.comparing.comparison import HASTY, PARTS, UNHURRIED, compare
from benchmarks.comparing.plots import plots
from benchmarks.comparing.report import report
from benchmarks.comparing.results import FILE, Results
from benchmarks.measuring.rounds import Pace


def tell(line: str) -> None:
    """Say how far it has come."""
    sys.stderr.write(f"{line}\n")


def write(results: Results, file: Path) -> None:
    """The run's file, and from what it keeps the report and the plots, beside one another."""
    kept.write(results, file)
    rounded = kept.read(file)
    file.with_suffix(".md").write_text("\n".join(report(rounded)) + "\n", "utf-8")
    for name, content in plots(rounded):
        file.with_name(name.replace(" ", "-")).write_text(content, "utf-8")


def check(asked: argparse.Namespace, pace: Pace) -> int:
    """Whether a ratio became worse: of a run's file, or of a run that is made now."""
    now = kept.read(asked.run) if asked.run else compare(asked.parts, pace=pace, tell=tell)
    found = list(worse(now, kept.read(asked.file), asked.tolerance))
    for line in found:
        sys.stdout.write(f"{line}\n")
    sys.stdout.write(
        "Slower than the committed report.\n" if found else "No ratio is worse than in the committed report.\n"
    )
    return bool(found)


def main() -> int:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", nargs="?", choices=("compare", "check", "start"), default="compare")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS), help="only these parts")
    parser.add_argument("--hasty", action="store_true", help="one round of each: to see that it works, not how fast")
    parser.add_argument("--file", type=Path, default=FILE, help="the report to write, or to compare with")
    parser.add_argument("--run", type=Path, help="check: the file of a run that was made before")
    parser.add_argument("--tolerance", type=float, default=TOLERANCE, help="check: by how much a ratio may be worse")
    asked = parser.parse_args()
    pace = HASTY if asked.hasty else UNHURRIED
    match asked.what:
        case "start":
            starting.main()
            return 0
        case "check":
            return check(asked, pace)
        case _:
            compare(asked.parts, pace=pace, tell=tell, save=lambda results: write(results, asked.file))
            return 0


if __name__ == "__main__":
    sys.exit(main())
