"""kill -9 in the middle of mutations: what was acknowledged is there once, with its revision and its change."""

from __future__ import annotations

import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from store.embedded.client import embedded
from store.mongo.store import MongoStore
from store.records import ParagraphRecord
from tests.support.editing import UNLIMITED, WRITE, Editor, editor, item, paragraph
from tests.support.processes import kill, runtime
from tests.support.served import Served, free_port, start, wait_until_ready

pytestmark = [pytest.mark.embedded, pytest.mark.xdist_group("killing")]

MUTATIONS = 1000
LANGUAGES = ("es", "ar", "zh", "ru", "sw")
"""One writer each: nobody meets another's text, so that whatever is acknowledged was written."""

LABELS = [f"PP{number}" for number in range(1, 11)]
LONG = 20
ROUNDS = [pytest.param(3, id="3 rounds"), pytest.param(LONG, id="20 rounds", marks=pytest.mark.soak)]
REPORT = Path(__file__).parents[2] / "benchmarks" / "reports" / "killed-editing.txt"
"""Of the last long run."""

ENOUGH = 30
"""Mutations that are acknowledged between two blows."""

WITHIN = 120.0
"""Seconds in which a round must have come to its end."""


@dataclass
class Writer:
    """Sends texts of one language one after the other, each until it is acknowledged, and remembers the answers."""

    who: Editor
    language: str
    stopping: threading.Event
    acknowledged: list[tuple[str, str, int]] = field(default_factory=list)

    def write(self) -> None:
        revisions = dict.fromkeys(LABELS, 0)
        for number in range(MUTATIONS // len(LANGUAGES)):
            if self.stopping.is_set():
                return
            label, text = LABELS[number % len(LABELS)], f"Text {number} in {self.language}"
            sent = item(paragraph(label), self.language, text, revisions[label], intent="DRAFT")
            result = self._answer({"items": [sent], "idempotencyKey": f"{self.language}-{number}"})
            assert result["__typename"] == "TranslationWritten", result
            revisions[label] = result["variant"]["revision"]
            self.acknowledged.append((label, text, revisions[label]))

    def _answer(self, sent: dict[str, Any]) -> dict[str, Any]:
        """What becomes of a text, however often it must be asked."""
        pause = threading.Event()
        for _ in range(int(WITHIN / 0.1)):
            try:
                body = self.who.both(WRITE, input=sent)
            except (httpx.TransportError, ValueError):
                body = {}
            if body.get("data"):
                return dict(body["data"]["writeTranslations"]["results"][0])
            pause.wait(0.1)
        raise AssertionError("not acknowledged")


@pytest.mark.parametrize("rounds", ROUNDS)
async def test_what_was_acknowledged_is_there_once(tmp_path: Path, rounds: int) -> None:
    data_dir, port, stopping = tmp_path / "data", free_port(), threading.Event()
    server = start(data_dir, port, environment=UNLIMITED)
    wait_until_ready(server)
    ada = editor(server, "Ada", "ADMIN")
    writers = [Writer(ada, language, stopping) for language in LANGUAGES]
    with ThreadPoolExecutor(len(writers)) as pool:
        working = [pool.submit(writer.write) for writer in writers]
        try:
            for number in range(rounds):
                _until(lambda enough=(number + 1) * ENOUGH: _count(writers) >= enough or all(w.done() for w in working))
                server = _struck(server, port, number)
        finally:
            stopping.set()
        for work in working:
            work.result(timeout=WITHIN)

    told = [each for writer in writers for each in writer.acknowledged]
    assert len(told) >= rounds * ENOUGH or len(told) == MUTATIONS
    for writer in writers:
        _assert_history(ada, writer)
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(timeout=30) == 0
    await _assert_feed(data_dir, len(told))
    if rounds == LONG:
        _report(rounds, writers)


def _report(rounds: int, writers: list[Writer]) -> None:
    """What the long run found, to be committed: it is written only where everything was as it must be."""
    told = {writer.language: len(writer.acknowledged) for writer in writers}
    lines = [
        f"{datetime.now(UTC):%Y-%m-%d}: kill -9 in the middle of mutations (tests/integration/test_editing_killed.py)",
        f"rounds: {rounds}, of which the API was killed in {(rounds + 1) // 2} and the database in {rounds // 2}",
        f"mutations acknowledged: {sum(told.values())} ({', '.join(f'{tag} {count}' for tag, count in told.items())})",
        "found once each, at the revision that was told, with one change in the feed each: all of them",
        "differences between what is derived and what it is derived from: none",
    ]
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text("\n".join(lines) + "\n", "utf-8")


def _count(writers: list[Writer]) -> int:
    return sum(len(writer.acknowledged) for writer in writers)


def _until(condition: Any) -> None:
    pause = threading.Event()
    for _ in range(int(WITHIN / 0.05)):
        if condition():
            return
        pause.wait(0.05)
    raise AssertionError("nothing goes on")


def _struck(server: Served, port: int, number: int) -> Served:
    """Kill the API in even rounds, the database in odd ones; give the server that is ready then."""
    if number % 2:
        kill(runtime(server.data_dir).engine)
        wait_until_ready(server)
        return server
    kill(server.process.pid)
    server.process.wait()
    again = start(server.data_dir, port, environment=UNLIMITED)
    wait_until_ready(again)
    return again


def _assert_history(ada: Editor, writer: Writer) -> None:
    """Each text once, at the revision that was told, and nothing else."""
    for label in LABELS:
        wanted = [(revision, text) for at, text, revision in writer.acknowledged if at == label]
        query = """query($unit: ID!, $language: LanguageTag!) {
          variantHistory(unit: $unit, language: $language, first: 500) { nodes { revision markdown } } }"""
        found = ada.ask(query, unit=paragraph(label), language=writer.language)["variantHistory"]["nodes"]
        assert sorted((each["revision"], each["markdown"]) for each in found) == wanted
        assert [revision for revision, _ in wanted] == list(range(1, len(wanted) + 1))


async def _assert_feed(data_dir: Path, mutations: int) -> None:
    """A change for each text, and what is derived from texts is as they are."""
    async with embedded(data_dir, role="tool") as uri:
        store = await MongoStore.open(uri)
        head = await store.head()
        changes = [change for change in await store.changes(0, head) if change.by == "Ada"]
        written = [change for change in changes if change.type == "PARAGRAPH"]
        records = await store.get(ParagraphRecord, [f"A/RES/74/148#{label}" for label in LABELS])
        differences = await store.differences()
        await store.close()

    assert len(written) == mutations
    assert all(change.seq for change in changes)
    for record in records:
        assert record is not None
        own = [change.revision for change in written if change.key == record.key]
        assert own == sorted(set(own)), "each change raised the revision"
        assert record.revision == max(own, default=record.revision)
    assert differences == []
