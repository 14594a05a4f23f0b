"""What is there, for all items of a request at once: units, the texts that bases name, suggestions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from resolvers.editing.intents import UnitName
from resolvers.editing.ports import Looking
from store.heads import heads
from store.ports import Reader
from store.records import Basis, ReporterRecord, Unit, Variant


async def units_named(reader: Reader, names: Iterable[UnitName]) -> dict[str, Unit]:
    """The units that there are, by the name they have among all kinds."""
    wanted: dict[type[Unit], dict[str, UnitName]] = {}
    for each in names:
        if each.kind is not None:
            wanted.setdefault(each.kind, {})[each.key] = each
    found: dict[str, Unit] = {}
    for kind, by_key in wanted.items():
        for key, unit in zip(by_key, await reader.get(kind, list(by_key)), strict=True):
            if unit is not None and _is_meant(by_key[key], unit):
                found[by_key[key].name] = unit
    return found


def _is_meant(name: UnitName, unit: Unit) -> bool:
    """Whether a Reporter is a State where a State is named, and an organization where one is."""
    return name.is_state is None or not isinstance(unit, ReporterRecord) or unit.is_state is name.is_state


@dataclass(frozen=True, slots=True)
class Based:
    """A unit, the language of a text of it, and what that text is said to be made from."""

    unit: Unit
    language: str
    basis: Basis


async def bases(looking: Looking, asked: Sequence[Based | None]) -> list[Variant | None]:
    """The text that each basis names; None where nobody ever had it. History is read for those that are no heads."""
    found = [_among_heads(each) if each else None for each in asked]
    missing: dict[type[Unit], dict[str, None]] = {}
    for each, there in zip(asked, found, strict=True):
        if each is not None and there is None:
            missing.setdefault(type(each.unit), {})[each.unit.key] = None
    past = {
        (kind, key): [row.variant for row in rows]
        for kind, keys in missing.items()
        for key, rows in zip(keys, await looking.histories(kind, list(keys)), strict=True)
    }
    return [
        there or (_in_history(each, past[type(each.unit), each.unit.key]) if each else None)
        for each, there in zip(asked, found, strict=True)
    ]


def _among_heads(asked: Based) -> Variant | None:
    there = heads(asked.unit, asked.basis.language)
    return _in_history(asked, [each for each in (there.published, there.working) if each])


def _in_history(asked: Based, texts: Iterable[Variant]) -> Variant | None:
    """No text is made from another one in its own language."""
    basis = asked.basis
    if basis.language == asked.language:
        return None
    wanted = (basis.language, basis.revision, basis.digest)
    return next((each for each in texts if (each.language, each.revision, each.digest) == wanted), None)
