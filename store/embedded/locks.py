"""Locks between processes on files (BSD flock): the kernel lets go of them when their process ends, however it ends."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import Self


class FileLock:
    """A lock on a file, held while it is open. Child processes do not inherit it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    def share(self) -> bool:
        """Hold it together with others; False when somebody holds it alone."""
        return self._take(fcntl.LOCK_SH)

    def claim(self) -> bool:
        """Hold it alone; False when somebody else holds it."""
        return self._take(fcntl.LOCK_EX)

    def release(self) -> None:
        """Let go of it."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def is_claimed(self) -> bool:
        """Whether another process holds it alone."""
        probe = FileLock(self._path)
        with probe:
            return not probe.share()

    def _take(self, kind: int) -> bool:
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            return False
        self._handle = handle
        return True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()
