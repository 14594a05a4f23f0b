"""Figures that are no ratios: how long a start takes, and what kept answers take of memory."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, permutations, product
from pathlib import Path
from typing import Any

import httpx

from benchmarks.comparing.cases import QUERIES
from benchmarks.comparing.results import Figure
from benchmarks.comparing.stored import serving
from benchmarks.made.data import Made, Size
from benchmarks.measuring.server import Running, running
from i18n.languages import OFFICIAL

ANSWERS, SOME = 10_000, 500


def starts(folder: Path) -> list[Figure]:
    """Of `ibid serve` on an empty folder, and on the same one again: until it is ready, processor time, memory."""
    found = []
    for what in ("on an empty folder", "with the founding documents there"):
        with running(serving(f"start {what}", folder / "started"), folder) as server:
            found += [
                Figure(f"start {what}: until ready", round(server.started_in, 2), "s"),
                Figure(f"start {what}: processor time", round(server.spent(), 2), "s"),
                Figure(f"start {what}: memory, database included", round(server.resident()), "MB"),
            ]
    return found


def answers_in_memory(server: Running, *, hasty: bool = False) -> list[Figure]:
    """What a server's memory grows by when it has given so many different answers, and how large those are."""
    count = SOME if hasty else ANSWERS
    with httpx.Client(base_url=f"http://{server.address}", timeout=60) as client:
        for variables in islice(_different(), 50):
            _ask(client, variables)
        before = server.resident()
        size = sum(_ask(client, variables) for variables in islice(_different(), 50, 50 + count))
    grown = server.resident() - before
    return [
        Figure(f"{count:,} different answers of Q2: together", round(size / 1e6, 1), "MB"),
        Figure(f"{count:,} different answers of Q2: memory grows by", round(grown, 1), "MB"),
    ]


def _ask(client: httpx.Client, variables: dict[str, Any]) -> int:
    answer = client.post("/graphql", json={"query": QUERIES["q2"], "variables": variables})
    answer.raise_for_status()
    return len(answer.content)


def _different() -> Iterator[dict[str, Any]]:
    """Documents, each with preferences that differ: of one language, of two, of three."""
    preferences = [list(each) for length in (1, 2, 3) for each in permutations(OFFICIAL, length)]
    symbols = [each.symbol for each in Made(Size(paragraphs=0)).documents()]
    return ({"symbol": symbol, "languages": preference} for preference, symbol in product(preferences, symbols))
