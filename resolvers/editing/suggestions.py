"""Suggestions that are open, by unit and language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from i18n.languages import Tag
from store.editing import SuggestionRecord
from store.ports import Match, Reader


@dataclass(frozen=True, slots=True)
class OfUnit:
    """The suggestions of a unit (`store.editing.unit_name`), in a language, or in every one where it is None."""

    unit: str
    language: Tag | None = None

    def match(self) -> Match:
        """What to ask of the store."""
        return Match({"of": self.unit} if self.language is None else {"of": self.unit, "language": self.language})


async def of_units(reader: Reader, asked: Sequence[OfUnit]) -> list[list[SuggestionRecord]]:
    """The suggestions of each unit, the oldest first."""
    found = await reader.matching(SuggestionRecord, [each.match() for each in asked])
    return [sorted(some, key=lambda each: (each.at, each.key)) for some in found]
