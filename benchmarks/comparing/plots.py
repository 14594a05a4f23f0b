"""Plots of a run, as SVG: bars of processor time on a logarithmic scale. The same numbers give the same bytes."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterator
from html import escape

from benchmarks.comparing import targets
from benchmarks.comparing.results import Group, Results

PLOTS = (targets.COLD, targets.KEPT, targets.GROWTH)
"""The groups that there is a plot of, where they were measured."""

WIDTH, LABEL, VALUE, ROW, HEAD, MARGIN = 760, 190, 70, 18, 34, 12
OURS, STATIC, OTHERS = "#1a5fb4", "#c0bfbc", "#77767b"


def plots(results: Results) -> Iterator[tuple[str, str]]:
    """File names, and what is in them."""
    for name in PLOTS:
        group = results.group(name)
        if group.measured:
            yield f"{name}.svg", plot(group)


def plot(group: Group) -> str:
    """A panel for each case, a bar for each server."""
    panels = [_panel(group, case) for case in group.cases]
    height = MARGIN + sum(HEAD + ROW * len(rows) for _, rows in panels)
    body = "\n".join(_drawn(panels, _scale([cost for _, rows in panels for _, cost in rows])))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
        f'font-family="sans-serif" font-size="12" role="img" aria-label="{escape(group.name)}">\n'
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>\n{body}\n</svg>\n'
    )


Rows = list[tuple[str, float]]


def _panel(group: Group, case: str) -> tuple[str, Rows]:
    found = ((server, group.one(server, case)) for server in group.servers)
    return case, [(server, statistics.median(each.cpu)) for server, each in found if each is not None]


def _scale(costs: list[float]) -> tuple[float, float]:
    """Where the scale begins and how many pixels a power of ten has: decades whole, so that plots can be compared."""
    low = math.floor(math.log10(min(costs)))
    high = math.ceil(math.log10(max(costs)))
    return low, (WIDTH - LABEL - VALUE - 2 * MARGIN) / max(high - low, 1)


def _drawn(panels: list[tuple[str, Rows]], scale: tuple[float, float]) -> Iterator[str]:
    low, decade = scale
    top = MARGIN
    for case, rows in panels:
        told = f"{escape(case)}: ms of processor time a request, logarithmic"
        yield f'<text x="{MARGIN}" y="{top + 20}" font-weight="bold">{told}</text>'
        top += HEAD
        for server, cost in rows:
            long = max(1.0, (math.log10(cost) - low) * decade)
            yield f'<text x="{LABEL}" y="{top + 13}" text-anchor="end">{escape(server)}</text>'
            size = f'width="{long:.1f}" height="{ROW - 4}"'
            yield f'<rect x="{LABEL + 6}" y="{top + 2}" {size} fill="{_colour(server)}"/>'
            yield f'<text x="{LABEL + 12 + long:.1f}" y="{top + 13}">{cost:.3g}</text>'
            top += ROW


def _colour(server: str) -> str:
    return OURS if server.startswith("Ibid") else STATIC if server.startswith("static") else OTHERS
