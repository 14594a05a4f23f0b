"""A document seen in several languages at once: one list of units, and each language's own tree beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from i18n.languages import Tag
from seed.tree import Diagnostic, ParsedDocument

Seen = Mapping[Tag, int]
"""Which unit of each language's tree a united unit is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class United:
    """One document. `whole` has every unit once, in the words of the original where it has them.

    `sections`, `paragraphs` and `footnotes` are, unit for unit of `whole`, where each language has it. `diagnostics`
    are what the languages disagree on; those of each text are in its tree.
    """

    whole: ParsedDocument
    trees: Mapping[Tag, ParsedDocument]
    sections: tuple[Seen, ...]
    paragraphs: tuple[Seen, ...]
    footnotes: tuple[Seen, ...]
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def languages(self) -> tuple[Tag, ...]:
        """The original first."""
        return tuple(self.trees)
