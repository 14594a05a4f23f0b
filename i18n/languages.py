"""Languages: their tags, names, direction and fallback, and the six official ones of the United Nations."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from i18n import cldr
from i18n.fallback import DECLARED, chain
from i18n.tags import BadLanguageTag, Tag, parse_tag, script_and_region

__all__ = [
    "EN",
    "KNOWN",
    "OFFICIAL",
    "BadLanguageTag",
    "Direction",
    "Language",
    "Tag",
    "direction",
    "display_name",
    "language",
    "parse_tag",
]

Direction = Literal["ltr", "rtl"]

EN = Tag("en")

OFFICIAL: tuple[Tag, ...] = tuple(Tag(tag) for tag in ("ar", "zh", "en", "fr", "ru", "es"))
"""The six official languages of the United Nations, in the order of rule 51 of the General Assembly."""

KNOWN: tuple[Tag, ...] = (*OFFICIAL, *DECLARED)
"""The languages of which something is declared: the six, and those with a fallback. Any other tag can be used too."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language as readers see it. `native_name` is its own name for itself, in CLDR's form."""

    tag: Tag
    native_name: str
    direction: Direction
    is_official: bool
    fallback: tuple[Tag, ...]


@lru_cache(maxsize=256)
def language(tag: Tag) -> Language:
    """What is known of a language."""
    return Language(tag, display_name(tag, tag), direction(tag), tag in OFFICIAL, chain(tag))


def direction(tag: Tag) -> Direction:
    """How its texts run, by its script, or by the one most likely for the language and region (CLDR)."""
    script, region = script_and_region(tag)
    return "rtl" if cldr.is_right_to_left(tag.split("-")[0], script, region) else "ltr"


def display_name(tag: Tag, wanted: Tag) -> str:
    """The name of a language in another; in English where CLDR has none in that one, and the tag where it has none."""
    script, region = script_and_region(tag)
    subtags = tuple(tag.split("-"))
    tables = (cldr.names_in(*wanted.split("-")), cldr.english())
    names = (cldr.name(subtags, script, region, table) for table in tables if table)
    return next((name for name in names if name), tag)
