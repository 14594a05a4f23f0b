"""The folder that a parent and its workers share: how far the parent has come, and the workers' metrics."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from ibid.service import Phase


@dataclass(frozen=True, slots=True)
class Room:
    """A folder that is there as long as the parent is."""

    path: Path

    @classmethod
    def make(cls, path: Path) -> Self:
        """Furnish an empty folder."""
        room = cls(path)
        room.metrics.mkdir()
        room.say(Phase.STARTING)
        return room

    @property
    def metrics(self) -> Path:
        """Where each worker has its files of metrics."""
        return self.path / "metrics"

    def say(self, phase: Phase) -> None:
        """Write down how far the parent has come, so that nobody ever reads half of it."""
        fresh = self.path / "phase.new"
        fresh.write_text(phase, "ascii")
        fresh.replace(self.path / "phase")

    def phase(self) -> Phase:
        """How far the parent has come; one that is gone is stopping."""
        try:
            return Phase((self.path / "phase").read_text("ascii"))
        except FileNotFoundError:
            return Phase.STOPPING
