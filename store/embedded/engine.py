"""The engine: SecantusDB's console script, run as a process of its own and spoken to over the wire, never imported.

Its licence (GPL-2.0-only) is why; docs/adr has the reasons. Its version is pinned by the extra `embedded`.
"""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from store.embedded.directory import DataDirectory
from store.embedded.errors import EngineMissing, EngineVersionMismatch

PROGRAM = "secantusd-py"
CACHE = "512M"
"""The engine's own cache; its default is 1G."""

_LEASH = Path(__file__).with_name("leash.py")
_LOG_LIMIT = 5_000_000
"""Bytes; a longer log is put aside when an engine starts."""

ROOM = 12 * 2**20
"""Bytes that must be free for an engine to start: the next file of its log, and some more."""

STOP_SECONDS = 10.0
"""How long an engine may take to end by itself."""

STOP_POLL = 0.02

_PORTS = range(20_000, 32_000)


def installed_version() -> str:
    """The version of the engine beside this Python, or EngineMissing."""
    try:
        found = version("secantusdb")
    except PackageNotFoundError as error:
        raise EngineMissing from error
    program()
    return found


def program() -> str:
    """Where the console script is."""
    found = shutil.which(PROGRAM, path=str(Path(sys.executable).parent))
    if found is None:
        raise EngineMissing
    return found


def check_version(directory: DataDirectory) -> None:
    """Refuse a directory that another version wrote."""
    written, installed = directory.written(), installed_version()
    if written is not None and written.version != installed:
        raise EngineVersionMismatch(directory.path, written.version, installed)


def lacks_room(directory: DataDirectory) -> bool:
    """Whether the disk is too full for an engine to start."""
    return shutil.disk_usage(directory.path).free < ROOM


def free_port() -> int:
    """A port of the loopback interface that is free now.

    Not one of those that the kernel gives to connections going out: while the engine starts again, somebody's
    connection could get its port, even one that tries to reach that very port.
    """
    port = secrets.choice(_PORTS)
    while is_taken(port):
        port = secrets.choice(_PORTS)
    return port


def is_taken(port: int) -> bool:
    """Whether somebody listens on a port, or has it."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
        return False


def is_listening(port: int) -> bool:
    """Whether somebody takes connections on a port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Engine:
    """A running engine. It ends when the process that made it does."""

    def __init__(self, directory: DataDirectory, port: int, *, secured: bool) -> None:
        self.port = port
        with _log(directory).open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603  # our own script and the engine's
                [sys.executable, "-I", str(_LEASH), str(os.getpid()), *_command(directory, port, secured=secured)],
                cwd=directory.path,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                umask=0o077,
            )

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def has_ended(self, within: float = 0) -> bool:
        """Whether it has ended, or does so in that many seconds."""
        try:
            self._process.wait(within)
        except subprocess.TimeoutExpired:
            return False
        return True

    def stop(self, patience: float = STOP_SECONDS) -> None:
        """Ask it to end, and end it after so many seconds; what it acknowledged is on disk."""
        self._process.terminate()
        deadline = time.monotonic() + patience
        while not self.has_ended(STOP_POLL) and time.monotonic() < deadline:
            # It waits two seconds for its accept() to return, unless somebody calls.
            is_listening(self.port)
        self._process.kill()
        self._process.wait()


def _command(directory: DataDirectory, port: int, *, secured: bool) -> list[str]:
    storage = directory.storage(installed_version())
    storage.mkdir(mode=0o700, exist_ok=True)
    # Without a configuration of its own the engine looks for one in several places.
    config = directory.path / "engine.toml"
    config.touch(mode=0o600)
    command = [program(), "--host", "127.0.0.1", "--port", str(port), "--storage-path", str(storage)]
    command += ["--sync-on-commit", "--cache-size", CACHE, "--config", str(config), "--log-level", "WARNING"]
    return [*command, "--auth"] if secured else command


def _log(directory: DataDirectory) -> Path:
    log = directory.path / "engine.log"
    if log.exists() and log.stat().st_size > _LOG_LIMIT:
        log.replace(log.with_suffix(".log.1"))
    return log
