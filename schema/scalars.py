"""The scalars: parsed where they come in, canonical where they go out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

import strawberry
from strawberry.types.scalar import ScalarDefinition

from i18n.citing.symbols import BadSymbol, Symbol
from i18n.languages import BadLanguageTag, Tag, parse_tag
from schema.errors import BadDate

T = TypeVar("T")
D = TypeVar("D", date, datetime)


def _of_text(parse: Callable[[str], T], bad: Callable[[str], Exception]) -> Callable[[Any], T]:
    """A reader of a scalar that is written as a string."""

    def read(value: Any) -> T:
        if not isinstance(value, str):
            raise bad(str(value))
        return parse(value)

    return read


def _of_iso(parse: Callable[[str], D]) -> Callable[[Any], D]:
    """A reader of a day or a moment."""

    def read(value: Any) -> D:
        try:
            return parse(value)
        except (ValueError, TypeError) as error:
            raise BadDate(words=str(value)[:100]) from error

    return read


SCALARS: Mapping[object, ScalarDefinition] = {
    Symbol: strawberry.scalar(
        name="DocumentSymbol",
        description=(
            "The symbol of a United Nations document, such as A/RES/74/148, A/HRC/45/30 or S/RES/1325 (2000). Read "
            "however it is printed, and given in its canonical form."
        ),
        serialize=str,
        parse_value=_of_text(Symbol.parse, lambda words: BadSymbol(words, 0, "not a string")),
    ),
    Tag: strawberry.scalar(
        name="LanguageTag",
        description="A language by its BCP 47 tag, in canonical form: fr, zh, zh-Hant, pt-BR.",
        specified_by_url="https://www.rfc-editor.org/info/bcp47",
        serialize=str,
        parse_value=_of_text(parse_tag, lambda words: BadLanguageTag(words, "not a string")),
    ),
    date: strawberry.scalar(
        name="Date",
        description="A day of the Gregorian calendar by ISO 8601: 2019-12-18.",
        specified_by_url="https://www.rfc-editor.org/rfc/rfc3339",
        serialize=date.isoformat,
        parse_value=_of_iso(date.fromisoformat),
    ),
    datetime: strawberry.scalar(
        name="DateTime",
        description="A moment with its offset from UTC, by RFC 3339: 2019-12-18T10:00:00+00:00.",
        specified_by_url="https://www.rfc-editor.org/rfc/rfc3339",
        serialize=datetime.isoformat,
        parse_value=_of_iso(datetime.fromisoformat),
    ),
}
"""What each Python type is in GraphQL."""
