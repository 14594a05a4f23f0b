"""Run a program that ends when its parent does: `python leash.py PARENT PROGRAM ARGUMENT...`.

A file that is run by its path and becomes the program: nothing of Ibid is imported. Linux only does what it is for
(prctl(2), PR_SET_PDEATHSIG, which exec keeps); elsewhere it only runs the program.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def leash(parent: int) -> None:
    """Ask the kernel to kill this process with its parent; end at once where that has gone already."""
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL) != 0:
            sys.exit(f"prctl: {os.strerror(ctypes.get_errno())}")
        if os.getppid() != parent:
            sys.exit("the parent has gone")


def main(parent: int, program: list[str]) -> None:
    """Be killed with the parent, and become the program."""
    leash(parent)
    os.execv(program[0], program)  # noqa: S606  # there is nothing for a shell to do


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
