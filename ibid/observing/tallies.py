"""Counting at little cost: what happened is added up by what it has in common, and handed to the metrics now and then.

A request has a dozen metrics with labels. To find and raise each of them costs as much as a small answer does; to add
it up costs one look into a dictionary.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

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
    """Requests or operations that have everything in common: how long they took, and what they cost."""

    __slots__ = ("costs", "seconds")

    def __init__(self, times: Sequence[float], prices: Sequence[float]) -> None:
        self.seconds = Spread(times)
        self.costs = Spread(prices)


class Common(NamedTuple):
    """What they have in common. Of an operation on a socket, `route` is None; of a request for none, `kind`."""

    route: str | None
    method: str
    status: int | None
    kind: str | None
    operation: str
    codes: tuple[str, ...]
    executor: str | None
    lookups: tuple[tuple[str, bool], ...]

    @property
    def is_operation(self) -> bool:
        """Whether an operation was asked for."""
        return self.kind is not None or bool(self.codes)


class Tallies(dict[tuple[Any, ...], Tally]):
    """What was counted since it was last handed over, by what it has in common: the fields of Common."""

    def __init__(self, times: Sequence[float], prices: Sequence[float]) -> None:
        super().__init__()
        self._times, self._prices = times, prices

    def __missing__(self, common: tuple[Any, ...]) -> Tally:
        """The tally of what was not counted yet."""
        made = self[common] = Tally(self._times, self._prices)
        return made


class HandingOver(Collector):
    """Has what was counted handed over before metrics are collected: the first one of a registry."""

    def __init__(self, hand_over: Callable[[], None]) -> None:
        self._hand_over = hand_over

    def collect(self) -> Iterator[Metric]:
        """Nothing of its own."""
        self._hand_over()
        yield from ()
