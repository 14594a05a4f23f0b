"""What a file from a translators' tool says, unit by unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from i18n.languages import Tag
from store.records import NOTHING, Basis


class State(StrEnum):
    """XLIFF's states of a segment, the least first; a unit has the least of its segments'."""

    INITIAL = "initial"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Problem:
    """What keeps a unit from being taken over. `code` names a message (i18n/messages), `params` fill it.

    `unit` and `line` of the params say where it stands in the file.
    """

    code: str
    params: Mapping[str, str] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedUnit:
    """One unit. `markdown` is None where nothing is translated; `basis` and `expected` are as they were exported.

    `expected` is the revision of the text in `language` that was exported, 0 for none. `is_changed` is false where the
    text is the exported one: it need not be written. A unit with `problems` must not be. `line` is of the file, from 1.
    """

    key: str
    language: Tag
    markdown: str | None
    basis: Basis | None
    expected: int | None
    state: State
    sub_state: str | None
    is_changed: bool
    problems: tuple[Problem, ...]
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A file. `documents` are the keys of those that its `<file>` elements name."""

    source: Tag
    target: Tag
    documents: tuple[str, ...]
    units: tuple[ImportedUnit, ...]
