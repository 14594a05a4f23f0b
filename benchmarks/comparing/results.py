"""What a run of the comparison found, and its file: everything that the report and `make bench-check` are made from."""

from __future__ import annotations

import json
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.measuring.rounds import Measured, ratios

REPORTS = Path(__file__).parents[1] / "reports"
FILE = REPORTS / "comparison.json"


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times as much one costs as another: the median of the rounds, and the least and the most of them."""

    median: float
    least: float
    most: float

    def __str__(self) -> str:
        """As it is told: 2.4 (2.3 to 2.6)."""
        return f"{self.median:.3g} ({self.least:.3g} to {self.most:.3g})"


@dataclass(frozen=True, slots=True)
class Group:
    """Servers that were measured in the same rounds."""

    name: str
    measured: Sequence[Measured]

    def one(self, server: str, case: str) -> Measured | None:
        """A server at a case; None where it was not measured."""
        return next((each for each in self.measured if (each.server, each.case) == (server, case)), None)

    def ratio(self, above: str, below: str, case: str) -> Ratio | None:
        """How many times as much the one above costs; None where one of them was not measured."""
        first, second = self.one(above, case), self.one(below, case)
        if first is None or second is None:
            return None
        found = list(ratios(first, second))
        return Ratio(statistics.median(found), min(found), max(found))

    @property
    def servers(self) -> Sequence[str]:
        """In the order in which they were measured."""
        return list(dict.fromkeys(each.server for each in self.measured))

    @property
    def cases(self) -> Sequence[str]:
        """In the order in which they were measured."""
        return list(dict.fromkeys(each.case for each in self.measured))


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that is no ratio: what it is of, and its unit."""

    what: str
    value: float
    unit: str


@dataclass(slots=True)
class Results:
    """A run. `machine` says where and how, `left_out` what could not be measured, with the reason."""

    machine: Mapping[str, str] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    figures: dict[str, list[Figure]] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)

    def group(self, name: str) -> Group:
        """A group; an empty one where nothing of it was measured."""
        return self.groups.get(name) or Group(name, ())


def write(results: Results, file: Path = FILE) -> None:
    """Write a run, numbers rounded to what they are worth."""
    content = {
        "machine": dict(results.machine),
        "groups": {name: [_rounded(each) for each in group.measured] for name, group in results.groups.items()},
        "figures": {name: [asdict(each) for each in figures] for name, figures in results.figures.items()},
        "left_out": results.left_out,
    }
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", "utf-8")


def read(file: Path = FILE) -> Results:
    """Read a run. OSError or ValueError where there is none, or no whole one."""
    content = json.loads(file.read_text("utf-8"))
    try:
        return Results(
            machine=content["machine"],
            groups={name: Group(name, [Measured(**each) for each in rows]) for name, rows in content["groups"].items()},
            figures={name: [Figure(**each) for each in rows] for name, rows in content["figures"].items()},
            left_out=content["left_out"],
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{file} is no report of `make bench`: {error}") from error


def _rounded(measured: Measured) -> dict[str, Any]:
    values = {name: [float(f"{each:.4g}") for each in getattr(measured, name)] for name in ("cpu", "rate", "p50")}
    return {**asdict(measured), **values}
