"""The words of each language that the grammar of citations reads."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from i18n.citing.ar import ARABIC
from i18n.citing.en import ENGLISH
from i18n.citing.es import SPANISH
from i18n.citing.fr import FRENCH
from i18n.citing.ru import RUSSIAN
from i18n.citing.words import Words
from i18n.citing.zh import CHINESE
from i18n.languages import Tag

WORDS: Mapping[Tag, Words] = MappingProxyType(
    {words.language: words for words in (ARABIC, CHINESE, ENGLISH, FRENCH, RUSSIAN, SPANISH)}
)
"""By language: the six official ones."""


def words_for(language: Tag) -> Words:
    """The words of a language or of the one that it is a form of ("fr-CA"); English where there are none."""
    return WORDS.get(language) or WORDS.get(Tag(language.partition("-")[0])) or ENGLISH
