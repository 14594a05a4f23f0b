"""Several servers asked the same in turn: round by round, so that whatever the machine does meets all of them alike."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from benchmarks.measuring.load import Answered, LoadFailed, Request, load, one_by_one
from benchmarks.measuring.server import Running

MOST_CONNECTIONS = 8
UNFINISHED = 0.01
"""The share of requests that may be under way when a run ends: they cost, and are not counted."""

SLOW = 0.03
"""Seconds of processor time of a request from which on none may be left unfinished."""

FEWEST = 3
"""Requests of a run of a slow server."""

SETTLED = 0.05
"""Seconds after a run, for a server to be done with what nobody waits for any more."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How long each is measured: rounds of some seconds, after some seconds that do not count."""

    rounds: int
    seconds: int
    warm: int


@dataclass(slots=True)
class Measured:
    """One server at one case. The lists have a value a round.

    `cpu` is milliseconds of processor time a request, `rate` requests a second on one processor, `p50` milliseconds
    until half of the answers were there; `bytes` are those of a response, its headers included.
    """

    server: str
    case: str
    bytes: int = 0
    cpu: list[float] = field(default_factory=list)
    rate: list[float] = field(default_factory=list)
    p50: list[float] = field(default_factory=list)

    def add(self, cpu: float, answered: Answered) -> None:
        """Take a round."""
        self.cpu.append(cpu)
        self.rate.append(answered.requests / answered.seconds)
        self.p50.append(answered.p50)
        self.bytes = answered.bytes // answered.requests


@dataclass(frozen=True, slots=True)
class Course:
    """What a case sends to a server."""

    case: str
    running: Running
    requests: Sequence[Request]


Told = Callable[[str], None]


def measure(courses: Sequence[Course], pace: Pace, tell: Told) -> list[Measured]:
    """Each course in turn, round by round, after all were warmed. LoadFailed where a server answers with errors."""
    found = {id(each): Measured(each.running.server.name, each.case) for each in courses}
    costs = {id(each): _warmed(each, pace.warm) for each in courses}
    for number in range(pace.rounds):
        tell(f"round {number + 1} of {pace.rounds}")
        for each in courses:
            cost, answered = _run(each, pace.seconds, costs[id(each)])
            found[id(each)].add(cost * 1000, answered)
    return list(found.values())


def _warmed(course: Course, seconds: int) -> float:
    """What a request costs once the server is warm, roughly: seconds of processor time."""
    cost = 0.0
    for _ in range(2):  # the first requests are dear: they are parsed, planned and compiled
        cost, _ = _run(course, seconds, None)
    return cost if cost > SLOW else _run(course, seconds, cost)[0]


def _run(course: Course, seconds: int, cost: float | None) -> tuple[float, Answered]:
    """One run by wrk; one request at a time of a slow server, and some of one of which nothing is known."""
    before = course.running.spent()
    if cost is None or cost > SLOW:
        times = FEWEST if cost is None else max(FEWEST, int(seconds / cost))
        answered = one_by_one(course.running.address, course.requests, times=times)
    else:
        connections = max(1, min(MOST_CONNECTIONS, int(seconds / cost * UNFINISHED)))
        answered = load(course.running.address, course.requests, seconds=seconds, connections=connections)
    time.sleep(SETTLED)
    spent = course.running.spent() - before
    if spent <= 0:
        raise LoadFailed(f"{course.running.server.name} had no processor time that could be measured")
    return spent / answered.requests, answered


def ratios(above: Measured, below: Measured) -> Iterator[float]:
    """How many times as much one costs as the other, round by round."""
    return (one / other for one, other in zip(above.cpu, below.cpu, strict=True))
