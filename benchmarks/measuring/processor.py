"""Processor time by the operating system's own account.

`clock_getcpuclockid(3)` gives a process's clock of user and system time, all threads together: the account that
`/proc/PID/stat` shows in hundredths of a second (`utime`, `stime`), in nanoseconds.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PARENT = 1
"""The place of the parent's id in `/proc/PID/stat`, behind the name."""

_IDLE, _WAITING, _STOLEN = 3, 4, 7
"""Places in the first line of `/proc/stat` (proc_stat(5)), in hundredths of a second."""

_PROCESS_CLOCK = 2
"""`CPUCLOCK_SCHED` of Linux: the low bits of a clock's id, over the complement of the process's."""


def family(pid: int) -> list[int]:
    """A process and all that descend from it."""
    children: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = path.read_text("utf-8", errors="replace").rpartition(")")[2].split()
            children.setdefault(int(fields[_PARENT]), []).append(int(path.parent.name))
    found = [pid]
    for each in found:
        found.extend(children.get(each, ()))
    return found


def pin(pids: list[int], processor: int) -> None:
    """Have every thread of processes run on one processor, and those that they start from now on."""
    for pid in pids:
        for task in Path(f"/proc/{pid}/task").iterdir():
            with suppress(ProcessLookupError):
                os.sched_setaffinity(int(task.name), {processor})


@contextmanager
def on_processor(processor: int) -> Iterator[None]:
    """Have this thread run on one processor until the block ends."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {processor})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def spent(pids: list[int]) -> float:
    """The seconds of processor time that processes have had so far. OSError where one is gone."""
    return sum(time.clock_gettime((~pid << 3) | _PROCESS_CLOCK) for pid in pids)


def machine_seconds() -> tuple[float, float]:
    """Processor time of the whole machine so far: busy, and stolen by other machines on the same host."""
    first = Path("/proc/stat").read_text("ascii").splitlines()[0]
    seconds = [int(each) / 100 for each in first.split()[1 : _STOLEN + 2]]
    return sum(seconds) - seconds[_IDLE] - seconds[_WAITING] - seconds[_STOLEN], seconds[_STOLEN]
