"""The two heads of a unit in a language: the text that readers have, and the one that editors work on. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

from i18n.languages import Tag
from store.records import Unit, Variant

U = TypeVar("U", bound=Unit)


@dataclass(frozen=True, slots=True)
class Heads:
    """What is there in one language; None where nothing is."""

    published: Variant | None = None
    working: Variant | None = None

    @property
    def newest(self) -> Variant | None:
        """The head of the higher revision, which an editor's write is compared with."""
        there = [each for each in (self.published, self.working) if each is not None]
        return max(there, key=lambda each: each.revision, default=None)

    @property
    def revisions(self) -> tuple[int, int]:
        """The revisions of both; 0 for nothing."""
        return (self.published.revision if self.published else 0, self.working.revision if self.working else 0)


def heads(unit: Unit, language: Tag) -> Heads:
    """Both heads of a language."""
    return Heads(unit.variants.get(language), unit.working.get(language))


def with_heads(unit: U, language: Tag, both: Heads) -> U:
    """A unit with other heads in a language."""
    variants, working = dict(unit.variants), dict(unit.working)
    for held, head in ((variants, both.published), (working, both.working)):
        held.pop(language, None)
        if head is not None:
            held[language] = head
    return replace(unit, variants=variants, working=working)
