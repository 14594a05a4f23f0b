"""Running orders: of letters and numerals in lists, and of headings, which look alike and are told apart by order.

"I. Fiji" is a letter after "H. El Salvador"; "V. Conclusions" is a numeral after "Z. European Union".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from i18n.citing.numerals import from_roman


class Style(StrEnum):
    """How a sign counts."""

    ROMAN = "I"
    CAPITAL = "A"
    FIGURE = "1"
    SMALL = "a"
    SMALL_ROMAN = "i"


def values(sign: str) -> tuple[tuple[Style, int], ...]:
    """All that a sign may count: "I" is a numeral 1 and a letter 9."""
    found: list[tuple[Style, int]] = []
    if sign.isdigit():
        return ((Style.FIGURE, int(sign)),)
    number = from_roman(sign)
    small = sign.islower()
    if number is not None and (small or sign.isupper()):
        found.append((Style.SMALL_ROMAN if small else Style.ROMAN, number))
    if len(set(sign)) == 1 and len(sign) <= 2:  # noqa: PLR2004  # "aa" comes after "z"; "aaa" is never reached
        at = ord(sign[0].lower()) - ord("a") + 1 + 26 * (len(sign) - 1)
        found.append((Style.SMALL if small else Style.CAPITAL, at))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Level:
    """An order under way: its style and its last value."""

    style: Style
    value: int


class Order:
    """Orders under way, the outermost first."""

    def __init__(self) -> None:
        self.levels: list[Level] = []

    def place(self, sign: str) -> tuple[int, Level] | None:
        """The depth (from 0) at which a sign may come next, and what it counts there: the deepest that it goes on
        with, else a new order below that it begins. None where it can be neither.
        """
        counted = values(sign)
        for depth in range(len(self.levels) - 1, -1, -1):
            held = self.levels[depth]
            for style, value in counted:
                if style is held.style and value == held.value + 1:
                    return depth, Level(style, value)
        for style, value in counted:
            if value == 1 and all(held.style is not style for held in self.levels):
                return len(self.levels), Level(style, value)
        return None

    def goes_on_with(self, sign: str) -> bool:
        """Whether a sign is the next of an order under way."""
        return any(held == Level(style, value - 1) for held in self.levels for style, value in values(sign))

    def begin(self, sign: str) -> tuple[int, Level] | None:
        """The same for a sign that should begin an order of its own, below all others."""
        for style, value in values(sign):
            if value == 1 and all(held.style is not style for held in self.levels):
                return len(self.levels), Level(style, value)
        return None

    def go(self, depth: int, level: Level) -> None:
        """Go there, leaving the orders below."""
        self.levels[depth:] = [level]
