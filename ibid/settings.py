"""Settings: one table, read once, from the command line, then the environment, then the defaults.

The table is the only place where a setting is named; docs/settings.md is checked against it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal, get_args

from store.mongo.driver import DriverName

LogLevel = Literal["debug", "info", "warning", "error"]


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
    """One row of the table: the variable, what reads its value, what it may be, and what it does."""

    variable: str
    read: Callable[[str], Any]
    allowed: str
    default: str
    help: str

    @property
    def option(self) -> str:
        """The option of the command line that comes before the variable."""
        return "--" + self.variable.removeprefix("IBID_").lower().replace("_", "-")

    @property
    def summary(self) -> str:
        """What the command line says of it: what it does, the variable, what it may be, and what it is otherwise."""
        otherwise = f", otherwise {self.default}" if self.default else ""
        return f"{self.help} ({self.variable}: {self.allowed}{otherwise})"


def _one_of(*values: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text.lower() not in values:
            raise ValueError(text)
        return text.lower()

    return read


def _between(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        number = int(text)
        if not least <= number <= most:
            raise ValueError(text)
        return number

    return read


def _switch(text: str) -> bool:
    return {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}[text.lower()]


def _words(text: str) -> str:
    if not text.strip():
        raise ValueError(text)
    return text.strip()


def _address(text: str) -> str:
    if text and not text.startswith(("mongodb://", "mongodb+srv://")):
        raise ValueError(text)
    return text


def data_home() -> str:
    """Where a user's data are, by the XDG Base Directory Specification.

    It is the same from every working directory, so that `ibid load` finds the store that `ibid serve` serves, and it
    stays when a clone or an environment is removed.
    """
    base = os.environ.get("XDG_DATA_HOME")
    return str((Path(base) if base else Path.home() / ".local" / "share") / "ibid")


TABLE: Mapping[str, Setting] = {
    "host": Setting("IBID_HOST", _words, "a host name or address", "127.0.0.1", "The address to serve on."),
    "port": Setting(
        "IBID_PORT", _between(0, 65535), "a number from 0 to 65535", "8000", "The port; 0 is any free one."
    ),
    "data_dir": Setting(
        "IBID_DATA_DIR",
        lambda text: Path(_words(text)).expanduser(),
        "a folder's path",
        "$XDG_DATA_HOME/ibid",
        "Where the embedded store keeps its data. Not used with IBID_MONGODB_URI.",
    ),
    "mongodb_uri": Setting(
        "IBID_MONGODB_URI",
        _address,
        "an address that begins with mongodb:// or mongodb+srv://",
        "",
        "The MongoDB replica set to use; empty is the embedded store.",
    ),
    "database": Setting("IBID_DATABASE", _words, "a database's name", "ibid", "The database's name."),
    "driver": Setting(
        "IBID_DRIVER", _one_of(*get_args(DriverName)), "motor or pymongo", "motor", "The driver of the database."
    ),
    "log_level": Setting(
        "IBID_LOG_LEVEL",
        _one_of(*get_args(LogLevel)),
        "debug, info, warning or error",
        "info",
        "How much is logged, on standard error; commands other than serve log warning unless it is given.",
    ),
    "seed": Setting(
        "IBID_SEED", _switch, "1 or 0", "1", "Whether an empty store is filled with the founding documents at start."
    ),
    "store_port": Setting(
        "IBID_STORE_PORT",
        _between(0, 65535),
        "a number from 0 to 65535",
        "0",
        "The port of the embedded store's own process, on 127.0.0.1; 0 is any free one.",
    ),
    "query_seconds": Setting(
        "IBID_QUERY_SECONDS",
        _between(1, 300),
        "a number from 1 to 300",
        "10",
        "How long one GraphQL operation may take before it is given up.",
    ),
}
"""Every setting, by the name of its field in Settings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings, read and checked."""

    host: str
    port: int
    data_dir: Path
    mongodb_uri: str
    database: str
    driver: DriverName
    log_level: LogLevel
    seed: bool
    store_port: int
    query_seconds: int

    @property
    def is_embedded(self) -> bool:
        """Whether the embedded store is used."""
        return not self.mongodb_uri


def read_settings(
    given: Mapping[str, str | None] | None = None,
    environment: Mapping[str, str] | None = None,
    defaults: Mapping[str, str] | None = None,
) -> Settings:
    """Read them: `given` on the command line, by field; then the environment; then a command's own defaults.

    Raises BadSetting.
    """
    variables = os.environ if environment is None else environment
    own = {"data_dir": data_home(), **(defaults or {})}
    given = given or {}
    names = [field.name for field in fields(Settings)]
    return Settings(**{name: _value(name, given.get(name), variables, own.get(name)) for name in names})


def _value(name: str, given: str | None, variables: Mapping[str, str], default: str | None) -> Any:
    row = TABLE[name]
    text = given if given is not None else variables.get(row.variable, "") or default or row.default
    try:
        return row.read(text)
    except (ValueError, KeyError) as error:
        raise BadSetting(row.variable, text, row.allowed) from error
