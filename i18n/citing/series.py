"""The series that document symbols stand in, and what a misprinted symbol may have been meant to be.

A head is what a symbol begins with before its numbers: `A/HRC` of A/HRC/24/57, `E/CN.` of E/CN.4/2005/1.
Source: Dag Hammarskjöld Library, research guide "UN document symbols", series symbols.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from i18n.citing.symbols import MODIFIERS, ORGANS, BadSymbol, Symbol

_SERIES = {
    "A": "RES HRC DEC CONF. AC. C. INF BUR CN. PV. EMO ES- S- NGO",
    "S": "RES PRST PV. AC. C. INF AGENDA",
    "E": "RES DEC CN. C. CONF. AC. INF ESCAP ESCWA ECE ECA ICEF CEPAL PV. SR. NGO",
    "ST": "SGB AI IC ESA LEG SG CTS DPI HR",
    "T": "RES PV. COM.",
    "CRC": "C SP",
    "CEDAW": "C SP",
    "CCPR": "C SP",
    "CAT": "C OP SP",
    "CERD": "C SP",
    "CMW": "C SP",
    "CRPD": "C CSP SP",
    "CED": "C SP CSP",
    "HRI": "GEN MC CORE",
    "DP": "FPA OPS DCP",
    "TD": "B L. RES INF",
    "UNEP": "EA EA. GC GC. GCSS. OZL. CBD POPS FAO CHW. MC GPA",
    "FCCC": "CP SBI SBSTA PA KP TP AWGLCA CDM",
    "CTOC": "COP",
    "CAC": "COSP",
    "ISBA": "A C LTC ST",
    "NPT": "CONF.",
    "PBC": "OC SLE",
    "UNW": "",
    "HSP": "GC HA HA. EB. HC",
    "JIU": "REP NOTE ML",
    "ICCD": "COP CRIC CST",
    "CBD": "COP SBSTTA SBI CP NP",
    "BWC": "MSP CONF. AD",
    "CCW": "CONF. GGE. MSP AP.",
    "UNFF": "",
}

HEADS: tuple[str, ...] = tuple(
    dict.fromkeys([*ORGANS, *(f"{organ}/{head}" for organ, heads in _SERIES.items() for head in heads.split())])
)
"""Every head that is known, the commonest organs first."""

_KNOWN = frozenset(HEADS)
_PIECE = r"[A-Za-z0-9][A-Za-z0-9.\[\]-]{0,15}"
_LOOSE = re.compile(
    rf"(?<![A-Za-z0-9_/.:@\\-])[A-Za-z]{{1,8}}(?: ?[/\\] ?{_PIECE}){{1,8}}"
    r"(?: \d{1,4}/\d{1,4})?(?: ?\((?:19|20)\d\d\))?(?![A-Za-z0-9_/\\@])"
)
"""Words that may be meant as a symbol: letters, and pieces between slashes."""

_MODIFIER = re.compile(r"(?<=[0-9A-Z\])])[ /]?(?=(?:Add|Corr|Rev|Amend)\.)", re.IGNORECASE)
_LETTERS_AND_NUMBER = re.compile(r"(?P<letters>[A-Z]{2,5})(?P<number>\d{1,4})$")
_DEEPEST = 2
"""Pieces of a head that are looked at."""

_LONG = 5
"""Letters of a piece from which two slips are forgiven, not only one."""


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Words in a text (code points, end exclusive) that are a symbol but for a slip, and the symbol."""

    start: int
    end: int
    words: str
    meant: Symbol


def near_misses(text: str) -> Iterator[NearMiss]:
    """The misprinted symbols of a text: of no known series but near one, in the wrong case, without a slash."""
    for found in _LOOSE.finditer(text):
        words = found[0].rstrip(".-")
        meant = meant_by(words)
        if meant is not None:
            yield NearMiss(found.start(), found.start() + len(words), words, meant)


def meant_by(words: str) -> Symbol | None:
    """What misprinted words are meant to be; None for words that are right, and for those that are no symbol."""
    if not any(sign.isdigit() for sign in words) or words.count("/") + words.count("\\") < (
        2 if words.islower() else 1
    ):
        return None
    mended = _mended(words)
    if mended is None:
        return None
    try:
        symbol = Symbol.parse(mended)
    except BadSymbol:
        return None
    return None if str(symbol) == words or _is_as_printed(words, symbol) else symbol


def _is_as_printed(words: str, symbol: Symbol) -> bool:
    """Whether the words differ as print does: in spaces and signs, and in the case of words without a rule."""
    ours, theirs = (re.sub(r"[\s()\[\]]", "", each) for each in (str(symbol), words))
    if ours.casefold() != theirs.casefold():
        return False
    return all(
        one == other if one.partition(".")[0] in MODIFIERS else at >= _DEEPEST or not other.islower()
        for at, (one, other) in enumerate(zip(ours.split("/"), theirs.split("/"), strict=True))
    )


def _mended(words: str) -> str | None:
    """The words with slashes where they belong, and with a head that is known; None where none is near."""
    spaced = re.sub(r" ?[/\\] ?", "/", words)
    pieces = _MODIFIER.sub("/", re.sub(r"(?<=[A-Za-z]) (?=\d+/\d)", "/", spaced)).split("/")
    whole = [part for piece in pieces for part in _parts(piece)]
    number = next((at for at, piece in enumerate(whole) if piece[:1].isdigit()), len(whole))
    letters, rest = whole[:number], whole[number:]
    head = _known_head([piece.upper() for piece in letters], is_shouted=words.upper() == words or letters[0].isupper())
    if head is None or not (rest or "." in head[-1]):
        return None
    if head[-1].endswith("."):
        head[-1], rest = f"{head[-1]}{rest[0]}", rest[1:]
    return "/".join([*head, *rest])


def _parts(piece: str) -> list[str]:
    """RES74 as RES and 74; CN4, which no slash belongs into, as CN.4."""
    found = _LETTERS_AND_NUMBER.match(piece)
    if not found:
        return [piece]
    return [found["letters"], found["number"]]


def _known_head(letters: list[str], *, is_shouted: bool) -> list[str] | None:
    """The head that these pieces are, or are a slip of; what stands behind it stays as it is."""
    if not letters:
        return None
    depth = min(_DEEPEST, len(letters))
    head = "/".join(_bare(piece) for piece in letters[:depth])
    tail = letters[depth:]
    if head in _KNOWN:
        return letters
    if f"{head}." in _KNOWN and not tail:
        return [*letters[: depth - 1], f"{letters[depth - 1]}."]
    if not is_shouted:
        return None
    near = _nearest(letters[0], letters[1] if depth > 1 else None)
    if near is None:
        return letters if letters[0] in ORGANS else None
    return [*near.split("/"), *tail]


def _bare(piece: str) -> str:
    """A piece without its number: "CN.4" is "CN."."""
    letters, dot, number = piece.partition(".")
    return f"{letters}." if dot and number else piece


def _nearest(organ: str, piece: str | None) -> str | None:
    """The head of an organ whose second piece needs the fewest mends; that of which only the slash was left out."""
    if piece is None:
        return next((head for head in HEADS if "/" in head and head.replace("/", "") == organ), None)
    own = [head for head in HEADS if head.startswith(f"{organ}/")]
    most = 2 if len(piece) >= _LONG else 1
    near = [(slips, at) for at, head in enumerate(own) if (slips := distance(piece, head.split("/")[1], most)) <= most]
    return own[min(near)[1]] if near else None


def distance(one: str, other: str, most: int) -> int:
    """How many letters must be put in, left out, changed or swapped with their neighbour; `most` + 1 for more.

    The restricted distance of Damerau and Levenshtein.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for at, sign in enumerate(one, 1):
        row = [at]
        for place, against in enumerate(other, 1):
            best = min(last[place] + 1, row[-1] + 1, last[place - 1] + (sign != against))
            if at > 1 and place > 1 and sign == other[place - 2] and one[at - 2] == against:
                best = min(best, before[place - 2] + 1)
            row.append(best)
        before, last = last, row
    return min(last[-1], most + 1)
