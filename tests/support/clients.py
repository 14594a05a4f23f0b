"""Programs that use Ibid through real clients: run in a process of their own, against a served Ibid."""

from __future__ import annotations

import json
import os
import queue
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.served import Served

ROOT = Path(__file__).parents[2]
JAVASCRIPT = ROOT / "clients" / "javascript"
PYTHON = ROOT / "clients" / "python"
WITHIN = 120.0
"""Seconds in which a program must have ended, or have printed what is waited for."""


def node() -> str:
    """Node, with the clients beside it."""
    found = shutil.which("node")
    assert found is not None, "no Node here: `make test-clients` installs it where apt-get can"
    assert (JAVASCRIPT / "node_modules").exists(), "no JavaScript clients here: `make test-clients` installs them"
    return found


def installed(environment: str, program: str) -> str:
    """A program of one of the environments of the Python clients."""
    found = ROOT / environment / "bin" / program
    assert found.exists(), f"no {environment} here: `make test-clients` makes it"
    return str(found)


def tool(name: str) -> str:
    """A command that a JavaScript package brings."""
    node()
    return str(JAVASCRIPT / "node_modules" / ".bin" / name)


def run(*words: str | Path, folder: Path = ROOT, server: Served | None = None, **environment: str) -> str:
    """What a program prints; what it printed is shown where it fails."""
    done = subprocess.run(
        words,
        cwd=folder,
        env={**os.environ, **(told(server) if server else {}), **environment},
        capture_output=True,
        text=True,
        timeout=WITHIN,
        check=False,
    )
    assert done.returncode == 0, f"{words} ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def command(server: Served, *words: str | Path) -> str:
    """What a command of Ibid prints, on the data of a server."""
    return run(sys.executable, "-m", "ibid", *words, server=server)


def told(server: Served) -> dict[str, str]:
    """What a program is told of the server: its address, and how to run a command on its data."""
    return {
        "IBID_URL": server.url,
        "IBID_DATA_DIR": str(server.data_dir),
        "IBID_COMMAND": json.dumps([sys.executable, "-m", "ibid"]),
    }


class Started:
    """A program that goes on, and what it prints meanwhile."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self._lines: queue.Queue[str | None] = queue.Queue()
        self._seen: list[str] = []

    def read(self) -> None:
        """Take in what it prints, until it ends."""
        for line in self._process.stdout or ():
            self._lines.put(line.rstrip())
        self._lines.put(None)

    def until(self, words: str) -> None:
        """Wait for it to print a line that begins so."""
        while not any(line.startswith(words) for line in self._seen):
            try:
                said = self._lines.get(timeout=WITHIN)
            except queue.Empty:
                said = None
            assert said is not None, "\n".join([f"it did not print {words!r}, but:", *self._seen])
            self._seen.append(said)


@contextmanager
def started(*command: str | Path) -> Iterator[Started]:
    """A program that runs until the block ends."""
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        program = Started(process)
        reader = threading.Thread(target=program.read)
        reader.start()
        try:
            yield program
        finally:
            process.terminate()
            reader.join()
