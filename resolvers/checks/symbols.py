"""Document symbols and numbers of resolutions: what one text cites, the other must print.

"resolution 74/148", "القرار ١٤٨/٧٤" and "A/RES/74/148" cite one document: what counts is the number. A number that a
language prints in a way that its grammar does not read is still printed, so nothing is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n.citing.languages import words_for
from i18n.citing.mentions import opinions
from i18n.citing.symbols import find_symbols
from i18n.citing.tokens import numbered
from resolvers.checks.findings import Found
from resolvers.checks.subject import Pair, Text, joined

NAME = "symbols"

_SERIES = re.compile(r"^.*?[/.](?:RES|DEC)/")
_CORRIGENDUM = re.compile(r"/Corr\.\d+$")
_FIGURES = re.compile(r"(?:E?S-)?(?P<figures>\d+(?:/\d+)?)")
_DIGIT = re.compile(r"\d")
_SPACES = re.compile(r"\s+")


def check(pair: Pair) -> Iterator[Found]:
    """Numbers of documents that only one of both texts has."""
    if not pair.is_known:
        return
    source, target = _cited(pair.source), _cited(pair.target)
    lost = {number for number in source - target if not _is_printed(number, pair.target)}
    added = {number for number in target - source if not _is_printed(number, pair.source)}
    if lost:
        yield Found("CHECK_SYMBOLS_LOST", {"symbols": joined(lost)})
    if added:
        yield Found("CHECK_SYMBOLS_ADDED", {"symbols": joined(added)})


def _cited(text: Text) -> set[str]:
    if not _DIGIT.search(text.folded):
        return set()
    found = {str(each.symbol) for each in find_symbols(text.folded)}
    found |= {token.value for group in numbered(text.folded, words_for(text.language)) for token in group}
    found |= {opinion.identifier.rpartition("-")[2] for opinion in opinions(text.folded)}
    return {_SERIES.sub("", symbol) for symbol in found if not _CORRIGENDUM.search(symbol)}


def _is_printed(number: str, text: Text) -> bool:
    """Whether the figures of a number stand in a text; of 217 A (III) the 217."""
    figures = _FIGURES.match(number)
    bare = figures["figures"] if figures else _SPACES.sub("", number)
    turned = "/".join(reversed(bare.split("/"))) if re.fullmatch(r"\d+/\d+", bare) else bare
    printed = _SPACES.sub("", text.folded)
    return any(re.search(rf"(?<!\d){re.escape(each)}(?!\d)", printed, re.IGNORECASE) for each in (bare, turned))
