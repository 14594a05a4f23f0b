"""Mistakes planted into translations, as a typist, a program or a tired translator makes them, one of a kind at a time."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from i18n.citing.folding import fold
from i18n.citing.languages import words_for
from i18n.citing.symbols import find_symbols
from i18n.citing.tokens import numbered
from resolvers.checks.subject import Pair, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """A kind of mistake: the check that is to find it, and how it is made; None where a text has no place for it."""

    check: str
    plant: Callable[[Pair, random.Random], str | None]


_CALL = re.compile(r"\[\^([^\]\s]{1,12})\]")
_WORD_END = re.compile(r"(?<=[^\W\d])(?=[ ,;])|(?<=[\u3400-\u9fff])(?=[，、；。])")
_ENGLISH = re.compile(r"[^.;]+")


def _lost_call(pair: Pair, chance: random.Random) -> str | None:
    calls = list(_CALL.finditer(pair.target.markdown))
    return _without(pair.target.markdown, chance.choice(calls)) if calls else None


def _without(text: str, found: re.Match[str]) -> str:
    return text[: found.start()] + text[found.end() :]


def _added_call(pair: Pair, chance: random.Random) -> str | None:
    text = pair.target.markdown
    places = list(_WORD_END.finditer(text))
    if not places:
        return None
    at = chance.choice(places).start()
    return f"{text[:at]}[^{chance.randint(1, 40)}]{text[at:]}"


def _swapped_calls(pair: Pair, chance: random.Random) -> str | None:
    text = pair.target.markdown
    calls = list(_CALL.finditer(text))
    pairs = [(one, other) for one, other in zip(calls, calls[1:], strict=False) if one[0] != other[0]]
    if not pairs:
        return None
    one, other = chance.choice(pairs)
    return text[: one.start()] + other[0] + text[one.end() : other.start()] + one[0] + text[other.end() :]


def _altered(text: Text, spans: list[tuple[int, int]], chance: random.Random) -> str | None:
    """The text with another digit somewhere in one of these spans of its folded form, before its calls are put back."""
    folded = fold(text.markdown)
    places = [at for start, end in spans for at in range(start, end) if folded.text[at].isdigit()]
    if not places:
        return None
    at = chance.choice(places)
    place = folded.place(at)
    digit = chance.choice([each for each in "123456789" if each != folded.text[at]])
    return text.markdown[:place] + digit + text.markdown[place + 1 :]


def _altered_symbol(pair: Pair, chance: random.Random) -> str | None:
    folded, words = fold(pair.target.markdown).text, words_for(pair.target.language)
    spans = [(each.start, each.end) for each in find_symbols(folded) if "/Corr" not in str(each.symbol)]
    spans += [found.span() for group in numbered(folded, words) for found in _numbers_of(folded, group)]
    return _altered(pair.target, spans, chance)


def _numbers_of(folded: str, group: list) -> list[re.Match[str]]:  # type: ignore[type-arg]
    return [found for token in group for found in re.finditer(r"\d+/\d+", folded[token.start : token.end])]
