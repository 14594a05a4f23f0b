"""Counting at little cost: what happened is added up by what it has in common, and handed to the metrics now and then.

A request has a dozen metrics with labels. To find and raise each of them costs as much as a small answer does; to add
it up costs two looks into dictionaries.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from prometheus_client import Histogram
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector


class Spread:
    """Some values, by the buckets of a histogram."""

    __slots__ = ("_bounds", "count", "counts", "total")

    def __init__(self, bounds: Sequence[float]) -> None:
        self._bounds = bounds
        self.counts = [0] * (len(bounds) + 1)
        self.total = 0.0
        self.count = 0

    def add(self, value: float) -> None:
        """Add one."""
        self.count += 1
        self.counts[bisect_left(self._bounds, value)] += 1
        self.total += value


class AddedUp(Histogram):
    """A histogram that takes many values at once."""

    def add(self, spread: Spread) -> None:
        """Take values that were added up by the same buckets."""
        self._sum.inc(spread.total)
        for bucket, count in zip(self._buckets, spread.counts, strict=True):
            if count:
                bucket.inc(count)


class Tally:
    """Operations or requests that have everything in common: how long they took, and what they cost."""

    __slots__ = ("costs", "seconds")

    def __init__(self, times: Sequence[float], prices: Sequence[float]) -> None:
        self.seconds = Spread(times)
        self.costs = Spread(prices)


class Tallies:
    """What was counted since it was last handed over, by what it has in common: labels, in their order."""

    __slots__ = ("_prices", "_times", "codes", "lookups", "operations", "requests")

    def __init__(self, times: Sequence[float], prices: Sequence[float]) -> None:
        self._times, self._prices = times, prices
        self.requests: dict[tuple[str, str, int | None], Tally] = {}
        self.operations: dict[tuple[str, str, str, str | None], Tally] = {}
        self.lookups: Counter[tuple[str, bool]] = Counter()
        self.codes: Counter[str] = Counter()

    def request(self, labels: tuple[str, str, int | None], seconds: float) -> None:
        """Count a request, by route, method and status."""
        tally = self.requests.get(labels)
        if tally is None:
            tally = self.requests[labels] = Tally(self._times, ())
        tally.seconds.add(seconds)

    def operation(self, labels: tuple[str, str, str, str | None], seconds: float, cost: int | None) -> None:
        """Count an operation, by kind, name, code and executor."""
        tally = self.operations.get(labels)
        if tally is None:
            tally = self.operations[labels] = Tally(self._times, self._prices)
        tally.seconds.add(seconds)
        if cost is not None:
            tally.costs.add(cost)


class HandingOver(Collector):
    """Has what was counted handed over before metrics are collected: the first one of a registry."""

    def __init__(self, hand_over: Callable[[], None]) -> None:
        self._hand_over = hand_over

    def collect(self) -> Iterator[Metric]:
        """Nothing of its own."""
        self._hand_over()
        yield from ()
