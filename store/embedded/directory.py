"""A data directory: where things are in it, who may read them, and what is written down in it.

| name | what |
|---|---|
| `secantus-<version>/` | the engine's files |
| `engine.json` | the engine's version, and whether its access control is set up |
| `secret` | the password of the engine's one user |
| `runtime.json` | the supervisor that runs now: its engine, port and state |
| `serve.lock`, `clients.lock`, `supervisor.lock` | who uses it (docs/store.md) |
| `engine.toml`, `engine.log`, `supervisor.log` | the engine's settings, and what was said |
"""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Self

from store.embedded.errors import DataDirectoryUnusable
from store.embedded.locks import FileLock

USER = "ibid"
"""The engine's one user."""

_TAIL = 2000
_OPTIONS = (
    "authSource=admin&authMechanism=SCRAM-SHA-256&w=1&journal=true"
    "&heartbeatFrequencyMS=1000&serverSelectionTimeoutMS=5000&maxPoolSize=16"
)


class State(StrEnum):
    """What a supervisor says of its engine."""

    STARTING = "starting"
    READY = "ready"
    FULL = "disk full"
    FAILING = "failing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Runtime:
    """A running supervisor: process ids, the engine's port and state, how often it failed in a row, and why last."""

    supervisor: int
    engine: int | None
    port: int
    state: State
    failures: int = 0
    reason: str = ""

    def is_current(self) -> bool:
        """Whether the supervisor that said so still runs."""
        try:
            os.kill(self.supervisor, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            return True
        return True


@dataclass(frozen=True, slots=True)
class Written:
    """What is known of the engine that writes this directory."""

    version: str
    secured: bool


@dataclass(frozen=True, slots=True)
class DataDirectory:
    """The paths and files of a data directory."""

    path: Path

    @classmethod
    def at(cls, path: Path) -> Self:
        """The data directory at a path, which stays the same when the working directory changes."""
        return cls(path.absolute())

    def prepare(self) -> None:
        """Make it, for its owner only, with its secret; or raise DataDirectoryUnusable."""
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._make_secret()
        except OSError as error:
            raise DataDirectoryUnusable(self.path, error.strerror or str(error)) from error

    def _make_secret(self) -> None:
        """Make the secret once: whole, or not there, whoever else does the same."""
        if (self.path / "secret").exists():
            return
        mine = self.path / f"secret.{os.getpid()}"
        self._write(mine, secrets.token_urlsafe(32))
        try:
            os.link(mine, self.path / "secret")
        except FileExistsError:
            pass
        finally:
            mine.unlink()

    def secret(self) -> str:
        """The password of the engine's user."""
        return (self.path / "secret").read_text(encoding="ascii")

    def uri(self, port: int, database: str = "ibid") -> str:
        """The engine's address, with credentials."""
        return f"mongodb://{USER}:{self.secret()}@127.0.0.1:{port}/{database}?{_OPTIONS}"

    def lock(self, name: str) -> FileLock:
        """One of the directory's locks."""
        return FileLock(self.path / f"{name}.lock")

    def is_supervised(self) -> bool:
        """Whether a supervisor runs."""
        return self.lock("supervisor").is_claimed()

    def storage(self, version: str) -> Path:
        """Where an engine of a version keeps its files."""
        return self.path / f"secantus-{version}"

    def runtime(self) -> Runtime | None:
        """What the last supervisor said."""
        found = self._read("runtime.json")
        return found and Runtime(**{**found, "state": State(found["state"])})

    def write_runtime(self, runtime: Runtime) -> None:
        """Say what the supervisor is at."""
        self._replace("runtime.json", asdict(runtime))

    def written(self) -> Written | None:
        """What is known of the engine; None for a directory that no engine has written."""
        found = self._read("engine.json")
        return found and Written(**found)

    def write_written(self, written: Written) -> None:
        """Remember the engine."""
        self._replace("engine.json", asdict(written))

    def tail(self) -> str:
        """The end of the engine's log."""
        log = self.path / "engine.log"
        return log.read_text(encoding="utf-8", errors="replace")[-_TAIL:] if log.exists() else ""

    def _read(self, name: str) -> Any:
        try:
            return json.loads((self.path / name).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None

    def _replace(self, name: str, content: object) -> None:
        """Write a file so that nobody ever reads half of it."""
        fresh = self.path / f"{name}.{os.getpid()}"
        self._write(fresh, json.dumps(content))
        fresh.replace(self.path / name)

    @staticmethod
    def _write(path: Path, text: str) -> None:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(handle)
