"""The machine that was measured on, and whether anybody else was using it."""

from __future__ import annotations

import os
import platform
import re
import resource
import shutil
import subprocess
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.measuring.processor import machine_seconds
from ibid.version import ibid_version


def described() -> Mapping[str, str]:
    """What it is, and what runs on it."""
    return {
        "at": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "Ibid": ibid_version(),
        "processor": f"{os.cpu_count()} × {_processor()}",
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB",
        "system": f"{platform.system()} {platform.release()}",
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "node": _said("node", "--version"),
        "wrk": _said("wrk", "--version").partition(" [")[0],
    }


def _processor() -> str:
    found = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text("utf-8"))
    return found[1] if found else platform.machine()


def _said(program: str, *arguments: str) -> str:
    """The first line that a program says of itself; wrk says it and fails."""
    path = shutil.which(program)
    if path is None:
        return "none"
    done = subprocess.run([path, *arguments], check=False, capture_output=True, text=True)  # noqa: S603  # found above
    return next(iter((done.stdout + done.stderr).splitlines()), "")


class Watch:
    """What others did with the machine while something was measured."""

    def __init__(self) -> None:
        self._load = os.getloadavg()[0]
        self._began = time.perf_counter()
        self._machine = machine_seconds()
        self._own = _own_seconds()

    def told(self) -> Mapping[str, str]:
        """Load at the start, how long it took, and the processor time that others had, in per cent of one processor."""
        took = time.perf_counter() - self._began
        busy, stolen = (now - then for now, then in zip(machine_seconds(), self._machine, strict=True))
        others = max(0.0, busy - (_own_seconds() - self._own))
        return {
            "load at the start": f"{self._load:.2f}",
            "took": f"{took / 60:.1f} minutes",
            "others had": f"{others / took:.0%} of a processor, and {stolen / took:.1%} was stolen",
        }


def _own_seconds() -> float:
    """Processor time of this process and of those that it has waited for."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)
