"""Workers that share processors take turns: one that wakes does not interrupt another in the middle of its work.

Otherwise the kernel gives whoever gets a request the processor of whoever is answering one, and back again, and each
change costs as much as a small answer. SCHED_BATCH is for work that suffers from such preemption (sched(7), "Scheduling
batch processes"); its share of the processor stays what it is.
"""

from __future__ import annotations

import os
import sys


def take_turns() -> bool:
    """Have this process and what it starts wait for its turn; False where the kernel does not offer that, or forbids
    it.
    """
    if sys.platform != "linux":
        return False
    try:
        os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
    except OSError:
        return False
    return True
