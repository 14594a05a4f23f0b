"""A parser's tree as plain values, so that a file can hold what is expected of it."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from seed.tree import ParsedDocument


def plain(parsed: ParsedDocument) -> dict[str, Any]:
    """All of a tree; what says nothing is left out, furniture is by rule with its lines."""
    furniture: dict[str, list[int]] = {}
    for one in parsed.furniture:
        furniture.setdefault(one.rule, []).append(one.line)
    return {
        "metadata": _values(parsed.metadata),
        "sections": [_values(one) for one in parsed.sections],
        "paragraphs": [_values(one) for one in parsed.paragraphs],
        "footnotes": [_values(one) for one in parsed.footnotes],
        "diagnostics": [_values(one) for one in parsed.diagnostics],
        "furniture": furniture,
    }


def _values(record: Any) -> dict[str, Any]:
    values = {field.name: getattr(record, field.name) for field in fields(record)}
    return {name: _plain(value) for name, value in values.items() if value is not None and value not in ((), {}, "")}


def _plain(value: Any) -> Any:
    if isinstance(value, bool | int):
        return value
    if isinstance(value, tuple):
        return [_plain(one) if isinstance(one, int) else _values(one) for one in value]
    return dict(value) if hasattr(value, "items") else str(value)
