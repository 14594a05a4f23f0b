"""Programs that use Ibid through real clients: run in a process of their own, against a served Ibid."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.support.served import Served

ROOT = Path(__file__).parents[2]
JAVASCRIPT = ROOT / "clients" / "javascript"
PYTHON = ROOT / "clients" / "python"
WITHIN = 240.0
"""Seconds in which a program must have ended."""


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


def run(*command: str | Path, folder: Path = ROOT, server: Served | None = None, **environment: str) -> str:
    """What a program prints; what it printed is shown where it fails."""
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **(told(server) if server else {}), **environment},
        capture_output=True,
        text=True,
        timeout=WITHIN,
        check=False,
    )
    assert done.returncode == 0, f"{command} ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def told(server: Served) -> dict[str, str]:
    """What a program is told of the server: its address, and how to run a command on its data."""
    return {
        "IBID_URL": server.url,
        "IBID_DATA_DIR": str(server.data_dir),
        "IBID_COMMAND": json.dumps([sys.executable, "-m", "ibid"]),
    }
