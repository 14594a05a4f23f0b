"""Lists that last, as the objects do that stand in them: what is found out of one by looking at each of its objects, is
found out once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, chain
from typing import Any, TypeVar

from execution.errors import OffPath

T = TypeVar("T")


class Lasting(list[Any]):
    """A list of objects that last: nobody changes it, and it is the same one each time."""

    __slots__ = ("_known",)

    _known: dict[Callable[[Any], Any], Any]

    def known(self, find: Callable[[Sequence[Any]], T]) -> T:
        """What a function finds out of the list: always the same."""
        try:
            found: T = self._known[find]
        except AttributeError:  # most lists are never asked
            self._known = {}
        except KeyError:
            pass
        else:
            return found
        found = self._known[find] = find(self)
        return found


LISTS = frozenset((list, tuple, Lasting))


def some(values: Sequence[Any]) -> Sequence[Any]:
    """Those of some values that are there; the very same list, where all are."""
    found = _known(values, _there)
    return values if found is None else found


def distinct(values: Sequence[Any]) -> tuple[Sequence[Any], Sequence[int] | None]:
    """The objects that stand in a list, each once, and for each place which of them stands there; None where each
    stands in its own.
    """
    return _known(values, _distinct) or (values, None)


def parts(values: Sequence[Any]) -> tuple[Sequence[Any], Sequence[slice]]:
    """The items of lists, one after the other, and which of them are those of each. OffPath where one is no list."""
    return _known(values, _parts)


def parted(items: Sequence[Any], places: Sequence[slice]) -> list[Sequence[Any]]:
    """The items of lists, in lists again."""
    return list(map(items.__getitem__, places))


def check_lists(values: Sequence[Any]) -> None:
    """Raise OffPath where a value is no list."""
    if not LISTS.issuperset(map(type, values)):
        for each in values:
            check_list(each)


def check_list(value: Any) -> Sequence[Any]:
    """A value that is a list, or OffPath."""
    if not isinstance(value, list | tuple):
        raise OffPath
    return value


def all_last(values: Sequence[Any]) -> bool:
    """Whether all of some lists last."""
    return _known(values, _all_last)


def _known(values: Sequence[Any], find: Callable[[Sequence[Any]], T]) -> T:
    return values.known(find) if values.__class__ is Lasting else find(values)


def _alike(values: Sequence[Any], items: Iterable[Any]) -> list[Any]:
    """A list of what stands in another, which lasts if that does."""
    return Lasting(items) if values.__class__ is Lasting else list(items)


def _there(values: Sequence[Any]) -> Sequence[Any] | None:
    found = [each for each in values if each is not None]
    return None if len(found) == len(values) else _alike(values, found)


def _distinct(values: Sequence[Any]) -> tuple[Sequence[Any], Sequence[int]] | None:
    names = list(map(id, values))
    by_name = dict(zip(names, values, strict=True))
    if len(by_name) == len(values):
        return None
    place = dict(zip(by_name, range(len(by_name)), strict=True))
    return _alike(values, by_name.values()), list(map(place.__getitem__, names))


def _parts(values: Sequence[Any]) -> tuple[Sequence[Any], Sequence[slice]]:
    check_lists(values)
    ends = list(accumulate(map(len, values)))
    return _alike(values, chain.from_iterable(values)), list(map(slice, [0, *ends], ends))


def _all_last(values: Sequence[Any]) -> bool:
    return all(each.__class__ is Lasting for each in values)
