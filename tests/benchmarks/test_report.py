"""The report of a run, and the judgement whether one is worse than another."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from benchmarks import __main__ as program
from benchmarks.comparing import contestants as who
from benchmarks.comparing import results, targets
from benchmarks.comparing.checking import TOLERANCE, worse
from benchmarks.comparing.plots import plots
from benchmarks.comparing.report import report
from benchmarks.comparing.results import Figure, Group, Results
from benchmarks.measuring.rounds import Measured


def run(ours: float, *, answers: int = 3) -> Results:
    """Mercurius takes 2 ms for Q1 and Strawberry 40, and we take so much, in three rounds that differ."""
    costs = {who.IBID: ours, who.MERCURIUS: 2.0, who.STRAWBERRY: 40.0}
    factors = (1.0, 1.1, 0.9)[:answers]
    measured = [
        Measured(name, "Q1", 150, [cost * each for each in factors], [500.0] * answers, [1.0] * answers)
        for name, cost in costs.items()
    ]
    return Results(
        machine={"at": "2026-11-26"},
        groups={targets.COLD: Group(targets.COLD, measured)},
        figures={"starts": [Figure("start", 1.5, "s")]},
        left_out={"unchanged": "no ETag"},
    )


def test_a_run_is_read_as_it_was_written(tmp_path: Path) -> None:
    file = tmp_path / "run.json"
    results.write(run(1.0), file)
    assert results.read(file) == run(1.0)


@pytest.mark.parametrize("content", ["[]", "{}", '{"machine": {}, "groups": {"cold": [{}]}, "figures": {}}', "x"])
def test_what_is_no_run_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "run.json"
    file.write_text(content, "utf-8")
    with pytest.raises(ValueError):  # noqa: PT011  # JSON's own error is one too
        results.read(file)


def test_ratios_are_of_rounds_in_pairs() -> None:
    ratio = run(1.0).group(targets.COLD).ratio(who.MERCURIUS, who.IBID, "Q1")
    assert str(ratio) == "2 (2 to 2)"


def test_the_report_says_what_was_reached_and_what_was_not() -> None:
    lines = list(report(run(1.0)))
    assert f"| cold, Q1: {who.MERCURIUS} / {who.IBID} | at least 1.1 | 2 (2 to 2) | reached |" in lines
    assert f"| cold, Q1: {who.STRAWBERRY} / {who.IBID} | at least 45 | 40 (40 to 40) | **not reached** |" in lines
    assert f"| cold, Q2: {who.MERCURIUS} / {who.IBID} | at least 1.4 |  | not measured |" in lines
    assert f"| {who.IBID} | 1 (2) |" in lines
    assert "| start | 1.5 s |" in lines
    assert "- unchanged: no ETag" in lines


def test_a_run_like_the_report_is_no_worse() -> None:
    assert list(worse(run(1.0), run(1.0))) == []


def test_a_run_within_the_tolerance_is_no_worse() -> None:
    assert list(worse(run(1 + TOLERANCE / 2), run(1.0))) == []


def test_a_slower_run_is_worse_by_every_ratio() -> None:
    found = list(worse(run(1.3), run(1.0)))
    assert [line.partition(" was ")[0] for line in found] == [
        f"cold, Q1: {who.MERCURIUS} / {who.IBID}",
        f"cold, Q1: {who.STRAWBERRY} / {who.IBID}",
    ]


def test_a_faster_run_is_no_worse() -> None:
    assert list(worse(run(0.5), run(1.0))) == []


def test_what_is_no_longer_measured_is_worse() -> None:
    found = list(worse(Results(), run(1.0)))
    assert len(found) == 2
    assert all("no longer measured" in line for line in found)


def test_what_may_cost_at_most_so_much_is_worse_when_it_costs_more() -> None:
    def grown(cost: float) -> Results:
        rows = [Measured(targets.ONCE, "Q1", 1, [1.0]), Measured(targets.MANY, "Q1", 1, [cost])]
        return Results(groups={targets.GROWTH: Group(targets.GROWTH, rows)})

    assert list(worse(grown(1.1), grown(1.0))) == []
    assert len(list(worse(grown(1.2), grown(1.0)))) == 1


def test_report_and_plots_are_made_of_what_the_file_keeps(tmp_path: Path) -> None:
    file = tmp_path / "run.json"
    program.write(run(1.23456789), file)
    kept = results.read(file)
    assert file.with_suffix(".md").read_text("utf-8") == "\n".join(report(kept)) + "\n"
    assert {(path.name, path.read_text("utf-8")) for path in tmp_path.glob("*.svg")} == set(plots(kept))


@pytest.mark.parametrize(("ours", "code"), [(1.0, 0), (1.3, 1)])
def test_the_check_fails_where_a_ratio_is_worse(
    ours: float, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before, now = tmp_path / "before.json", tmp_path / "now.json"
    results.write(run(1.0), before)
    results.write(run(ours), now)
    monkeypatch.setattr(sys, "argv", ["benchmarks", "check", "--file", str(before), "--run", str(now)])
    assert program.main() == code
    assert ("Slower than the committed report." in capsys.readouterr().out) is bool(code)


def test_plots_are_the_same_for_the_same_numbers_and_show_each_server() -> None:
    ((name, drawn),) = plots(run(1.0))
    assert (name, drawn) == next(plots(run(1.0)))
    assert name == "cold.svg"
    texts = [each.text for each in ET.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text")]
    assert {who.IBID, who.MERCURIUS, who.STRAWBERRY} <= set(texts)
    assert "40" in texts


def test_the_committed_report_is_what_its_numbers_make() -> None:
    kept = results.read()
    assert results.FILE.with_suffix(".md").read_text("utf-8") == "\n".join(report(kept)) + "\n"
    for name, drawn in plots(kept):
        assert (results.REPORTS / name.replace(" ", "-")).read_text("utf-8") == drawn


def test_the_committed_report_was_measured_without_haste() -> None:
    groups = json.loads(results.FILE.read_text("utf-8"))["groups"]
    assert all(len(each["cpu"]) >= 3 for rows in groups.values() for each in rows)
