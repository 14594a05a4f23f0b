"""The apply rule: which lines of the feed change a copy. Pure.

| the copy has | a line with a state counts | a line that removes counts |
|---|---|---|
| the record, at revision h | above h | above h |
| a note that it was removed, at revision h | from h | above h |
| nothing | always | always, as a note |

A state of revision h is one state: the same line again changes nothing, and an older one that comes late neither
overwrites nor brings back to life what was removed. Over such a note, h itself counts: a line says how its record is
*now*, so that one that left the scope and entered it again between two pages leaves with the revision that it enters
with. A record that was deleted and made again has a higher revision than its deletion.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ibid.mirror.wire import Line


@dataclass(frozen=True, slots=True)
class Known:
    """What a copy knows of a record: the revision of its state, and that at which it was removed; 0 for neither.

    Both are there where a mirror was killed between the note and the removal, or between a state and the end of a note.
    """

    held: int = 0
    removed: int = 0


def counts(line: Line, known: Known) -> bool:
    """Whether a line changes what a copy knows."""
    if line.is_removal:
        return line.revision > (known.held or known.removed)
    return line.revision > known.held and line.revision >= known.removed


def latest(lines: Iterable[Line]) -> list[Line]:
    """The last line of each record, of lines that come in order."""
    return list({(line.type, line.key): line for line in lines}.values())
