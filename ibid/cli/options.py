"""The settings as options of commands: written once, in the table of settings."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Annotated, Any

import typer

from ibid import logs
from ibid.settings import TABLE, Settings, read_settings
from ibid.settings.mirror import MirrorSettings
from ibid.settings.setting import rows

STORE = ("data_dir", "mongodb_uri", "database", "driver", "log_level")
"""The settings of every command that opens the store."""

SERVED = tuple(name for name in TABLE if name not in rows(MirrorSettings))
"""The settings of a server."""

QUIET = {"log_level": "warning"}
"""What a command that prints its own answer logs, unless it is told otherwise."""


def with_settings(
    *names: str, defaults: Mapping[str, str] | None = None
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command these settings as options; what it is called with is `read`, which reads and applies them.

    They are read inside the command, so that a bad value is told as every other failure is.
    """

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        own = [each for each in inspect.signature(command, eval_str=True).parameters.values() if each.name != "read"]

        @wraps(command)
        def wrapped(**values: Any) -> None:
            given = {name: values.pop(name) for name in names}
            command(**values, read=lambda: _read(given, defaults))

        options = [_option(name) for name in names]
        signature = inspect.Signature([each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in (*own, *options)])
        wrapped.__signature__ = signature  # type: ignore[attr-defined]  # PEP 362: what typer reads
        wrapped.__annotations__ = {name: each.annotation for name, each in signature.parameters.items()}
        return wrapped

    return decorate


def _option(name: str) -> inspect.Parameter:
    row = TABLE[name]
    annotation = Annotated[str | None, typer.Option(row.option, help=row.summary)]
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation)


def _read(given: Mapping[str, str | None], defaults: Mapping[str, str] | None) -> Settings:
    settings = read_settings(given, defaults=defaults)
    logs.configure(settings.log_level, settings.observing.log_format)
    return settings
