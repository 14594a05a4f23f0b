"""Where commands print: a terminal is as wide as it is, and a pipe or a file as wide as need be, so nothing is cut."""

from __future__ import annotations

import os
import sys

from rich.console import Console

WIDE = 10_000
"""Columns where no terminal limits them."""


def console() -> Console:
    """Standard output. COLUMNS, where it is set, says how wide that is."""
    is_limited = sys.stdout.isatty() or "COLUMNS" in os.environ
    return Console(highlight=False, width=None if is_limited else WIDE)
