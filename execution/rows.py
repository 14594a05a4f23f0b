"""Answers of objects, kept with the objects: what is selected of a record is the same for whoever selects the same.

Only what depends on nothing but the object is kept; what a field with an argument or a reader's preference gives is
kept by these (`Preparing.key`). So an answer costs to be looked up, and not to be made.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Protocol

from execution.era import Era
from execution.helping import each_once
from execution.lasting import Lasting, all_last, parted, parts

_COMMON = 0
"""In the place of an identity: what is told of every object; None where that is not one thing."""


class Preparing(Protocol):
    """What `answering.Prepared` gives, where what it gives may be kept.

    `key` tells apart those that give different things for the same object. While one is called, it adds to `told` what
    the operation is to know of what was given.
    """

    key: Hashable
    told: set[Any]

    def __call__(self, source: Any, /) -> Any:
        """What a field gives for an object."""
        ...


class Rows(Protocol):
    """Answers of objects."""

    def each(self, sources: Sequence[Any]) -> Sequence[Any]:
        """Those of objects."""
        ...

    def lists(self, sources: Sequence[Sequence[Any]]) -> Sequence[Sequence[Any]]:
        """Those of lists of objects."""
        ...

    def copies(self, sources: Sequence[Any]) -> list[dict[str, Any]]:
        """Those of objects, to be filled in."""
        ...


def rows(era: Era, name: Hashable, make: Callable[[Any], Any], prepared: Sequence[Preparing] = ()) -> Rows:
    """Answers that a function makes, kept where the era lasts: by a name, and by the keys of what is prepared."""
    if not era.lasts:
        return Anew(make)
    keys = tuple([each.key for each in prepared])
    if not prepared:
        return Kept(era, (name, keys), make)
    told = prepared[0].told
    if any(each.told is not told for each in prepared):
        return Anew(make)
    return Telling(era, (name, keys), make, told)


class Anew:
    """Answers made each time; that of an object that stands in several places, once."""

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[Any], Any]) -> None:
        self._make = make

    def each(self, sources: Sequence[Any]) -> Sequence[Any]:
        """Those of objects."""
        return each_once(self._make, sources)

    def lists(self, sources: Sequence[Sequence[Any]]) -> Sequence[Sequence[Any]]:
        """Those of lists of objects."""
        objects, places = parts(sources)
        return parted(self.each(objects), places)

    def copies(self, sources: Sequence[Any]) -> list[dict[str, Any]]:
        """Those of objects."""
        return list(map(self._make, sources))


class Kept:
    """Answers that are kept: of objects, of lists of them, and of objects as far as they are there at once."""

    __slots__ = ("_era", "_make", "_name")

    def __init__(self, era: Era, name: Hashable, make: Callable[[Any], Any]) -> None:
        self._era = era
        self._name = name
        self._make = make

    def each(self, sources: Sequence[Any]) -> Sequence[Any]:
        """Those of objects."""
        return self._of(Kept.each, sources, self._whole)

    def lists(self, sources: Sequence[Sequence[Any]]) -> Sequence[Sequence[Any]]:
        """Those of lists of objects: of lists that last, kept themselves."""
        if all_last(sources):
            return self._of(Kept.lists, sources, self._whole_list)
        objects, places = parts(sources)
        return parted(self.each(objects), places)

    def copies(self, sources: Sequence[Any]) -> list[dict[str, Any]]:
        """Those of objects."""
        return list(map(dict.copy, self._of(Kept.copies, sources, self._make)))

    def _of(self, what: Hashable, sources: Sequence[Any], make: Callable[[Any], Any]) -> list[Any]:
        """What is kept of this of objects."""
        name = (what, self._name)
        if sources.__class__ is not Lasting:
            return self._era.table(name).each(sources, make)
        return self._era.relation(name).column(sources, lambda: self._era.table(name).each(sources, make))

    def _whole(self, source: Any) -> Any:
        return self._era.settled(self._make(source))

    def _whole_list(self, sources: Sequence[Any]) -> Any:
        return self._era.settled(self.each(sources))


class Telling(Kept):
    """Answers that are kept with what the operation is told of each."""

    __slots__ = ("_marks", "_told")

    def __init__(self, era: Era, name: Hashable, make: Callable[[Any], Any], told: set[Any]) -> None:
        super().__init__(era, name, make)
        self._told = told
        self._marks = era.table((Telling, name))

    def _of(self, what: Hashable, sources: Sequence[Any], make: Callable[[Any], Any]) -> list[Any]:
        """What is kept of this of objects, and what is told with it."""

        def noting(source: Any) -> Any:
            told, before = self._told, frozenset(self._told)
            told.clear()
            try:
                made = make(source)
                self._mark(source, frozenset(told))
            finally:
                told.update(before)
            return made

        found = super()._of(what, sources, noting)
        if sources:
            marks = self._marks
            common = marks[_COMMON]
            self._told.update(*(set(map(marks.__getitem__, map(id, sources))) if common is None else (common,)))
        return found

    def _mark(self, source: Any, told: frozenset[Any]) -> None:
        """Keep what is told of an object; what is told of all of them is mostly the same."""
        self._marks[id(source)] = told
        if self._marks.setdefault(_COMMON, told) != told:
            self._marks[_COMMON] = None
