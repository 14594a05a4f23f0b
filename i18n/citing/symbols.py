"""United Nations document symbols: `A/RES/74/148`, `S/RES/1325 (2000)`, `A/66/53/Add.1/Corr.1`.

Source: Dag Hammarskjöld Library, "UN document symbols"; the grammar is in docs/symbols.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self


class BadSymbol(ValueError):
    """The words are no document symbol; `offset` is where reading stopped, in code points."""

    def __init__(self, words: str, offset: int, reason: str) -> None:
        super().__init__(f"{words!r} is not a document symbol: {reason} at {offset}")
        self.words = words
        self.offset = offset
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Symbol:
    """A document symbol in its canonical form; `str()` gives it, and parsing that gives it back."""

    canonical: str

    @classmethod
    def parse(cls, words: str) -> Self:
        """Read a symbol, however it is printed, or raise BadSymbol."""
        text = " ".join(words.split())
        if "/" not in text:
            raise BadSymbol(words, 0, "no slash")
        return cls(text)

    def __str__(self) -> str:
        return self.canonical
