"""The authority table of instruments: treaties, declarations, goals, courts' decisions, and the bodies around them.

The data are in `seed/data/instruments`, a file a family; docs/authority.md says where each fact is from and how to add
an entry. The Sustainable Development Goals and their targets are numbers, so they are made in `seed.authority.goals`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from seed.authority.entries import AuthorityEntry, BadAuthorityData, containers, entry
from seed.authority.goals import goals
from store.keys import fold

__all__ = ["AuthorityEntry", "BadAuthorityData", "load_instruments", "read_families"]

DATA = Path(__file__).parents[1] / "data" / "instruments"


@cache
def load_instruments() -> tuple[AuthorityEntry, ...]:
    """The whole table, in the order of the files; read once. Raises BadAuthorityData where the data are wrong."""
    table = (*read_families(DATA), *goals())
    return checked((*table, *containers(table)))


def read_families(folder: Path) -> tuple[AuthorityEntry, ...]:
    """The entries of each file of a folder, files in the order of their names."""
    return tuple(item for path in sorted(folder.glob("*.json")) for item in _read_family(path))


def _read_family(path: Path) -> Iterable[AuthorityEntry]:
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise BadAuthorityData(path.name, "", str(error)) from error
    if not isinstance(rows, list):
        raise BadAuthorityData(path.name, "", "a family is a list of entries")
    return (entry(row, path.name) for row in rows)


def checked(table: tuple[AuthorityEntry, ...]) -> tuple[AuthorityEntry, ...]:
    """The same table, once it is seen that it holds together: identifiers, places, names and `part_of`."""
    by_identifier: dict[str, AuthorityEntry] = {}
    for item in table:
        if item.identifier in by_identifier:
            raise BadAuthorityData("", item.identifier, "is there twice")
        by_identifier[item.identifier] = item
    _check_places(table)
    _check_names(table)
    for item in table:
        _check_ancestors(item, by_identifier)
    return table


def _check_places(table: tuple[AuthorityEntry, ...]) -> None:
    """A document, or a place in it, leads to one entry: the linker takes "resolution 73/195, annex" for it."""
    owners: dict[tuple[str, str | None], str] = {}
    for item in table:
        if item.symbol is not None:
            owner = owners.setdefault((str(item.symbol), item.pinpoint), item.identifier)
            if owner != item.identifier:
                raise BadAuthorityData("", item.identifier, f"stands where {owner} does")


def _check_names(table: tuple[AuthorityEntry, ...]) -> None:
    """A name leads to one entry: the linker takes it for the thing itself."""
    owners: dict[tuple[str, str], str] = {}
    for item in table:
        for language, names in item.names.items():
            for name in names:
                owner = owners.setdefault((language, fold(name)), item.identifier)
                if owner != item.identifier:
                    raise BadAuthorityData("", item.identifier, f"{name!r} ({language}) names {owner} too")


def _check_ancestors(item: AuthorityEntry, table: Mapping[str, AuthorityEntry]) -> None:
    seen = {item.identifier}
    parent = item.part_of
    while parent is not None:
        if parent not in table:
            raise BadAuthorityData("", item.identifier, f"is part of {parent}, which is not in the table")
        if parent in seen:
            raise BadAuthorityData("", item.identifier, "is part of itself")
        seen.add(parent)
        parent = table[parent].part_of
