"""Language tags: BCP 47 (RFC 5646), read once, at the edge, and canonical from there on.

Canonical is RFC 5646 section 4.5 with the aliases of CLDR (UTS 35): "ZH-hant-tw" is "zh-Hant-TW", "iw" is "he", "fra"
is "fr", "zh-yue" is "yue", "en-UK" is "en-GB". A grandfathered tag ("i-klingon") and private use alone ("x-mine") are
refused: the first have been replaced, the second names no language.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NewType

from i18n import cldr

Tag = NewType("Tag", str)
"""A BCP 47 tag in canonical form: "fr", "zh-Hant", "pt-BR"."""

MAX_LENGTH = 35
"""In characters: what RFC 5646 section 4.4.1 asks everybody to make room for. Nothing longer is read."""

_GRAMMAR = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<extlang>[a-z]{3}))?"
    r"(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)"
    r"(?P<extensions>(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*)"
    r"(?P<private>-x(?:-[a-z0-9]{1,8})+)?"
)
"""`langtag` of RFC 5646 section 2.1, over lower case; of the extended languages one, since no more are registered."""

_EXTENDED = frozenset({"ar", "kok", "lv", "ms", "sgn", "sw", "uz", "zh"})
"""The languages that have extended ones in the registry."""


class BadLanguageTag(ValueError):
    """The words are no language tag. `reason` is for a log; readers get the message of BAD_LANGUAGE_TAG."""

    def __init__(self, words: str, reason: str) -> None:
        super().__init__(f"{words!r} is not a language tag: {reason}")
        self.words = words
        self.reason = reason


def parse_tag(text: str) -> Tag:
    """Read a tag, in any case and with hyphens or underscores, or raise BadLanguageTag."""
    return _known(text) if len(text) <= MAX_LENGTH else _read(text)


def _read(text: str) -> Tag:
    readable = text.isascii() and len(text) <= MAX_LENGTH
    found = _GRAMMAR.fullmatch(text.lower().replace("_", "-")) if readable else None
    if found is None:
        raise BadLanguageTag(text, "not of the form of RFC 5646")
    parts = [
        _extended(text, found["language"], found["extlang"])
        if found["extlang"]
        else _language(text, found["language"]),
        *([_script(text, found["script"])] if found["script"] else []),
        *([_region(text, found["region"])] if found["region"] else []),
        *_variants(text, found["variants"]),
        *_extensions(text, found["extensions"]),
    ]
    return Tag("-".join(parts) + (found["private"] or ""))


_known = lru_cache(maxsize=1024)(_read)
"""The same, known by heart of those that are asked for again and again."""


def _language(text: str, subtag: str) -> str:
    language = cldr.current_language(subtag)
    if language not in cldr.languages():
        raise BadLanguageTag(text, f"{language!r} is no language")
    return language


def _extended(text: str, primary: str, extended: str) -> str:
    """An extended language stands for itself: "zh-yue" is "yue" (section 4.5), and "zh-cmn" is "zh"."""
    language = _language(text, extended)
    if primary not in _EXTENDED or language not in {extended, primary}:
        raise BadLanguageTag(text, f"{extended!r} does not extend {primary!r}")
    return language


def _script(text: str, subtag: str) -> str:
    script = subtag.title()
    if not cldr.is_script(script):
        raise BadLanguageTag(text, f"{script!r} is no script")
    return script


def _region(text: str, subtag: str) -> str:
    region = cldr.current_region(subtag.upper())
    if not cldr.is_region(region):
        raise BadLanguageTag(text, f"{region!r} is no region")
    return region


def _variants(text: str, found: str) -> list[str]:
    """Variants keep their order, which has a meaning; none stands twice."""
    variants = found.split("-")[1:]
    if len(set(variants)) < len(variants):
        raise BadLanguageTag(text, "a variant stands twice")
    return variants


def _extensions(text: str, found: str) -> list[str]:
    """Extensions are ordered by their singleton (section 4.5); none stands twice."""
    extensions = re.findall(r"[0-9a-wy-z](?:-[a-z0-9]{2,8})+", found)
    if len({extension[0] for extension in extensions}) < len(extensions):
        raise BadLanguageTag(text, "an extension stands twice")
    return sorted(extensions)


def truncations(tag: Tag) -> tuple[Tag, ...]:
    """The tag, and what RFC 4647 section 3.4 makes of it step by step: "zh-Hant-TW", "zh-Hant", "zh".

    A single letter or digit goes together with what it introduces.
    """
    parts = tag.split("-")
    lengths = [n for n in range(len(parts), 0, -1) if len(parts[n - 1]) > 1]
    return tuple(Tag("-".join(parts[:n])) for n in lengths)


def script_and_region(tag: Tag) -> tuple[str | None, str | None]:
    """The script and region of a canonical tag, None for what it does not name."""
    found = _GRAMMAR.fullmatch(tag.lower())
    assert found, tag
    script, region = found["script"], found["region"]
    return script and script.title(), region and region.upper()
