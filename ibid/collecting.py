"""The garbage collector of a server: what was made at its start stays, and is not looked at again and again."""

from __future__ import annotations

import gc

THRESHOLDS = (50_000, 20, 50)
"""After how many new objects the young ones are looked at, and after how many such looks the older ones.

Requests make few cycles: nearly all that they leave goes by itself.
"""


def settle() -> None:
    """Keep what is there, and collect more seldom."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
