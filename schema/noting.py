"""What was read for what is remembered: told to who takes notes (`execution.remembering`), in the store's names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any

from strawberry import UNSET

from store.records import Entity
from store.remembering.names import MadeFrom

Note = Callable[[MadeFrom, Sequence[Any], Sequence[Any]], None]
"""Notes what was read for some keys or objects, given what was found for each."""

Noting = Callable[..., Note | None]
"""What notes it for a field with these arguments; None where nobody can say."""


def by_key(kind: type[Entity]) -> Note:
    """For keys, records of a kind."""
    return lambda notes, keys, _: notes.records(kind, keys)


def by_place(kind: type[Entity]) -> Note:
    """For records, others of a kind that stand at positions in their documents; objects were made of these."""

    def noted(notes: MadeFrom, records: Sequence[Any], found: Sequence[Sequence[Any]]) -> None:
        notes.placed(kind, [each.document for each in records], [[each.record for each in chain.from_iterable(found)]])

    return noted


def of_records(note: Note) -> Note:
    """For objects, what is noted for their records."""
    return lambda notes, objects, found: note(notes, [each.record for each in objects], found)


def whatever(note: Note) -> Noting:
    """The same, whatever the arguments of a field are."""
    return lambda **_: note


def in_document(kind: type[Entity]) -> Noting:
    """For documents, pages of what stands in them. Which ones some are chosen from is not known of those chosen."""

    def noted(notes: MadeFrom, sources: Sequence[Any], pages: Sequence[Any]) -> None:
        notes.placed(kind, [each.record.key for each in sources], [page.stands for page in pages])

    def of(*, kinds: object = UNSET, origins: object = UNSET, **_: object) -> Note | None:
        return noted if all(each is UNSET or each is None for each in (kinds, origins)) else None

    return of
