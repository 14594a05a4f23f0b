"""What the supervisor makes of an engine's answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.embedded import engine
from store.embedded.directory import DataDirectory, State
from store.embedded.supervisor import Supervisor
from store.mongo.probe import Health


class Answering:
    """An engine and its probe: it gives the answers that it was told to."""

    pid = 4711

    def __init__(self, *answers: Health) -> None:
        self.answers = list(answers)
        self.is_stopped = False

    def ask(self) -> Health:
        return self.answers.pop(0)

    def close(self) -> None:
        pass

    def has_ended(self, within: float = 0) -> bool:
        return False

    def stop(self, patience: float) -> None:
        self.is_stopped = True


@pytest.mark.parametrize(
    ("answers", "room", "is_stopped", "state"),
    [
        ([Health.WORKS], 0, False, State.READY),
        ([Health.REFUSES], 0, True, State.STARTING),
        ([Health.REFUSES], 2**60, False, State.FULL),
        ([Health.REFUSES, Health.WORKS], 2**60, False, State.READY),
        ([Health.SILENT] * 2, 0, False, State.READY),
        ([Health.SILENT] * 3, 0, True, State.STARTING),
        ([Health.SILENT, Health.SILENT, Health.WORKS, Health.SILENT], 0, False, State.READY),
        ([Health.LOCKED_OUT], 0, True, State.STARTING),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, list) else str(value),
)
def test_an_engine_that_cannot_work_is_started_anew_where_that_helps(
    *,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answers: list[Health],
    room: int,
    is_stopped: bool,
    state: State,
) -> None:
    monkeypatch.setattr(engine, "ROOM", room)
    directory = DataDirectory(tmp_path)
    watching = Supervisor(directory, 0)
    answering = Answering(*answers)
    watching._engine = watching._probe = answering  # type: ignore[assignment]  # it answers for both
    watching._say(State.READY)

    while answering.answers:
        watching._look()

    said = directory.runtime()
    assert said is not None
    assert (is_stopped, state) == (answering.is_stopped, said.state)
