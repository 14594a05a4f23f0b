"""Words for searching: texts of any language as tokens, so that what a reader types finds what is printed.

A token is a word without case and marks (Unicode NFKD and case folding), its digits those of ASCII. Arabic words also
lose tatweel, vowel signs and the joined article, and their forms of alef, yeh and teh marbuta are one each. Chinese and
Japanese, which print no spaces, are cut into pairs of neighbouring signs. Numbers and symbols that are joined by dots
or slashes are kept whole and in parts: `A/RES/74/148` is also `res/74/148`, `74/148`, `res` and `148`.

Each token has a place, counted in words (in signs for Chinese): words that follow one another have places that do.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

LONGEST = 64
"""Code points of a token; what is longer is cut, in texts and in queries alike."""

MOST_PARTS = 12
"""Of one compound; what comes behind them in the same compound is words of its own."""

_UNSPACED = (
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d\U00020000-\U000323af"
)
"""Signs of scripts without spaces: Han, hiragana, katakana."""


def _marks() -> str:
    """Signs that are written on or in a word and are no letters: combining ones, and tatweel's like; as ranges."""
    codes = [code for code in range(0x300, 0x10000) if unicodedata.category(chr(code)) in {"Mn", "Mc", "Me"}]
    codes += [0x200C, 0x200D]
    runs = [[code for _, code in run] for _, run in groupby(enumerate(codes), lambda pair: pair[1] - pair[0])]
    return "".join(f"{chr(run[0])}-{chr(run[-1])}" if len(run) > 1 else chr(run[0]) for run in runs)


_MARKS = _marks()
_LETTERS = rf"[^\W_{_UNSPACED}]+(?:[{_MARKS}]+[^\W_{_UNSPACED}]*)*"
_WORD = re.compile(rf"{_LETTERS}(?:[./]{_LETTERS}){{0,{MOST_PARTS - 1}}}|[{_UNSPACED}]+")
"""A word, a compound of words, or a run of signs without spaces."""

_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_UNSPACED_RUN = re.compile(f"[{_UNSPACED}]+")
_MARK = re.compile(f"[{_MARKS}]+")
_LETTER = re.compile(rf"[^\W_{_UNSPACED}]+")
_ARABIC = {0x640: None, **{ord(sign): "ي" for sign in "ىیے"}, ord("ة"): "ه", ord("ک"): "ك", ord("ٱ"): "ا"}
_DIGITS = {zero + digit: str(digit) for zero in (0x660, 0x6F0, 0x966) for digit in range(10)}
_FOLD = {**_ARABIC, **_DIGITS, 0x200C: None, 0x200D: None}
_ARTICLE = re.compile(r"(?:[وف]?(?:ال|بال|كال)|[وف]?لل)(?=[\u0621-\u064a]{3})")
"""The Arabic article with what is written together with it: "and the", "by the", "like the", "to the"."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token, its place in words, and where its word stands in the text (code points, end exclusive)."""

    text: str
    place: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sought:
    """A token that a query asks for, and its place from the query's first word.

    `is_prefix` is true for a single sign of Chinese, which is found as the beginning of a pair.
    """

    text: str
    place: int
    is_prefix: bool = False


Placed = tuple[tuple[str, int], ...]
"""Tokens with their places from the first word of what they were read from."""


def fold(word: str) -> str:
    """A word in the form in which it is compared."""
    if word.isascii():
        return word.lower()
    bare = _MARK.sub("", unicodedata.normalize("NFKD", word)).casefold()
    # Casefolding may bring marks back (Turkish dotted i).
    folded = _MARK.sub("", unicodedata.normalize("NFKD", bare)).translate(_FOLD)
    return _ARTICLE.sub("", folded, count=1) if "\u0600" <= folded[:1] <= "\u06ff" else folded


def index_tokens(text: str) -> tuple[list[str], list[int], int]:
    """The tokens of a text with their places, as two lists in step, and how many places the text takes."""
    tokens: list[str] = []
    places: list[int] = []
    at = 0
    for word in _WORD.findall(text):
        single = _SINGLE.get(word)
        if single is not None:
            tokens.append(single)
            places.append(at)
            at += 1
            continue
        read, width = _read(word)
        for token, place in read:
            tokens.append(token)
            places.append(at + place)
        at += width
    return tokens, places, at


def located(text: str) -> Iterator[Token]:
    """The tokens of a text, and where their words stand."""
    at = 0
    for found in _WORD.finditer(text):
        read, width = _read(found[0])
        is_run = _IS_UNSPACED.match(found[0]) is not None
        for token, place in read:
            start = found.start() + place if is_run else found.start()
            yield Token(token, at + place, start, start + min(len(token), 2) if is_run else found.end())
        at += width


def sought(words: str) -> tuple[Sought, ...]:
    """What must stand in a text, at these places from one another, for the text to have these words in this order."""
    found: list[Sought] = []
    at = 0
    for word in _WORD.findall(words):
        read, width = _read(word)
        if _IS_UNSPACED.match(word):
            found += [Sought(token, at + place) for token, place in read if place < width - 1]
            found += [Sought(token, at, is_prefix=True) for token, _ in read if width == 1]
        elif read:
            found.append(Sought(read[0][0], at))
        at += width
    return tuple(found)


def apart(words: str) -> tuple[tuple[Sought, ...], ...]:
    """What must stand in a text, in any order, for the text to have these words: each word whole, however many tokens.

    Pairs of signs without spaces are words of their own, since nothing says where one ends.
    """
    return tuple(
        group
        for run, is_unspaced in _runs(words)
        for group in ([(each,) for each in _from_zero(sought(run))] if is_unspaced else [sought(run)])
        if group
    )


def _from_zero(words: Iterable[Sought]) -> Iterator[Sought]:
    return (Sought(word.text, 0, word.is_prefix) for word in words)


def _runs(words: str) -> Iterator[tuple[str, bool]]:
    """Stretches of scripts with and without spaces."""
    last = 0
    for found in _UNSPACED_RUN.finditer(words):
        yield words[last : found.start()], False
        yield found[0], True
        last = found.end()
    yield words[last:], False


_SINGLE: dict[str, str] = {}
"""Words that are one token, as they were met: most of any text."""

_MOST_KEPT = 100_000
"""Words that are remembered; then they are forgotten, so that hostile texts cost no memory."""


def _read(word: str) -> tuple[Placed, int]:
    """The tokens of a word, and how many places it takes."""
    read, width = _read_anew(word)
    if width == 1 and len(read) == 1 and read[0][1] == 0:
        if len(_SINGLE) >= _MOST_KEPT:
            _SINGLE.clear()
        _SINGLE[word] = read[0][0]
    return read, width


@lru_cache(maxsize=20_000)
def _read_anew(word: str) -> tuple[Placed, int]:
    if _IS_UNSPACED.match(word):
        return _pairs(word), len(word)
    folded = fold(word)
    parts = [piece for piece in _LETTER.findall(folded) if piece]
    if len(parts) <= 1 and "/" not in folded and "." not in folded:
        return (((folded[:LONGEST], 0),), 1) if folded else ((), 0)
    return tuple(dict.fromkeys(_compound(folded))), max(len(parts), 1)


def _pairs(run: str) -> Placed:
    """Each sign with the next; the last one alone, so that every sign begins a token."""
    signs = [unicodedata.normalize("NFKC", sign) for sign in run]
    return tuple(
        (sign + following, place) for place, (sign, following) in enumerate(zip(signs, [*signs[1:], ""], strict=True))
    )


def _compound(folded: str) -> Iterator[tuple[str, int]]:
    """The whole, what stands behind each slash, what stands between slashes, and each word."""
    yield folded[:LONGEST], 0
    pieces = folded.split("/")
    place = 0
    for number, piece in enumerate(pieces):
        yield "/".join(pieces[number:])[:LONGEST], place
        yield piece[:LONGEST], place
        for word in _LETTER.findall(piece):
            yield word[:LONGEST], place
            place += 1
