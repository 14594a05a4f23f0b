"""Footnote calls: each call of the source once, none more, in an order that can be.

Languages print some notes under another number; a note's record says which (`FootnoteRecord.markers`). Words change
places in a translation, and so may their calls, but then the printed numbers rise: "³ … ²" where the source
has "² … ³" is a mistake.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from resolvers.checks.findings import Found
from resolvers.checks.subject import Pair

NAME = "footnote-calls"


def check(pair: Pair) -> Iterator[Found]:
    """Calls that are lost, added, or out of order."""
    printed = [call.marker for call in pair.target.reading.calls]
    wanted = [pair.markers.get(call.marker, call.marker) for call in pair.source.reading.calls]
    lost, added = Counter(wanted) - Counter(printed), Counter(printed) - Counter(wanted)
    if lost:
        yield Found("CHECK_CALLS_LOST", {"markers": ", ".join(sorted(lost.elements()))})
    if added:
        yield Found("CHECK_CALLS_ADDED", {"markers": ", ".join(sorted(added.elements()))})
    if not (lost or added) and printed != wanted and not _rises(printed):
        yield Found("CHECK_CALLS_REORDERED", {"markers": ", ".join(printed)})


def _rises(markers: Sequence[str]) -> bool:
    if not all(marker.isdecimal() for marker in markers):
        return False
    numbers = list(map(int, dict.fromkeys(markers)))
    return numbers == sorted(numbers)
