"""The history of texts: each revision with who made it, when and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from i18n.languages import Tag
from resolvers.editing.ports import Looking
from store.records import Basis, Revised, Unit


@dataclass(frozen=True, slots=True)
class OfUnit:
    """A unit whose history is asked for."""

    kind: type[Unit]
    key: str


async def of_units(looking: Looking, asked: Sequence[OfUnit]) -> list[list[Revised]]:
    """Every text that each unit had, in all languages."""
    found: dict[OfUnit, list[Revised]] = {}
    by_kind = sorted(dict.fromkeys(asked), key=lambda each: each.kind.__name__)
    for kind, some in groupby(by_kind, key=lambda each: each.kind):
        units = list(some)
        found.update(zip(units, await looking.histories(kind, [each.key for each in units]), strict=True))
    return [found[each] for each in asked]


def in_language(history: Sequence[Revised], language: Tag) -> list[Revised]:
    """What a history has of one language, the newest revision first."""
    return sorted(
        (each for each in history if each.variant.language == language), key=lambda each: -each.variant.revision
    )


def of_basis(history: Sequence[Revised], basis: Basis) -> Revised | None:
    """The text that a basis names."""
    wanted = (basis.language, basis.revision, basis.digest)
    named = (each for each in history if (each.variant.language, each.variant.revision, each.variant.digest) == wanted)
    return next(named, None)
