"""A property that is computed once: that of `functools`, without the lock that it takes before Python 3.12."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from functools import cached_property
else:

    class cached_property:  # noqa: N801  # named like what it stands for
        """Computes a value when it is first read, and puts it in the place of the property."""

        def __init__(self, compute: Callable[[Any], Any]) -> None:
            self._compute = compute
            self._name = compute.__name__
            self.__doc__ = compute.__doc__

        def __get__(self, instance: object | None, owner: type) -> Any:
            """The value."""
            if instance is None:
                return self
            value = vars(instance)[self._name] = self._compute(instance)
            return value


__all__ = ["cached_property"]
