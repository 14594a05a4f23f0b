"""The whole comparison: fill, serve, compare every answer with the reference, measure in turn."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import orjson

from benchmarks.comparing import contestants as who
from benchmarks.comparing import stored, targets
from benchmarks.comparing.cases import QUERIES, VARIABLES, Case, unchanged
from benchmarks.comparing.contestants import ibid
from benchmarks.comparing.figures import answers_in_memory, starts
from benchmarks.comparing.results import Group, Results
from benchmarks.made.answers import Reference
from benchmarks.made.data import Made, Size
from benchmarks.made.tables import tables
from benchmarks.measuring import machine
from benchmarks.measuring.rounds import Course, Pace, Told, measure
from benchmarks.measuring.server import Running, all_running, running

FOUR = tuple(Case(query) for query in QUERIES)
NEVER_SEEN = (Case("q1", fresh=True), Case("q3", fresh=True))
FEATURE_CASES = (Case("q1"),)
"""What every request pays for is the same for all of them."""

UNHURRIED = Pace(rounds=3, seconds=1, warm=1)
HASTY = Pace(rounds=1, seconds=1, warm=1)
"""For a look whether everything works: its numbers mean nothing."""


def ignored(_: Results) -> None:
    """Keep nothing before the end."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One run, in a folder that is gone afterwards. What has come of it is told to `save` after each part."""

    folder: Path
    pace: Pace
    tell: Told
    save: Callable[[Results], None] = ignored
    results: Results = field(default_factory=Results)

    def run(self, parts: Iterable[str]) -> Results:
        """Measure these parts of it."""
        watch = machine.Watch()
        for name in parts:
            self.tell(f"== {name}")
            PARTS[name](self)
            self.results.machine = {**machine.described(), **watch.told()}
            self.save(self.results)
        return self.results

    def beside_peers(self) -> None:
        """Ibid and its peers on the same data in memory: cold, kept, never seen, unchanged."""
        reference = Reference(self._write_tables())
        self._write_bodies(reference)
        others = who.peers(self.folder / "tables.json", self._bodies)
        own = [
            ibid(who.IBID, who.COLD),
            ibid(who.PLAIN, {**who.COLD, **who.INTERPRETED}),
            who.strawberry(),
            ibid(who.WARM),
            who.static(self._bodies),
        ]
        with all_running([*own, *others], self.folder) as servers:
            by_name = {each.server.name: each for each in servers}
            kept = [by_name[name] for name in (who.WARM, who.STATIC, who.YOGA_CACHE, who.NODE_STATIC)]
            cold = [each for each in servers if each not in kept]
            fresh = [by_name[name] for name in (who.IBID, who.MERCURIUS)]
            self._check(reference, FOUR, servers)
            self._check(reference, NEVER_SEEN, fresh)
            self._measure(targets.COLD, FOUR, cold)
            self._measure(targets.KEPT, FOUR, kept)
            self._measure(targets.FRESH, NEVER_SEEN, fresh)
            self._unchanged([by_name[who.WARM], by_name[who.STATIC]])

    def features(self) -> None:
        """What each feature costs that every request pays for."""
        servers = [who.without(feature) for feature in (None, *who.ALL_FEATURES)]
        with all_running(servers, self.folder) as started:
            self._measure(targets.FEATURES, FEATURE_CASES, started)

    def embedded(self) -> None:
        """On the embedded store: cold records, workers, data that grow, what goes over the wire."""
        asyncio.run(stored.fill(self.folder))
        self.results.figures["wire"] = asyncio.run(stored.wire_figures(self.folder / "made"))
        self._cold_records()
        self._workers()
        self._growth(targets.GROWTH, who.COLD)
        self._growth(targets.GROWTH_COLD, who.COLD_RECORDS)

    def figures(self) -> None:
        """Starting, and the memory of kept answers."""
        self.results.figures["starts"] = starts(self.folder)
        with running(ibid(who.WARM), self.folder) as server:
            self.results.figures["memory"] = answers_in_memory(server, hasty=self.pace is HASTY)

    def _cold_records(self) -> None:
        server = stored.serving("Ibid, embedded store", self.folder / "made", who.COLD_RECORDS)
        with running(server, self.folder) as started:
            self._check(Reference(tables(stored.STORED)), FOUR, [started])
            self._measure(targets.EMBEDDED, FOUR, [started])

    def _workers(self) -> None:
        one = stored.serving(targets.ONE_WORKER, self.folder / "1", {"IBID_WORKERS": "1"})
        two = stored.serving(targets.TWO_WORKERS, self.folder / "again", {"IBID_WORKERS": "2"})
        with all_running([one, two], self.folder) as started:
            self._take(targets.WORKERS, stored.courses(started, ("Q2", "Q3")))

    def _growth(self, group: str, variables: Mapping[str, str]) -> None:
        servers = [stored.serving(name, self.folder / str(count), variables) for name, count in stored.COPIES.items()]
        with all_running(servers, self.folder) as started:
            stored.check_grown(started)
            self._take(group, stored.courses(started, stored.grown()))

    def _unchanged(self, servers: Sequence[Running]) -> None:
        courses = []
        for each in servers:
            request = unchanged(each, "q2")
            if request is None:
                self.results.left_out[targets.UNCHANGED] = f"{each.server.name} gives no ETag for a GET by document id"
                return
            courses.append(Course("Q2", each, [request]))
        self._take(targets.UNCHANGED, courses)

    @property
    def _bodies(self) -> Path:
        return self.folder / "bodies"

    def _write_tables(self) -> dict[str, list[dict[str, object]]]:
        content = orjson.dumps(tables(Made(Size())))
        (self.folder / "tables.json").write_bytes(content)
        read: dict[str, list[dict[str, object]]] = orjson.loads(content)
        return read

    def _write_bodies(self, reference: Reference) -> None:
        self._bodies.mkdir()
        for query, (first, *_) in VARIABLES.items():
            (self._bodies / query).write_bytes(orjson.dumps({"data": reference.answer(query, first)}))

    def _check(self, reference: Reference, cases: Sequence[Case], servers: Sequence[Running]) -> None:
        for each in servers:
            if each.server.name in {who.STATIC, who.NODE_STATIC}:
                continue
            for case in cases:
                case.check(each, reference)
        self.tell("every answer is what the reference says")

    def _measure(self, group: str, cases: Sequence[Case], servers: Sequence[Running]) -> None:
        self._take(group, [Course(case.name, each, case.requests(each)) for case in cases for each in servers])

    def _take(self, group: str, courses: Sequence[Course]) -> None:
        self.tell(f"-- {group}: {len(courses)} courses")
        self.results.groups[group] = Group(group, measure(courses, self.pace, self.tell))


PARTS: dict[str, Callable[[Comparison], None]] = {
    "peers": Comparison.beside_peers,
    "features": Comparison.features,
    "embedded": Comparison.embedded,
    "figures": Comparison.figures,
}
"""What a run can be made of."""


def compare(
    parts: Iterable[str] = tuple(PARTS),
    *,
    pace: Pace = UNHURRIED,
    tell: Told = print,
    save: Callable[[Results], None] = ignored,
) -> Results:
    """Run the comparison, or parts of it. WrongAnswer, LoadFailed, ServerFailed."""
    with tempfile.TemporaryDirectory(prefix="ibid-bench-") as folder:
        return Comparison(Path(folder), pace, tell, save).run(parts)
