"""Where to look for texts like one: what the search index has under its rarest words."""

from __future__ import annotations

from i18n.languages import Tag
from i18n.words import Sought, located
from store.search.query import Query, Search, Term

MOST = 24
"""Candidates that are read and compared."""

LOOKED_UP = 16
"""Words whose rarity is looked up, the longest ones: rare words are long, and each costs the read of a block."""

RAREST = 5
"""Of these, so many are looked for: one of them is enough, and the more of them a text has the better it is."""


_PAIR = 2
"""Signs of a token of Chinese."""


def search_like(plain: str, language: Tag) -> Search | None:
    """The search for candidates; None for a text without words.

    Pairs of Chinese signs are all as long as one another: of these, so many from all over the text.
    """
    words = {Sought(token.text, 0) for token in located(plain)}
    longest = sorted(words, key=lambda word: (-len(word.text), word.text))
    if not longest:
        return None
    if len(longest[0].text) <= _PAIR:
        longest = longest[:: max(1, len(longest) // LOOKED_UP)]
    return Search(
        query=Query((tuple(Term((word,)) for word in longest[:LOOKED_UP]),)),
        first=MOST,
        languages=(language,),
        rarest=RAREST,
    )
