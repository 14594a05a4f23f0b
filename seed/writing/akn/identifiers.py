"""Identifiers of elements: eIds as the guidelines build them, each once in a file, and the names of what has none."""

from __future__ import annotations

from collections import Counter

from seed.tree import ParsedDocument
from seed.writing.akn.notes import eid as note_eid

UNNAMED = "unit"
"""What a paragraph without an eId of its own goes by, with its place."""


class Identifiers:
    """The eIds of a text's units."""

    def __init__(self, tree: ParsedDocument) -> None:
        taken: Counter[str] = Counter()

        def once(eid: str) -> str:
            taken[eid] += 1
            return eid if taken[eid] == 1 else f"{eid}~{taken[eid]}"

        self.sections = [once(_section(tree, at)) for at in range(len(tree.sections))]
        self.paragraphs = [once(each.eid or f"{UNNAMED}_{at + 1}") for at, each in enumerate(tree.paragraphs)]
        self._tree = tree

    def aliases(self) -> list[tuple[str, str]]:
        """The identifiers that other files give the units, each with the one that it has here."""
        found = [
            *zip(self.sections, (each.aliases for each in self._tree.sections), strict=True),
            *zip(self.paragraphs, (each.aliases for each in self._tree.paragraphs), strict=True),
            *((note_eid(at), each.aliases) for at, each in enumerate(self._tree.footnotes)),
        ]
        return [(alias, eid) for eid, aliases in found for alias in aliases]


def _section(tree: ParsedDocument, at: int) -> str:
    section = tree.sections[at]
    if section.parent is not None:
        above = _section(tree, section.parent)
    else:
        above = f"{'part' if section.part.isupper() else 'att'}_{_word(section.part)}" if section.part else ""
    own = f"sec_{_word(section.number)}" if section.number else f"sec_h{at + 1}"
    return f"{above}__{own}" if above else own


def _word(words: str) -> str:
    return "-".join(words.split())
