"""United Nations document symbols: `A/RES/74/148`, `S/RES/1325 (2000)`, `A/66/53/Add.1/Corr.1`.

Source: Dag Hammarskjöld Library, research guide "UN document symbols"; the grammar is in docs/symbols.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from i18n.citing.numerals import from_roman


class BadSymbol(ValueError):
    """The words are no document symbol; `offset` is where reading stopped, in code points."""

    def __init__(self, words: str, offset: int, reason: str) -> None:
        super().__init__(f"{words!r} is not a document symbol: {reason} at {offset}")
        self.words = words
        self.offset = offset
        self.reason = reason


_MIXED_CASE = {
    word.casefold(): word for word in ("Add", "Corr", "Rev", "Amend", "Sub", "Summary", "Part", "Vol", "Sect", "Supp")
}
"""Words of symbols that are not all capitals."""

MODIFIERS = frozenset({"Add", "Corr", "Rev", "Amend", "Summary"})
"""What may stand behind a document's number: the same work, more of it or mended."""

_INVISIBLE = {ord(sign): None for sign in "\u200b\u200e\u200f\u202a\u202c\u2060\ufeff"}
_DASHES = {ord(sign): "-" for sign in "\u2010\u2011\u2012\u2013\u2014\u2212"}
_SPACES = {ord(sign): " " for sign in "\u00a0\u2009\u202f"}
_FOLD = {**_INVISIBLE, **_DASHES, **_SPACES}

_ORGAN = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z]+)?$")
_WORD = re.compile(r"(?P<word>[A-Za-z]+)(?P<rest>(?:\.[A-Za-z0-9-]+)*)(?P<par> ?\([^()]+\))?$")
_SPECIAL = re.compile(r"(?P<kind>S|ES|SS|s|es|ss)-(?P<number>[0-9]+|[IVXLC]+)$")
_NUMBER = re.compile(
    r"(?P<number>[0-9]+)(?: ?(?P<letters>[A-Za-z](?: ?(?:-|and) ?[A-Za-z])?))?"
    r"(?: ?\((?P<par>[^()]+)\))?(?: ?\[(?P<bracket>[A-Z](?:-[A-Z])?)\])?$"
)
_OLD_SESSION = re.compile(r"(?:(?:S|ES)-)?[IVXLC]+$", re.IGNORECASE)


_LONGEST = 200
"""No symbol is near that; keeps hostile input cheap."""

_REMEMBERED = 4096


@dataclass(frozen=True, slots=True)
class Symbol:
    """A document symbol in its canonical form; `str()` gives it, and parsing that gives it back."""

    canonical: str

    @classmethod
    def parse(cls, words: str) -> Self:
        """Read a symbol, however it is printed, or raise BadSymbol.

        Case, kinds of dash and space, and marks of direction do not matter; "217 A (III)" becomes "217(III)[A]".
        """
        return cls(_known(words) if len(words) <= _LONGEST else _canonical(words))

    def __str__(self) -> str:
        return self.canonical

    @property
    def symbols(self) -> tuple[Symbol, ...]:
        """The symbols of a document that has two (`A/79/634-S/2024/869`), or this one alone."""
        return tuple(Symbol(part) for part, _ in _parts(self.canonical))

    @property
    def elements(self) -> tuple[str, ...]:
        """What stands between the slashes of the first symbol: ("A", "HRC", "45", "30")."""
        return tuple(_parts(self.canonical)[0][0].split("/"))

    @property
    def organ(self) -> str:
        """The first element: A, S, E, ST, CRC."""
        return self.elements[0]

    @property
    def modifiers(self) -> tuple[str, ...]:
        """Addenda, corrigenda, revisions, in order: ("Add.1", "Corr.1")."""
        return tuple(element for element in self.elements if element.partition(".")[0] in MODIFIERS)

    @property
    def number(self) -> str:
        """The last element that is no modifier: "148", "217(III)[A]", "1325 (2000)"."""
        return [element for element in self.elements if element.partition(".")[0] not in MODIFIERS][-1]

    @property
    def session(self) -> str | None:
        """The session ("74", "S-24", "III") or the year that it names."""
        old = re.search(r"\(((?:E?S-)?[IVXLC]+)\)", self.number)
        if old:
            return old[1]
        year = re.search(r"\((\d{4})\)", self.number)
        return (
            year[1]
            if year
            else next((each for each in self.elements[1:] if each[-1].isdigit() and "." not in each), None)
        )

    @property
    def is_resolution(self) -> bool:
        """Whether it names a resolution, and not a report of the same numbers."""
        return "RES" in self.elements

    @property
    def is_decision(self) -> bool:
        """Whether it names a decision."""
        return "DEC" in self.elements


def _parts(text: str) -> list[tuple[str, int]]:
    """The parts of a double symbol with their offsets."""
    found, start = [], 0
    for cut in re.finditer(r"-(?=[A-Z]{1,4}/)", text):
        if "/" in text[start : cut.start()]:
            found.append((text[start : cut.start()], start))
            start = cut.end()
    return [*found, (text[start:], start)]


def _canonical(words: str) -> str:
    """The canonical form of a symbol as it is printed, or BadSymbol."""
    text = " ".join(words.translate(_FOLD).split()).strip(" *")
    if len(text) > _LONGEST:
        raise BadSymbol(words, _LONGEST, "too long")
    return "-".join(_part(words, part, start) for part, start in _parts(text))


_known = lru_cache(maxsize=_REMEMBERED)(_canonical)
"""The same, known by heart of those that are asked for again and again."""


def _part(words: str, text: str, start: int) -> str:
    organ, *rest = text.split("/")
    if not rest:
        raise BadSymbol(words, start + len(organ), "no slash behind the organ")
    if not _ORGAN.match(organ.strip()):
        raise BadSymbol(words, start, "an organ is letters")
    if not any(char.isdigit() for char in text):
        raise BadSymbol(words, start + len(text), "no number")
    done, at = [organ.strip().upper()], start + len(organ) + 1
    for element in rest:
        canonical = _element(element.strip())
        if canonical is None:
            raise BadSymbol(words, at, f"{element.strip()!r} is no element of a symbol")
        done.append(canonical)
        at += len(element) + 1
    return "/".join(done)


def _element(text: str) -> str | None:
    special = _SPECIAL.match(text)
    if special:
        return f"{special['kind'].upper()}-{special['number']}"
    word = _WORD.match(text)
    if word:
        return _word(word)
    number = _NUMBER.match(text)
    return _number(number) if number else None


def _cased(word: str) -> str:
    return _MIXED_CASE.get(word.casefold(), word.upper())


def _word(found: re.Match[str]) -> str:
    inside = _parenthesis(found["par"].strip()[1:-1]) if found["par"] else ""
    par = inside if inside[1:-1].isdigit() else f" {inside}" * bool(inside)
    rest = "".join(f".{_cased(piece)}" for piece in found["rest"].split(".") if piece)
    return f"{_cased(found['word'])}{rest}{par}"


def _number(found: re.Match[str]) -> str:
    letters = (found["letters"] or found["bracket"] or "").upper().replace(" ", "").replace("AND", "-")
    par = found["par"]
    if par and _OLD_SESSION.match(par.strip()):
        return f"{found['number']}({par.strip().upper()})" + (f"[{letters}]" if letters else "")
    tail = f" {letters}" if letters else ""
    return f"{found['number']}{tail}" + (f" {_parenthesis(par)}" if par else "")


_PART = re.compile(r"parts? ?([ivx]+)(?: ?(?:and|et|y|и|和|و|-) ?([ivx]+))?", re.IGNORECASE)


def _parenthesis(inside: str) -> str:
    """What stands in parentheses: a year, "Part II", "Sect. 3", "Vol. IV", "Supp"."""
    part = _PART.fullmatch(inside.strip())
    if part:
        return f"(Parts {part[1].upper()} and {part[2].upper()})" if part[2] else f"(Part {part[1].upper()})"
    pieces = " ".join(inside.replace(".", ". ").split()).split(" ")
    cased = [
        _MIXED_CASE.get(piece.rstrip(".").casefold(), piece.rstrip(".")) + "." * piece.endswith(".") for piece in pieces
    ]
    return f"({' '.join(piece if from_roman(piece) is None else piece.upper() for piece in cased)})"


ORGANS = (
    *("A", "S", "E", "ST", "T", "CRC", "CEDAW", "CCPR", "CMW", "CAT", "CERD", "CRPD", "CED", "HRI", "DP", "TD"),
    *("UNEP", "FCCC", "CTOC", "CAC", "ISBA", "SPLOS", "NPT", "CD", "JIU", "PBC", "UNW", "HSP", "HS", "IDB", "GC"),
    *("LOS", "BWC", "CCW", "ICCD", "CBD", "ITTC", "UNITAR", "WFP", "APLC", "CLCS", "CCM", "UNFF", "AT", "OPCW"),
)
"""First elements by which a symbol is known in running text."""

_PAR_IN_TEXT = (
    r" ?\((?:[0-9]{4}|[0-9]{1,2}|[IVXLC]+|[Pp]arts? ?[IVX]+(?: ?(?:and|et|y|и|和|و|-) ?[IVX]+)?"
    r"|Vol\. ?[IVX]+|Sect\. ?[0-9]+|SUPP|Supp)\)(?:\[[A-Z](?:-[A-Z])?\])?"
)
_IN_TEXT = re.compile(
    rf"(?<![A-Za-z0-9_/.-])(?:{'|'.join(sorted(ORGANS, key=len, reverse=True))})"
    r"(?:/(?:[A-Za-z]+\.?[A-Za-z0-9-]*(?:\.[A-Za-z0-9]+)*|(?:S|ES)-[0-9IVX]+|[0-9]+(?: ?\[[A-Z]\])?)"
    rf"(?:/?{_PAR_IN_TEXT})?(?: [A-Z](?:-[A-Z])?(?=[,.;)/]|$| (?:and|of|et|y|и|و) ))?){{1,8}}"
    r"(?:-(?:[ASE](?:/[A-Za-z]*\.?[A-Za-z0-9]+(?:\.[0-9A-Za-z]+)*)+))?"
)


_RANGE = re.compile(r"(?<=/SR\.)(?P<first>\d+)-\d+.*$")
"""Several documents by the ends of their numbers, A/C.6/56/SR.11-13: the first is read."""


_ADDED = re.compile(r" ?(?:and|et|y|и|和|و) ?(?P<added>(?:Add|Corr)\.\d+)(?![\d/–-])")
"""An addendum or corrigendum whose symbol is not repeated: "A/75/162 and Add.1"."""


@dataclass(frozen=True, slots=True)
class FoundSymbol:
    """A symbol in running text: where (code points, end exclusive) and which."""

    start: int
    end: int
    symbol: Symbol


def find_symbols(text: str) -> Iterator[FoundSymbol]:
    """The symbols that stand in a text, in order."""
    for found in _IN_TEXT.finditer(text):
        words = _RANGE.sub(r"\g<first>", found[0].rstrip(".-/"))
        try:
            symbol = Symbol.parse(words.replace("/(", " ("))
        except BadSymbol:
            continue
        yield FoundSymbol(found.start(), found.start() + len(words), symbol)
        more = _ADDED.match(text, found.start() + len(words))
        if more:
            base = re.sub(r"/(?:Add|Corr)\.\d+$", "", str(symbol))
            yield FoundSymbol(more.start("added"), more.end(), Symbol(f"{base}/{more['added']}"))


_SERIES = {
    "UN-GA": "A/RES",
    "UN-HRC": "A/HRC/RES",
    "UN-SC": "S/RES",
    "UN-ECOSOC": "E/RES",
    "UN-CHR": "E/CN.4/RES",
    "UN-CPD": "E/CN.9/RES",
    "UN-CSW": "E/CN.6/RES",
    "UN-CND": "E/CN.7/RES",
    "UN-CCPCJ": "E/CN.15/RES",
    "UN-CSOCD": "E/CN.5/RES",
    "UN-UNEA": "UNEP/EA.RES",
}
"""Where each body's resolutions stand; those without a symbol of their own get the one that it would have."""


def resolution(body: str, number: str) -> Symbol:
    """The symbol of a resolution known by its body's code and printed number: ("UN-GA", "217 A (III)").

    Raises BadSymbol for a number that is none, and for a body whose series is not known.
    """
    series = _SERIES.get(body)
    if series is None:
        raise BadSymbol(number, 0, f"no series of resolutions for {body}")
    old = re.fullmatch(r"(\d+) ?([A-Z])? ?(\((?:E?S-)?[IVXLC]+\))", " ".join(number.translate(_FOLD).split()))
    printed = f"{old[1]}{old[3]}{f'[{old[2]}]' if old[2] else ''}" if old else number
    return Symbol.parse(f"{series}/{printed}")


def symbol_of(number: str, organ: str) -> Symbol | None:
    """The symbol of a resolution by its printed number; a number with a year is of the Security Council."""
    organ = "UN-SC" if re.search(r"\d ?\((?:19|20)\d\d\)$", number) else organ
    if re.search(r"/0", number):
        return None
    try:
        return resolution(organ, number.replace("–", "-"))
    except BadSymbol:
        return None


_DECISIONS = {"UN-GA": "A/DEC", "UN-ECOSOC": "E/DEC", "UN-HRC": "A/HRC/DEC"}


def decision_of(number: str, organ: str | None) -> Symbol | None:
    """The symbol of a decision by its number; without an organ it is the Assembly's, if its number is of that form."""
    series = _DECISIONS.get(organ or "UN-GA")
    if series is None or not re.fullmatch(r"(?:E?S-)?\d{1,4}/\d{3}(?: [A-Z])?", number):
        return None
    return Symbol.parse(f"{series}/{number}")
