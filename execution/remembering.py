"""What objects lead to, remembered from one operation to the next: as long as nothing changes.

Whoever is given what is remembered is told what was read for it then, since an answer goes with any of it. That is
said by a loader (`Loader.note`) or by a field (`answering.Batch.note`); what nobody can say that of is asked for anew.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import partial
from typing import Any, Protocol, TypeAlias

from execution.era import Era
from execution.lasting import Lasting

Note: TypeAlias = Callable[[Any, Sequence[Any], Sequence[Any]], None]
"""Notes what was read for some keys or objects, given what was found for each; the first is who takes notes."""


class Notes(Protocol):
    """Takes notes of what one answer is made from."""

    @property
    def unchanged(self) -> int | None:
        """The turn that everything was read in so far; None where there was a change since, or nobody knows."""
        ...

    def later(self, note: Callable[[Any], None]) -> None:
        """Note something as soon as anybody wants to know; what is called is given who takes notes."""
        ...


class Remembered(Protocol):
    """What one field of objects leads to."""

    def found(self, sources: Sequence[Any]) -> Sequence[Any] | None:
        """What is remembered; None where something has to be asked for."""
        ...

    def keep(self, sources: Sequence[Any], values: Sequence[Any]) -> None:
        """Remember what was asked for, unless something changed since anything was read."""
        ...


def remembered(
    era: Era,
    notes: Notes | None,
    name: Hashable,
    arguments: tuple[Any, ...],
    note: Note | None,
    *,
    above: Remembered | None = None,
) -> Remembered:
    """What a field with these arguments leads to, where it can be remembered; not where its objects cannot, to which
    the field `above` leads.
    """
    if notes is None or note is None or not era.lasts or above is NOTHING:
        return NOTHING
    try:
        return Known(era, notes, (name, arguments), note)
    except TypeError:  # an argument that is no key of a dictionary
        return NOTHING


def by_name(era: Era, notes: Notes | None, name: Hashable, note: Note) -> Remembered:
    """What names stand for, where that can be remembered."""
    return NOTHING if notes is None or not era.lasts else Named(era, notes, name, note)


def of_keys(note: Note | None, read: Callable[[Any], Any]) -> Note | None:
    """What notes for objects what a loader notes for their keys; None is no key."""
    if note is None:
        return None

    def noted(taking: Any, sources: Sequence[Any], values: Sequence[Any]) -> None:
        asked = [
            (key, value) for source, value in zip(sources, values, strict=True) if (key := read(source)) is not None
        ]
        if asked:
            note(taking, *zip(*asked, strict=True))

    return noted


class Nothing:
    """Nothing is remembered."""

    __slots__ = ()

    def found(self, _: Sequence[Any]) -> None:
        """Everything has to be asked for."""

    def keep(self, *_: object) -> None:
        """Nothing is kept."""


NOTHING = Nothing()


class Known:
    """What is remembered of the objects of an era."""

    __slots__ = ("_era", "_name", "_note", "_notes")

    def __init__(self, era: Era, notes: Notes, name: Hashable, note: Note) -> None:
        hash(name)
        self._era = era
        self._notes = notes
        self._name = name
        self._note = note

    def found(self, sources: Sequence[Any]) -> Sequence[Any] | None:
        """What is remembered, noted as if it had been read."""
        return self._found(sources, map(id, sources))

    def keep(self, sources: Sequence[Any], values: Sequence[Any]) -> None:
        """Remember it."""
        if self._is_current:
            self._era.relation(self._name).fill(sources, values)

    @property
    def _is_current(self) -> bool:
        """Whether what was read so far is of the era's turn."""
        return self._notes.unchanged == self._era.turn

    def _found(self, sources: Sequence[Any], names: Iterable[Hashable]) -> Sequence[Any] | None:
        if not self._is_current:
            return None
        table = self._era.relation(self._name)

        def each() -> list[Any]:
            return list(map(table.__getitem__, names))

        try:
            values = table.column(sources, each) if sources.__class__ is Lasting else each()
        except KeyError:
            return None
        self._notes.later(partial(_told, self._note, sources, values))
        return values


class Named(Known):
    """What is remembered of names that stand for the same whoever uses them."""

    __slots__ = ()

    def found(self, sources: Sequence[Any]) -> Sequence[Any] | None:
        """What they stand for."""
        return self._found(sources, sources)

    def keep(self, sources: Sequence[Any], values: Sequence[Any]) -> None:
        """Remember it."""
        if self._is_current:
            self._era.relation(self._name).name(sources, values)


def _told(note: Note, sources: Sequence[Any], values: Sequence[Any], taking: Any) -> None:
    note(taking, sources, values)
