"""All settings: the table of their rows, and how their values are read."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ibid.settings.access import AccessSettings
from ibid.settings.answers import AnswerSettings
from ibid.settings.documents import DocumentSettings
from ibid.settings.limits import Limits
from ibid.settings.live import LiveSettings
from ibid.settings.mirror import MirrorSettings
from ibid.settings.observing import ObservingSettings
from ibid.settings.serving import ServingSettings
from ibid.settings.setting import Setting, rows
from ibid.settings.store import StoreSettings


@dataclass(frozen=True, kw_only=True)
class Settings(ServingSettings, StoreSettings):
    """All settings, read and checked."""

    limits: Limits = field(default_factory=Limits)
    documents: DocumentSettings = field(default_factory=DocumentSettings)
    access: AccessSettings = field(default_factory=AccessSettings)
    live: LiveSettings = field(default_factory=LiveSettings)
    observing: ObservingSettings = field(default_factory=ObservingSettings)
    answers: AnswerSettings = field(default_factory=AnswerSettings)
    mirror: MirrorSettings = field(default_factory=MirrorSettings)


GROUPS: Mapping[str, type[Any]] = {
    "limits": Limits,
    "documents": DocumentSettings,
    "access": AccessSettings,
    "live": LiveSettings,
    "observing": ObservingSettings,
    "answers": AnswerSettings,
    "mirror": MirrorSettings,
}
"""Settings that are handed on together, by the name of their field."""

_OWN = {**rows(ServingSettings), **rows(StoreSettings)}

TABLE: Mapping[str, Setting] = {
    row.name: row for row in (*_OWN.values(), *(row for group in GROUPS.values() for row in rows(group).values()))
}
"""Every setting by its name, which is that of its field, its option and its variable."""


def read_settings(
    given: Mapping[str, str | None] | None = None,
    environment: Mapping[str, str] | None = None,
    defaults: Mapping[str, str] | None = None,
) -> Settings:
    """Read them: `given` on the command line, by name; then the environment; then a command's own defaults.

    Raises BadSetting.
    """
    variables = os.environ if environment is None else environment
    given, defaults = given or {}, defaults or {}

    def value(row: Setting) -> Any:
        on_line = given.get(row.name)
        text = on_line if on_line is not None else variables.get(row.variable, "") or defaults.get(row.name, "")
        return row.value(text or row.default) if on_line is None else row.value(text)

    groups: dict[str, Any] = {
        name: group(**{each: value(row) for each, row in rows(group).items()}) for name, group in GROUPS.items()
    }
    return Settings(**{name: value(row) for name, row in _OWN.items()}, **groups)
