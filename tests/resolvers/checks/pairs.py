"""Texts beside their sources, and what one check says of them."""

from __future__ import annotations

from i18n.languages import EN, Tag
from resolvers.checks.gazetteer import NO_NAMES, Gazetteer
from resolvers.checks.registry import CHECKS
from resolvers.checks.subject import Pair, Text


def said(
    name: str,
    source: str,
    target: str,
    language: str = "fr",
    *,
    markers: dict[str, str] | None = None,
    states: Gazetteer = NO_NAMES,
    instruments: Gazetteer = NO_NAMES,
) -> dict[str, dict[str, str]]:
    """What the check of this name finds in a translation from English: particulars by code."""
    (check,) = (each for each in CHECKS if each.name == name)
    text = Text(target, Tag(language))
    pair = Pair(source=Text(source, EN), target=text, markers=markers or {}, states=states, instruments=instruments)
    found = [*(check.alone(text) if check.alone else ()), *(check.beside(pair) if check.beside else ())]
    return {each.code: dict(each.params) for each in found}
