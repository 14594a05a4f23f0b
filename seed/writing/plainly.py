"""Values as JSON has them: dataclasses as objects, enumerations, symbols and days as strings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from i18n.citing.symbols import Symbol


def plain_value(value: Any) -> Any:
    """The value."""
    if isinstance(value, Symbol | date):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value):
        return {camel(each.name): plain_value(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain_value(item) for key, item in value.items()}
    return [plain_value(item) for item in value] if isinstance(value, tuple | list) else value


def camel(name: str) -> str:
    """A name as JSON has it: "agendaItem"."""
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)
