"""One setting: its variable, what reads its value, what it may be, and what it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

PREFIX = "IBID_"
_KEY = "setting"


class BadSetting(ValueError):
    """A setting whose value is not allowed: which, what was given, what may be."""

    code = "BAD_SETTING"

    def __init__(self, name: str, value: str, allowed: str) -> None:
        super().__init__(f"{name} is {value!r}; it must be {allowed}")
        self.name = name
        self.value = value
        self.allowed = allowed


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table. `shown` stands for the default where that differs from machine to machine."""

    variable: str
    read: Callable[[str], Any]
    allowed: str
    default: str
    help: str
    shown: str = ""

    @property
    def name(self) -> str:
        """The name that programs use."""
        return self.variable.removeprefix(PREFIX).lower()

    @property
    def option(self) -> str:
        """The option of the command line that comes before the variable."""
        return "--" + self.name.replace("_", "-")

    @property
    def told_default(self) -> str:
        """The default, for people."""
        return self.shown or self.default

    @property
    def summary(self) -> str:
        """What the command line says of it: what it does, the variable, what it may be, and what it is otherwise."""
        otherwise = f", otherwise {self.told_default}" if self.told_default else ""
        return f"{self.help} ({self.variable}: {self.allowed}{otherwise})"

    def value(self, text: str) -> Any:
        """What a text means, or BadSetting."""
        try:
            return self.read(text)
        except (ValueError, KeyError, OSError) as error:
            raise BadSetting(self.variable, text, self.allowed) from error


def setting(  # noqa: PLR0917  # the columns of a row, in their order
    variable: str,
    read: Callable[[str], Any],
    allowed: str,
    default: str,
    help: str,  # noqa: A002  # the name that command lines have for it
    shown: str = "",
) -> Any:
    """A field of a group of settings, with its row; without an environment it has its default."""
    row = Setting(variable, read, allowed, default, help, shown)
    return field(default_factory=lambda: row.value(row.default), metadata={_KEY: row})


def rows(group: type[Any]) -> Mapping[str, Setting]:
    """The rows of a group, by the names of its fields."""
    return {each.name: each.metadata[_KEY] for each in fields(group) if _KEY in each.metadata}
