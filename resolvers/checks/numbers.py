"""Numbers: what one text prints in digits, the other has in digits or in words.

Digits and separators of each language are folded first; millions and 万 are multiplied out. Pieces of symbols have a
check of their own.
"""

from __future__ import annotations

from collections.abc import Iterator

from i18n.figures.quantities import Quantity
from resolvers.checks.findings import Found
from resolvers.checks.subject import Pair, Text, joined

NAME = "numbers"


def check(pair: Pair) -> Iterator[Found]:
    """Numbers that only one of both texts has."""
    if not pair.is_known:
        return
    lost = [each for each in pair.source.quantities if _is_absent(each, pair.target)]
    added = [each for each in pair.target.quantities if _is_absent(each, pair.source)]
    if lost:
        yield Found("CHECK_NUMBERS_LOST", {"numbers": joined(each.words for each in lost)})
    if added:
        yield Found("CHECK_NUMBERS_ADDED", {"numbers": joined(each.words for each in added)})


def _is_absent(number: Quantity, text: Text) -> bool:
    return not number.readings & text.available
