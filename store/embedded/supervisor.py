"""The supervisor: a small process that keeps one engine running while any client holds the data directory.

`python -m store.embedded.supervisor DIRECTORY PORT` leaves the terminal and its parent, and returns at once. Clients
hold `clients.lock` together; once the supervisor gets it alone, nobody is left, and it ends with its engine. If the
supervisor is killed, the kernel kills the engine, and a client that goes on starts another supervisor on the same port.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from store.embedded.directory import USER, DataDirectory, Runtime, State, Written
from store.embedded.engine import STOP_SECONDS, Engine, free_port, installed_version, is_listening, is_taken, lacks_room
from store.mongo.probe import Health, Probe

TICK = 0.25
"""Seconds between looks at the clients."""

LISTEN = 0.02
"""Seconds between looks at a new engine."""

PROBE_EVERY = 1.0
"""Seconds between questions to the engine."""

START_SECONDS = 60.0
"""How long an engine may take to start: it reads its log after a crash."""

PORT_SECONDS = 1.0
"""How long a port may be taken before it is somebody else's."""

LONGEST_PAUSE = 5.0
"""The most seconds between two tries."""

SILENCES = 3
"""So many questions without an answer in a row, and the engine is started anew."""


class Supervisor:
    """Keeps one engine running."""

    def __init__(self, directory: DataDirectory, port: int) -> None:
        self._directory = directory
        self._clients = directory.lock("clients")
        self._version = installed_version()
        last = directory.runtime()
        # Clients of a supervisor that was killed know its port, and only that one.
        self._port = port or (last.port if last else free_port())
        self._is_port_fixed = bool(port)
        self._engine: Engine | None = None
        self._probe: Probe | None = None
        self._failures = self._silences = 0
        self._reason = ""
        self._not_before = self._next_probe = 0.0
        self._stopping = threading.Event()
        self._said: Runtime | None = None

    def run(self) -> None:
        """Go on until there is no client, or until told to stop."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self._stopping.set())
        self._say(State.STARTING)
        while not self._stopping.is_set() and not self._clients.claim():
            self._tick()
        self._drop()

    def _tick(self) -> None:
        if self._engine is None:
            self._start_when_due()
        elif self._engine.has_ended(TICK):
            self._fail("the engine ended")
        elif time.monotonic() >= self._next_probe:
            self._look()

    def _start_when_due(self) -> None:
        if time.monotonic() < self._not_before:
            self._stopping.wait(TICK)
            return
        try:
            written = self._directory.written()
            if written is None or not written.secured:
                self._secure()
            elif self._starts(self._directory.uri(self._port), secured=True):
                self._failures = self._silences = 0
                self._reason = ""
                self._say(State.READY)
        except OSError as error:
            # The directory cannot be written, most likely: the disk is full.
            self._fail(str(error))

    def _secure(self) -> None:
        """Give the engine its user, which it takes only while its access control is off; then start it with it on."""
        self._directory.write_written(Written(self._version, secured=False))
        if self._starts(f"mongodb://127.0.0.1:{self._port}/", secured=False):
            assert self._probe is not None
            if self._probe.create_user(USER, self._directory.secret()):
                # What it acknowledged is on its disk, and nobody else has spoken to it: no need to wait for its end.
                self._drop(patience=0)
                self._directory.write_written(Written(self._version, secured=True))
            else:
                self._fail("the engine takes no user")

    def _starts(self, uri: str, *, secured: bool) -> bool:
        """Start an engine and wait until it answers; without one afterwards, that failed."""
        if not self._gets_port():
            # Whoever listens there is not ours to speak to.
            self._fail(f"port {self._port} is taken")
            return False
        self._engine = Engine(self._directory, self._port, secured=secured)
        health = self._first_answer(uri)
        if health is Health.WORKS:
            return True
        if health is Health.LOCKED_OUT:
            # Its files are not those that the secret was made for: give it its user again.
            self._directory.write_written(Written(self._version, secured=False))
        self._fail(f"the engine {health}")
        return False

    def _gets_port(self) -> bool:
        """Wait until the port is free: an engine that was killed with its supervisor may hold it for a moment yet."""
        deadline = time.monotonic() + PORT_SECONDS
        while is_taken(self._port) and time.monotonic() < deadline:
            self._stopping.wait(LISTEN)
        return not is_taken(self._port)

    def _first_answer(self, uri: str) -> Health:
        """What a new engine says, once it listens; it is silent when it ends, or is not ready in time."""
        assert self._engine is not None
        deadline = time.monotonic() + START_SECONDS
        while not self._stopping.is_set() and time.monotonic() < deadline and not self._engine.has_ended(LISTEN):
            if self._probe is None and is_listening(self._port):
                self._probe = Probe(uri)
            health = self._probe.ask() if self._probe is not None else Health.SILENT
            if health is not Health.SILENT:
                return health
        return Health.SILENT

    def _look(self) -> None:
        """Ask the engine. One that refuses is started anew, but only where there is room: without, it cannot start."""
        assert self._probe is not None
        health = self._probe.ask()
        self._next_probe = time.monotonic() + PROBE_EVERY
        self._silences = self._silences + 1 if health is Health.SILENT else 0
        if health is Health.WORKS:
            self._say(State.READY)
        elif health is not Health.SILENT and lacks_room(self._directory):
            self._say(State.FULL)
        elif health is not Health.SILENT or self._silences >= SILENCES:
            self._fail(f"the engine {health}")

    def _fail(self, reason: str) -> None:
        """Drop the engine, and wait longer each time before the next. A port that somebody else took is given up."""
        self._drop()
        self._failures += 1
        self._reason = reason
        self._not_before = time.monotonic() + min(LONGEST_PAUSE, 0.1 * 2 ** min(self._failures, 10) - 0.2)
        sys.stderr.write(f"{reason} ({self._failures} in a row)\n")
        if not self._is_port_fixed and is_taken(self._port):
            self._port = free_port()
        self._say(State.STARTING if self._failures == 1 else State.FAILING)

    def _drop(self, patience: float = STOP_SECONDS) -> None:
        if self._probe is not None:
            self._probe.close()
            self._probe = None
        if self._engine is not None:
            self._engine.stop(patience)
            self._engine = None

    def _say(self, state: State) -> None:
        """Write down what has changed. On a full disk that may fail: it is said again at the next look."""
        runtime = Runtime(
            supervisor=os.getpid(),
            engine=self._engine.pid if self._engine else None,
            port=self._port,
            state=state,
            failures=self._failures,
            reason=self._reason,
        )
        if runtime != self._said:
            with suppress(OSError):
                self._directory.write_runtime(runtime)
                self._said = runtime


def leave() -> None:
    """Leave parent, terminal and process group: a parent that ends, or a Ctrl-C, does not end us."""
    if os.fork():
        os._exit(0)
    os.setsid()


def main(directory: DataDirectory, port: int) -> None:
    """Supervise, unless somebody does."""
    os.umask(0o077)
    with directory.lock("supervisor") as mine:
        if mine.claim():
            # The lock goes along: from now on there is no moment without it.
            leave()
            Supervisor(directory, port).run()


if __name__ == "__main__":
    main(DataDirectory(Path(sys.argv[1])), int(sys.argv[2]))
