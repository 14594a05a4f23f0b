"""The report of a run, for people, in Markdown: what is to be reached and what was, then each table."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.comparing import contestants as who
from benchmarks.comparing import targets
from benchmarks.comparing.results import Figure, Group, Results
from benchmarks.comparing.targets import TARGETS
from benchmarks.serving.features import TITLES


@dataclass(frozen=True, slots=True)
class Titled:
    """How a group is told: its heading, what it says, and whom the others are compared with ("": with nobody)."""

    heading: str
    about: str
    base: str = ""


SECTIONS: Mapping[str, Titled] = {
    targets.COLD: Titled(
        "Cold",
        "Operations are known, no answer is kept, records are in memory; peers are warm.",
        who.MERCURIUS,
    ),
    targets.KEPT: Titled("Kept answers", "The same requests again, beside bytes that are there already.", who.STATIC),
    targets.FRESH: Titled("Operations never seen before", "Each request has an alias that none had.", who.MERCURIUS),
    targets.UNCHANGED: Titled("Not modified", "GET by document id with `If-None-Match`, answered by 304.", who.STATIC),
    targets.EMBEDDED: Titled(
        "On the embedded store", "No record is in memory; the database's processor time included."
    ),
    targets.GROWTH: Titled(
        "Growth",
        "The founding documents once, 10 and 100 times, on the embedded store, default settings but that no answer "
        "is kept; the database's processor time included.",
        targets.ONCE,
    ),
    targets.GROWTH_COLD: Titled(
        "Growth, every record read", "The same, with no record in memory: what the database costs.", targets.ONCE
    ),
    targets.WORKERS: Titled(
        "Workers", "On the embedded store; all processes and the database's included.", targets.ONE_WORKER
    ),
}


def report(results: Results) -> Iterator[str]:
    """The whole report, line by line."""
    yield "# Ibid beside others"
    yield ""
    yield "By `make bench`; docs/performance.md says how it is measured and how to read it."
    yield ""
    yield from (f"- {name}: {value}" for name, value in results.machine.items())
    yield ""
    yield "## To reach"
    yield ""
    yield from target_table(results)
    for name, section in SECTIONS.items():
        group = results.group(name)
        if group.measured:
            yield from ("", f"## {section.heading}", "", section.about, "")
            yield from cost_table(group, section.base)
    yield from _features(results.group(targets.FEATURES))
    yield from _figures(results.figures)
    yield from _left_out(results.left_out)


def summary(results: Results) -> Iterator[str]:
    """What the docs keep of the last run: what is to be reached, and the two main tables with their plots."""
    machine = results.machine
    where = ", ".join(machine[name] for name in ("processor", "memory", "system", "python") if name in machine)
    yield f"On {where}; {machine.get('at', '')}. Others had {machine.get('others had', 'an unknown part')}."
    yield ""
    yield from target_table(results)
    for name in (targets.COLD, targets.KEPT):
        group, section = results.group(name), SECTIONS[name]
        if group.measured:
            yield from ("", f"{section.heading}. {section.about}", "")
            yield from cost_table(group, section.base)
            yield from ("", f"![{section.heading}](../benchmarks/reports/{name}.svg)")


def target_table(results: Results) -> Iterator[str]:
    """What is to be reached, what was found, and whether that is enough."""
    yield "| group, case: processor time of one / of another | wanted | found, median (least to most) | |"
    yield "|---|---|---|---|"
    for target in TARGETS:
        found = target.found(results)
        met = "not measured" if found is None else "reached" if target.is_met(found) else "**not reached**"
        yield f"| {target.name} | {target.wanted} | {found or ''} | {met} |"


def cost_table(group: Group, base: str = "") -> Iterator[str]:
    """Milliseconds of processor time a request; in brackets the speed beside one of them."""
    beside = f"; speed beside {base}" if base else ""
    yield f"| ms a request{beside} | {' | '.join(group.cases)} |"
    yield f"|---|{'---|' * len(group.cases)}"
    for server in group.servers:
        yield f"| {server} | {' | '.join(_cell(group, server, case, base) for case in group.cases)} |"


def _cell(group: Group, server: str, case: str, base: str) -> str:
    measured = group.one(server, case)
    if measured is None:
        return ""
    cost = f"{statistics.median(measured.cpu):.3g}"
    ratio = group.ratio(base, server, case)
    return cost if ratio is None else f"{cost} ({ratio.median:.3g})"


def _features(group: Group) -> Iterator[str]:
    """What each feature costs: the difference to Ibid without it."""
    if not group.measured:
        return
    yield from (
        "",
        "## What each request pays for",
        "",
        "Microseconds of processor time a request, by leaving it out.",
        "",
    )
    yield f"| feature | {' | '.join(group.cases)} |"
    yield f"|---|{'---|' * len(group.cases)}"
    for feature, title in TITLES.items():
        yield f"| {title} | {' | '.join(_saved(group, who.without(feature).name, case) for case in group.cases)} |"


def _saved(group: Group, server: str, case: str) -> str:
    """The median of the differences, round by round."""
    whole, without = group.one(who.IBID, case), group.one(server, case)
    if whole is None or without is None:
        return ""
    saved = [1000 * (one - other) for one, other in zip(whole.cpu, without.cpu, strict=True)]
    return f"{statistics.median(saved):.0f} ({min(saved):.0f} to {max(saved):.0f})"


def _figures(figures: Mapping[str, Sequence[Figure]]) -> Iterator[str]:
    if not figures:
        return
    yield from ("", "## Figures", "", "| | |", "|---|---|")
    for each in (one for some in figures.values() for one in some):
        yield f"| {each.what} | {each.value:,g} {each.unit} |"


def _left_out(left_out: Mapping[str, str]) -> Iterator[str]:
    if left_out:
        yield from ("", "## Left out", "")
        yield from (f"- {name}: {reason}" for name, reason in left_out.items())
