"""The signs of a citation in a text: series, sessions, numbers, symbols, places; each with its canonical value.

What a language prints is in its words; what comes out is the same in all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from i18n.citing import numbers
from i18n.citing.ordinals import alternation, few
from i18n.citing.symbols import Symbol, find_symbols
from i18n.citing.words import Words


class Sign(StrEnum):
    """What a token is."""

    IBID = "ibid"
    RECORDS = "official records"
    TREATIES = "treaty series"
    SESSION = "session"
    YEAR = "year"
    SUPPLEMENT = "supplement"
    VOLUME = "volume"
    REGISTRATION = "registration"
    RESOLUTION = "resolution"
    DECISION = "decision"
    BARE_NUMBER = "bare number"
    SYMBOL = "symbol"
    CODE = "code"
    SALES = "sales number"
    PLACE = "place"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A sign of a citation: where it stands in the folded text and what it says.

    `value` is canonical; of a resolution or decision each number is a token of its own, `organ` its organ's code, if
    one is named, and `is_first` says that the word "resolution" stands before it.
    """

    sign: Sign
    start: int
    end: int
    value: str = ""
    organ: str | None = None
    symbol: Symbol | None = None
    is_first: bool = True


CODE = re.compile(
    r"(?<![A-Za-z0-9_/.-])(?=[^\s,;]*\d|[A-Z]{1,5} \d)(?:"
    r"[A-Z][A-Za-z]{0,11}\d{0,4}(?:\([A-Z-]+\))?(?:[- .][A-Z0-9][A-Za-z0-9.]*)?(?: ?\([A-Za-z0-9 .]+\))?"
    r"(?:/(?:[A-Za-z0-9.-]|\([A-Za-z0-9 .-]+\))*(?<=[A-Za-z0-9)]))+"
    r"|[A-Z]{1,5}(?:[- ][A-Z]{1,4})?\.\d+ ?\(\d+\)"
    r"|[A-Z]{2,6}-\d+/[A-Z]+\.\d+"
    r")"
)
"""The number of a document of another organization: WHA58/2005/REC/1, MSC 84/24/Add.1, MEPC.203(62), EC-86/DG.31."""

SALES = re.compile(r"(?<![A-Za-z0-9.])(?:[A-Z]\.)?(?P<sales>\d\d\.[IVX]+\.(?:[A-Z]\.)?\d+)(?![A-Za-z0-9])")
"""The sales number of a United Nations publication; its first letter is the language's."""

ADDRESS = re.compile(r"(?:https?://|www\.)[^\s()<>“”,;]+[^\s()<>“”,;.]", re.IGNORECASE)


@cache
def _patterns(words: Words) -> tuple[tuple[Sign, str, re.Pattern[str]], ...]:
    fill = {
        "{organ}": alternation(words.organs),
        "{ordinal}": alternation(words.ordinals, any_case=True),
        "{few}": alternation(few(words.ordinals), any_case=True),
        "{list}": numbers.volume_list(words),
        "{numbers}": numbers.resolution_numbers(words),
        "{values}": numbers.value_list(words),
        "{code}": numbers.CODE_VALUE,
    }

    def made(pattern: str) -> re.Pattern[str]:
        for name, value in fill.items():
            pattern = pattern.replace(name, value)
        return re.compile(pattern)

    signs = (
        (Sign.IBID, "", made(words.ibid + r"(?!\w)" if not words.is_joined else words.ibid)),
        (Sign.RECORDS, "", made(words.official_records)),
        (Sign.TREATIES, "UNTS", made(words.treaty_series)),
        (Sign.TREATIES, "LNTS", made(words.league_series)),
        (Sign.SESSION, "", made(words.session)),
        (Sign.SUPPLEMENT, "", made(words.supplement)),
        (Sign.VOLUME, "", made(words.volume)),
        (Sign.REGISTRATION, "", made(words.number)),
        (Sign.RESOLUTION, "", made(words.resolution)),
        (Sign.DECISION, "", made(words.decision)),
    )
    places = tuple(
        (Sign.PLACE, unit, made(rf"(?<![\w])(?:{pattern})" if not words.is_joined else pattern))
        for unit, pattern in words.units.items()
    )
    return (*signs, *places)


@cache
def _number(words: Words) -> re.Pattern[str]:
    begins = r"(?:(?<!\w)|(?<=\sو))" if words.letters else ""
    return re.compile(rf"(?P<number>{numbers.resolution_number(words)})|(?P<letter>{begins}{numbers.letter(words)})")


@cache
def _year(words: Words) -> re.Pattern[str]:
    return re.compile(rf"[,\s]+(?P<year>(?:{words.year}))(?=\s*(?:[,.;(]|$))")


def scan(text: str, words: Words) -> list[Token]:
    """The tokens of a folded text, in order, none inside another; of two at one place the longer."""
    found = sorted(_all(text, words), key=lambda group: (group[0].start, -group[-1].end))
    kept: list[Token] = []
    for group in found:
        if (not kept or group[0].start >= kept[-1].end) and not _is_quoted(group[0], text):
            kept += group
    return kept


def _is_quoted(token: Token, text: str) -> bool:
    """Whether a place stands in the quoted title of a section: "section entitled “Article VI”"."""
    before = text[: token.start]
    is_open = before.count("“") > before.count("”") or before.count("''") % 2
    return token.sign is Sign.PLACE and bool(is_open)


def _all(text: str, words: Words) -> Iterator[list[Token]]:
    for sign, value, pattern in _patterns(words):
        for found in pattern.finditer(text):
            group = list(_read(sign, value, found, words))
            if group:
                yield group
    symbols = list(find_symbols(text))
    for symbol in symbols:
        yield [
            Token(sign=Sign.SYMBOL, start=symbol.start, end=symbol.end, value=str(symbol.symbol), symbol=symbol.symbol)
        ]
    for found in _bare(words).finditer(text):
        number = numbers.canonical_resolution(found[0], words)
        yield [Token(sign=Sign.BARE_NUMBER, start=found.start(), end=found.end(), value=number, is_first=False)]
    for found in CODE.finditer(text):
        if any(found.start() <= symbol.start < found.end() for symbol in symbols):
            continue
        yield [Token(sign=Sign.CODE, start=found.start(), end=found.end(), value=" ".join(found[0].split()))]
    for found in SALES.finditer(text):
        yield [Token(sign=Sign.SALES, start=found.start(), end=found.end(), value=found["sales"])]
    for found in ADDRESS.finditer(text):
        yield [Token(sign=Sign.ADDRESS, start=found.start(), end=found.end(), value=found[0])]


@cache
def _bare(words: Words) -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z0-9_/.-]){numbers.resolution_number(words)}")


def year_behind(text: str, at: int, words: Words) -> Token | None:
    """A year that stands for a session, right behind a series or "Ibid."."""
    found = _year(words).match(text, at)
    if not found:
        return None
    digits = re.match(r"[\d-]+", found["year"])
    return Token(
        sign=Sign.YEAR, start=found.start("year"), end=found.end("year"), value=digits[0] if digits else found["year"]
    )


def _group(found: re.Match[str], name: str) -> str | None:
    """A group of a pattern, or its double in another branch."""
    groups = found.groupdict()
    return next((groups[each] for each in (name, f"{name}2", f"{name}3") if groups.get(each)), None)


def _read(sign: Sign, value: str, found: re.Match[str], words: Words) -> Iterator[Token]:
    if sign in {Sign.RESOLUTION, Sign.DECISION}:
        yield from _numbers(sign, found, words)
        return
    read = _value(sign, value, found, words)
    if read is not None:
        yield Token(sign=sign, start=found.start(), end=found.end(), value=read, organ=_organ(found, words))


def _organ(found: re.Match[str], words: Words) -> str | None:
    printed = _group(found, "organ")
    return words.organs.get(printed) if printed else None


def _value(sign: Sign, value: str, found: re.Match[str], words: Words) -> str | None:
    if sign is Sign.SESSION:
        return numbers.canonical_session(
            _group(found, "ordinal") or "",
            words,
            is_special=_group(found, "special") is not None,
            is_emergency=_group(found, "emergency") is not None,
        )
    if sign in {Sign.SUPPLEMENT, Sign.VOLUME, Sign.REGISTRATION}:
        return numbers.canonical_volumes(_group(found, "list") or "", words)
    if sign is Sign.RECORDS:
        return found[0]
    if sign is Sign.PLACE:
        place = numbers.canonical_place(value, _group(found, "values") or _group(found, "ordinal"), words)
        groups = found.groupdict()
        place = f"{place}.{groups['within']}" if groups.get("within") else place
        return f"{place} ({groups['sub']})" if groups.get("sub") else place
    return value


def _numbers(sign: Sign, found: re.Match[str], words: Words) -> Iterator[Token]:
    read = _spans(found, words)
    for index, (start, end, number) in enumerate(read):
        is_first, is_last = index == 0, index == len(read) - 1
        yield Token(
            sign=sign,
            start=found.start() if is_first else start,
            end=found.end() if is_last else end,
            value=number,
            organ=_organ(found, words),
            is_first=is_first,
        )


def _spans(found: re.Match[str], words: Words) -> list[tuple[int, int, str]]:
    """Each number of a list with its place. A letter alone goes with the number before it: "53/243 A and B"."""
    groups = found.groupdict()
    read: list[tuple[int, int, str]] = []
    stem = ""
    for name in ("numbers", "numbers2", "numbers3", "letters"):
        for each in _number(words).finditer(found.string, *found.span(name)) if groups.get(name) else ():
            if each["number"]:
                number = numbers.canonical_resolution(each[0], words)
                stem = re.sub(r" [A-Z](?:-[A-Z])?$", "", number)
                read.append((*each.span(), number))
            elif read:
                _lettered(read, each, stem, words)
    return read


def _lettered(read: list[tuple[int, int, str]], each: re.Match[str], stem: str, words: Words) -> None:
    letter = numbers.canonical_letter(each[0], words)
    start, end, before = read[-1]
    if before == stem:
        read[-1] = (start, each.end(), f"{stem} {letter}")
    elif re.fullmatch(rf" ?-? ?(?:{words.through})? ?", each.string[end : each.start()]):
        read[-1] = (start, each.end(), f"{before}-{letter}")
    else:
        read.append((*each.span(), f"{stem} {letter}"))


def numbered(text: str, words: Words) -> Iterator[list[Token]]:
    """The resolutions and decisions that a folded text cites by number: those of one list together."""
    groups = [
        group
        for sign, value, pattern in _patterns(words)
        if sign in {Sign.RESOLUTION, Sign.DECISION}
        for found in pattern.finditer(text)
        if (group := list(_read(sign, value, found, words)))
    ]
    taken = [(group[0].start, group[-1].end) for group in groups]
    for group in groups:
        later = _continued(text, group[-1], taken, words)
        taken += [(token.start, token.end) for token in later]
        yield [*group, *later]
    yield from ([token] for token in _apart(text, taken, words))


def _continued(text: str, last: Token, taken: list[tuple[int, int]], words: Words) -> list[Token]:
    """The numbers that go on with a list in the same sentence: "23/13 on attacks and 24/33"."""
    stop = min((at for at in (text.find(";", last.end), text.find(". ", last.end)) if at >= 0), default=len(text))
    found = _going_on(words).finditer(text, last.end, stop) if last.sign is Sign.RESOLUTION else ()
    return [
        Token(
            sign=last.sign,
            start=each.start("number"),
            end=each.end("number"),
            value=numbers.canonical_resolution(each["number"], words),
            organ=last.organ,
            is_first=False,
        )
        for each in found
        if not _overlaps(each.span("number"), taken)
    ]


def _apart(text: str, taken: list[tuple[int, int]], words: Words) -> Iterator[Token]:
    """Numbers that stand far from their word, where a language marks them as numbers of documents (第…号)."""
    for found in re.finditer(_marked(words), text) if words.marked_number else ():
        if not _overlaps(found.span(), taken):
            number = numbers.canonical_resolution(found["number"], words)
            yield Token(sign=Sign.RESOLUTION, start=found.start(), end=found.end(), value=number)


def _overlaps(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in taken)


@cache
def _marked(words: Words) -> re.Pattern[str]:
    return re.compile(words.marked_number.replace("{number}", numbers.resolution_number(words)))


@cache
def _going_on(words: Words) -> re.Pattern[str]:
    one = rf"\d{{2}}/\d{{1,3}}(?![\d/])(?: ?{numbers.letter(words)})?"
    dated = rf"(?:{words.behind_number[:-1]}|[,;. ]|$)" if words.behind_number else r"[,;. ]|$"
    before = numbers.conjunction(words) if words.is_joined else rf"(?:,? {words.conjunction} |, )"
    return re.compile(rf"(?:{before}|, ?){words.before_number}(?P<number>{one})(?={dated})")


def places(text: str, words: Words) -> list[Token]:
    """The places in documents that a folded text names, in order."""
    found = [
        token
        for sign, value, pattern in _patterns(words)
        if sign is Sign.PLACE
        for each in pattern.finditer(text)
        for token in _read(sign, value, each, words)
    ]
    return sorted(found, key=lambda token: token.start)
