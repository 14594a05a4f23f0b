"""What a sentence does to the words of a name: Russian declines them, Arabic joins particles to the first.

It is undone for comparing only, on both sides alike, so a form need not be a word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from i18n.citing.folding import fold
from i18n.citing.names import UNINFLECTED, Inflection
from i18n.languages import Tag

_RUSSIAN_ENDINGS = re.compile(
    r"(?:иями|ями|ами|ого|его|ому|ему|ыми|ими|иях|ией|иям|ость|ости|остью"
    r"|ый|ий|ой|ая|яя|ое|ее|ые|ие|ых|их|ым|им|ом|ем|ую|юю|ов|ев|ей|ам|ям|ах|ях|ию|ия|ии|ью"
    r"|а|я|о|е|и|ы|у|ю|ь|й)$"
)
_LEAST = 3
"""Letters that must stay when an ending goes."""


@lru_cache(maxsize=1 << 16)
def _russian(word: str) -> str:
    folded = fold(word).text
    found = _RUSSIAN_ENDINGS.search(folded)
    return folded[: found.start()] if found and found.start() >= _LEAST else folded


@lru_cache(maxsize=1 << 16)
def _arabic(word: str) -> str:
    folded = fold(word).text
    if len(folded) > _LEAST + 1 and folded.endswith("ان"):
        return f"{folded[:-2]}ين"
    return f"{folded[:-2]}ين" if len(folded) > _LEAST + 1 and folded.endswith("ون") else folded


@lru_cache(maxsize=1 << 16)
def _arabic_prefixes(word: str) -> tuple[tuple[int, str], ...]:
    """Without "and", "by", "to", "as", one or two of them; "to the" (لل) hides the alif of the article."""
    folded = fold(word).text
    found = [
        (cut, _arabic(folded[cut:]))
        for cut in (1, 2)
        if len(folded) > cut + _LEAST and re.fullmatch(r"[وف]?[بلك]?|[وف]", folded[:cut])
    ]
    hidden = re.match(r"[وف]?لل", folded)
    if hidden:
        found.append((hidden.end() - 1, _arabic(f"ال{folded[hidden.end() :]}")))
    return tuple(found)


INFLECTIONS: Mapping[Tag, Inflection] = {
    Tag("ru"): Inflection(form=_russian),
    Tag("ar"): Inflection(form=_arabic, without_prefix=_arabic_prefixes),
}


def inflection(language: Tag) -> Inflection:
    """That of a language; of one that is not listed, none."""
    return INFLECTIONS.get(Tag(language.partition("-")[0]), UNINFLECTED)
