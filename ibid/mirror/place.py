"""How far a copy has come."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Self


class Phase(StrEnum):
    """What a copy is at. EMPTY: nothing was begun. COPYING: a baseline comes in. FOLLOWING: it is whole."""

    EMPTY = "EMPTY"
    COPYING = "COPYING"
    FOLLOWING = "FOLLOWING"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """How far a baseline has come in: the last token, how many parts and records, and the chain of their hashes."""

    token: str = ""
    parts: int = 0
    records: int = 0
    chain: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a copy goes on, kept beside it.

    `generation` is the number of the baseline that is whole (0: none yet), `incoming` that of the one that comes in.
    `cursor` is where the whole one is in the feed of the source, `reached` how far the incoming one is. `url` and
    `filter` say what it is a copy of.
    """

    phase: Phase = Phase.EMPTY
    generation: int = 0
    incoming: int = 0
    cursor: str = ""
    reached: Reached = Reached()
    url: str = ""
    filter: str = ""

    def text(self) -> str:
        """The place as JSON, as it is kept."""
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, text: str) -> Self:
        """The place of its JSON."""
        kept = json.loads(text)
        return cls(**{**kept, "phase": Phase(kept["phase"]), "reached": Reached(**kept["reached"])})

    def anew(self, url: str, wanted: str) -> Place:
        """The place at the begin of another baseline; what is whole stays as it is."""
        incoming = max(self.generation, self.incoming) + 1
        return Place(
            phase=Phase.COPYING,
            generation=self.generation,
            incoming=incoming,
            cursor=self.cursor,
            url=url,
            filter=wanted,
        )

    def switched(self, cursor: str) -> Place:
        """The place where the incoming baseline is whole, and is the copy from now on."""
        return Place(phase=Phase.FOLLOWING, generation=self.incoming, cursor=cursor, url=self.url, filter=self.filter)
