"""The last member of an archive: what the others are. An archive without it is none.

The format, version 1: a ZIP (with ZIP64, deflated) of members `<collection>/<number>.bson`, each of them BSON documents
one behind the other, as `mongodump` writes and `bsondump` reads them, and then `manifest.json`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Self

FORMAT, FORMAT_VERSION = "ibid-backup", 1
NAME = "manifest.json"

MEMBER_BYTES = 8 * 2**20
"""A member ends with the row that takes it to so many bytes: one at a time is in memory."""

_WRAP = 2**256


@dataclass(frozen=True, slots=True)
class Total:
    """How many rows a collection has, and the sum of their SHA-256 modulo 2^256 in hex: equal for equal sets."""

    rows: int
    digest: str


@dataclass(slots=True)
class Tally:
    """A total under way."""

    rows: int = 0
    sum: int = 0

    def add(self, content: bytes) -> None:
        """Count one row, by its BSON."""
        self.rows += 1
        self.sum = (self.sum + int.from_bytes(hashlib.sha256(content).digest())) % _WRAP

    def total(self) -> Total:
        """The total so far."""
        return Total(self.rows, f"{self.sum:064x}")


@dataclass(frozen=True, slots=True)
class Member:
    """A member: its name, how many rows it has, and its bytes before compression with their SHA-256 in hex."""

    name: str
    rows: int
    bytes: int
    sha256: str

    @property
    def collection(self) -> str:
        """The collection that its rows are of."""
        return self.name.partition("/")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What an archive holds: the state of a database of a schema version at a place (`epoch`, `head`) of its feed."""

    schema_version: int
    epoch: str
    head: int
    at: datetime
    totals: Mapping[str, Total]
    members: tuple[Member, ...]

    def written(self) -> bytes:
        """As JSON."""
        content = {
            "format": FORMAT,
            "version": FORMAT_VERSION,
            "schemaVersion": self.schema_version,
            "epoch": self.epoch,
            "head": self.head,
            "at": self.at.isoformat(),
            "collections": {name: asdict(total) for name, total in self.totals.items()},
            "members": [asdict(member) for member in self.members],
        }
        return json.dumps(content, indent=1).encode()

    @classmethod
    def read(cls, content: Mapping[str, Any]) -> Self:
        """From what JSON gave; KeyError, TypeError, ValueError or AttributeError where it is none of ours."""
        return cls(
            schema_version=int(content["schemaVersion"]),
            epoch=str(content["epoch"]),
            head=int(content["head"]),
            at=datetime.fromisoformat(content["at"]),
            totals={name: Total(**total) for name, total in content["collections"].items()},
            members=tuple(Member(**member) for member in content["members"]),
        )
