"""The grammar of footnotes: a note's plain text as the citations that it makes, each in its components.

    note     := citation ((";" | "." | "and") citation)*
    citation := [signal] source [pinpoint]
    source   := ibid | official-records | treaty-series | resolution | symbol | work | address

Source: United Nations Editorial Manual Online, "Footnotes". What no rule reads is a WORK: its words are kept whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from i18n.citing.en import ENGLISH
from i18n.citing.symbols import BadSymbol, Symbol, find_symbols, resolution
from i18n.citing.words import Words


class Signal(StrEnum):
    """What stands before a source."""

    NONE = "none"
    SEE = "see"
    SEE_ALSO = "see also"
    SEE_FOR_EXAMPLE = "see, for example"


class SourceKind(StrEnum):
    """What kind of source the words name."""

    IBID = "ibid"
    OFFICIAL_RECORDS = "official records"
    TREATY_SERIES = "treaty series"
    RESOLUTION = "resolution"
    SYMBOL = "symbol"
    WORK = "work"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True, kw_only=True)
class Components:
    """What a source is made of, from the widest to the narrowest. "Ibid." replaces one level and clears the rest.

    `document` is a symbol's canonical form, or "No. 39481" in the Treaty Series; `volume` a volume or a supplement.
    """

    series: str | None = None
    session: str | None = None
    volume: str | None = None
    document: str | None = None
    pinpoint: str | None = None


LEVELS = ("series", "session", "volume", "document", "pinpoint")
"""The components in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedCitation:
    """One citation of a note; offsets are code points of its plain text.

    `author`, `title` and `url` are of works; `address` is where on the web the words point to.
    """

    start: int
    end: int
    words: str
    kind: SourceKind
    signal: Signal = Signal.NONE
    components: Components = Components()
    symbol: Symbol | None = None
    author: str | None = None
    title: str | None = None
    url: str | None = None


def inherit(antecedent: Components, given: Components) -> tuple[Components, tuple[str, ...]]:
    """What "Ibid." with some components means after an antecedent, and the names of the levels that it inherits.

    The first level given replaces that of the antecedent and clears those below it, which come from the note itself.
    """
    first = next((level for level in LEVELS if getattr(given, level)), None)
    if first is None:
        return antecedent, tuple(level for level in LEVELS if getattr(antecedent, level))
    kept = LEVELS[: LEVELS.index(first)]
    inherited = tuple(level for level in kept if getattr(antecedent, level))
    return replace(given, **{level: getattr(antecedent, level) for level in kept}), inherited


def parse_note(text: str, words: Words = ENGLISH) -> tuple[ParsedCitation, ...]:
    """The citations of a note, in order."""
    grammar = _grammar(words)
    return tuple(
        citation for start, end in _segments(text, grammar) for citation in _segment(text, start, end, grammar)
    )


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The patterns of one language, compiled."""

    words: Words
    cut: re.Pattern[str]
    signal: re.Pattern[str]
    ibid: re.Pattern[str]
    official_records: re.Pattern[str]
    treaty_series: re.Pattern[str]
    supplement: re.Pattern[str]
    session: re.Pattern[str]
    volumes: re.Pattern[str]
    registration: re.Pattern[str]
    resolution: re.Pattern[str]
    more_resolutions: re.Pattern[str]
    pinpoint: re.Pattern[str]


RESOLUTION_NUMBER = (
    r"\d{1,4}(?: ?[A-Z](?:-[A-Z])?)? ?\((?:E?S-)?[IVXLC]+\)|(?:E?S-)?\d{1,4}/\d{1,4}(?: ?[A-Z](?:[-–][A-Z])?\b)?"
    r"|\d{1,4} \((?:19|20)\d\d\)"
)
"""A resolution's number as printed: 217 A (III), 72/179, S-24/2, 1325 (2000), 76/235 B."""


@cache
def _grammar(words: Words) -> _Grammar:
    organs = "|".join(sorted(words.organs, key=len, reverse=True))
    see = rf"(?:{words.see_for_example}|{words.see_also}|{words.see})"
    return _Grammar(
        words=words,
        cut=re.compile(rf";\s+(?:{words.conjunction} )?|\.\s+(?={see}\b)|,? {words.conjunction} (?={words.see}\b)"),
        signal=re.compile(
            rf"(?:(?P<example>{words.see_for_example})|(?P<also>{words.see_also})|(?P<see>{words.see}))(?=[\s,])[,\s]*"
        ),
        ibid=re.compile(rf"{words.ibid}(?![\w])"),
        official_records=re.compile(rf"{words.official_records} (?P<organ>{organs}|[A-Z][^,]+?)(?=[,.;]|$)"),
        treaty_series=re.compile(words.treaty_series),
        supplement=re.compile(words.supplement),
        session=re.compile(rf"[,\s]*(?P<session>{words.session})(?=[,.;]|$)"),
        volumes=re.compile(rf"\b{words.volume} (?P<volumes>\d+(?:(?:, | {words.conjunction} |[-–])\d+)*)"),
        registration=re.compile(rf"\b{words.number} ?(?P<number>[A-Z]?-?\d+(?:[-–]\d+)?)"),
        resolution=re.compile(
            rf"(?:(?P<organ>{organs}) )?{words.resolution} (?P<number>{RESOLUTION_NUMBER})", re.UNICODE
        ),
        more_resolutions=re.compile(
            rf"(?:, | {words.conjunction} |, {words.conjunction} )(?P<number>{RESOLUTION_NUMBER})"
        ),
        pinpoint=re.compile(rf"[,\s]\s*(?P<pinpoint>{words.pinpoints}(?![A-Za-z]).*)", re.DOTALL),
    )


def _segments(text: str, grammar: _Grammar) -> Iterator[tuple[int, int]]:
    """The stretches between signs that part one source from the next; none inside parentheses or quotation marks."""
    start = 0
    for cut in grammar.cut.finditer(text):
        if _is_open(text[start : cut.start()]):
            continue
        yield start, cut.start()
        start = cut.end()
    yield start, len(text)


def _is_open(text: str) -> bool:
    return text.count("(") > text.count(")") or text.count("“") > text.count("”")


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".,;"):
        end -= 1
    return start, end


def _segment(text: str, start: int, end: int, grammar: _Grammar) -> Iterator[ParsedCitation]:
    start, end = _trimmed(text, start, end)
    if start == end:
        return
    signal, source = Signal.NONE, start
    found = grammar.signal.match(text, start, end)
    if found:
        signal, source = _signal(found), found.end()
    for read in (_ibid, _official_records, _treaty_series, _resolutions, _symbols):
        citations = read(text, source, end, grammar)
        if citations:
            break
    else:
        citations = [_work(text, source, end, grammar)]
    first, *rest = citations
    yield replace(first, signal=signal, start=start, words=text[start : first.end])
    for citation in rest:
        yield replace(citation, signal=signal)


def _signal(found: re.Match[str]) -> Signal:
    if found["example"]:
        return Signal.SEE_FOR_EXAMPLE
    return Signal.SEE_ALSO if found["also"] else Signal.SEE


def _citation(
    text: str, start: int, end: int, kind: SourceKind, components: Components, **more: object
) -> ParsedCitation:
    return ParsedCitation(
        start=start,
        end=end,
        words=text[start:end],
        kind=kind,
        components=components,
        **more,  # type: ignore[arg-type]  # fields by name
    )


def _places(text: str, start: int, end: int, grammar: _Grammar) -> tuple[Components, Symbol | None]:
    """The components that stand in the words behind a series or an "Ibid."."""
    pin = grammar.pinpoint.search(text, start, end)
    body = text[start : pin.start() if pin else end]
    symbols = list(find_symbols(body))
    supplement = grammar.supplement.search(body)
    volumes = grammar.volumes.search(body)
    registration = None if supplement else grammar.registration.search(body)
    session = grammar.session.match(body)
    numbered = grammar.resolution.search(body)
    symbol = symbols[0].symbol if symbols else _resolution_symbol(numbered, grammar) if numbered else None
    volume = volumes["volumes"] if volumes else supplement["supplement"].replace(" ", "") if supplement else None
    document = str(symbol) if symbol else f"No. {registration['number']}" if registration else None
    return (
        Components(
            session=session["session"] if session else None,
            volume=volume,
            document=document,
            pinpoint=" ".join(pin["pinpoint"].split()) if pin else None,
        ),
        symbol,
    )


def _ibid(text: str, start: int, end: int, grammar: _Grammar) -> list[ParsedCitation]:
    found = grammar.ibid.match(text, start, end)
    if not found:
        return []
    components, symbol = _places(text, found.end(), end, grammar)
    stop = end if found.end() < end else min(end + 1, len(text)) if text[end : end + 1] == "." else end
    return [_citation(text, start, stop, SourceKind.IBID, components, symbol=symbol)]


def _official_records(text: str, start: int, end: int, grammar: _Grammar) -> list[ParsedCitation]:
    found = grammar.official_records.match(text, start, end)
    if not found:
        return []
    components, symbol = _places(text, found.end(), end, grammar)
    whole = replace(components, series=text[found.start() : found.end()])
    return [_citation(text, start, end, SourceKind.OFFICIAL_RECORDS, whole, symbol=symbol)]


def _treaty_series(text: str, start: int, end: int, grammar: _Grammar) -> list[ParsedCitation]:
    found = grammar.treaty_series.match(text, start, end)
    if not found:
        return []
    components, _ = _places(text, found.end(), end, grammar)
    return [
        _citation(
            text, start, end, SourceKind.TREATY_SERIES, replace(components, series="United Nations, Treaty Series")
        )
    ]


def _resolution_symbol(found: re.Match[str], grammar: _Grammar) -> Symbol | None:
    return symbol_of(found["number"], grammar.words.organs.get(found["organ"] or "General Assembly", "UN-GA"))


def symbol_of(number: str, organ: str) -> Symbol | None:
    """The symbol of a resolution by its printed number; a number with a year is of the Security Council."""
    organ = "UN-SC" if re.search(r"\d \((?:19|20)\d\d\)$", number) else organ
    try:
        return resolution(organ, number.replace("–", "-"))
    except BadSymbol:
        return None


def _resolutions(text: str, start: int, end: int, grammar: _Grammar) -> list[ParsedCitation]:
    """Resolutions by number: "Resolution 71/1", "General Assembly resolution 73/195, annex, para. 23 (l)"."""
    found = grammar.resolution.match(text, start, end)
    if not found:
        return []
    organ = grammar.words.organs.get(found["organ"] or "", "UN-GA")
    citations: list[ParsedCitation] = []
    number, at, stop = found["number"], start, found.end()
    while True:
        more = grammar.more_resolutions.match(text, stop, end)
        pin = None if more else grammar.pinpoint.match(text, stop, end)
        symbol = symbol_of(number, organ)
        pinpoint = " ".join(pin["pinpoint"].split()) if pin else None
        components = Components(document=str(symbol) if symbol else None, pinpoint=pinpoint)
        close = pin.end() if pin else stop
        citations.append(_citation(text, at, close, SourceKind.RESOLUTION, components, symbol=symbol))
        if not more:
            return citations
        number, at, stop = more["number"], more.start("number"), more.end()


def _symbols(text: str, start: int, end: int, grammar: _Grammar) -> list[ParsedCitation]:
    """A segment that begins with a symbol: "A/73/178/Rev.1 and A/74/191", "A/66/16, annex"."""
    found = list(find_symbols(text[start:end]))
    if not found or found[0].start:
        return []
    citations: list[ParsedCitation] = []
    for each, following in zip(found, [*found[1:], None], strict=True):
        at, stop = start + each.start, start + each.end
        limit = start + following.start if following else end
        pin = grammar.pinpoint.match(text, stop, limit)
        tail = (
            re.sub(rf"(?:,| {grammar.words.conjunction}|,? {grammar.words.conjunction})\s*$", "", pin["pinpoint"])
            if pin
            else None
        )
        close = pin.start("pinpoint") + len(tail) if pin and tail else stop
        components = Components(document=str(each.symbol), pinpoint=" ".join(tail.split()) if tail else None)
        citations.append(_citation(text, at, close, SourceKind.SYMBOL, components, symbol=each.symbol))
    return citations


_URL = re.compile(r"(?:https?://|www\.)[^\s()<>“”]+(?:\s?[^\s()<>“”]+)*?(?=[\s.,;]*(?:$|[)”]|\s))", re.IGNORECASE)
_PARENTHESISED_URL = re.compile(r"\(\s*(?P<url>(?:https?://|www\.)[^()]+?)\s*\)", re.IGNORECASE)
_QUOTED = re.compile(r"“(?P<title>[^”]+)”")


def canonical_url(words: str) -> str:
    """An address as a program asks for it: no white space, with a scheme."""
    bare = "".join(words.split()).rstrip(".,;")
    return bare if bare.lower().startswith("http") else f"https://{bare}"


def _work(text: str, start: int, end: int, grammar: _Grammar) -> ParsedCitation:
    """Author, title (place, year) (address or symbol), pages; or words of which only an address can be read."""
    body = text[start:end]
    closed = _PARENTHESISED_URL.search(body)
    bare = None if closed else _URL.search(body)
    url = canonical_url(closed["url"]) if closed else canonical_url(bare[0]) if bare else None
    symbols = list(find_symbols(body))
    symbol = symbols[0].symbol if symbols else None
    pin = grammar.pinpoint.search(text, start + _last_parenthesis(body), end)
    author, title = _author_and_title(body[: pin.start() - start] if pin else body)
    kind = SourceKind.SYMBOL if symbol else SourceKind.ADDRESS if bare and url else SourceKind.WORK
    return _citation(
        text,
        start,
        end,
        kind,
        Components(
            document=str(symbol) if symbol else None, pinpoint=" ".join(pin["pinpoint"].split()) if pin else None
        ),
        symbol=symbol,
        author=None if kind is SourceKind.ADDRESS else author,
        title=None if kind is SourceKind.ADDRESS else title,
        url=url,
    )


def _last_parenthesis(body: str) -> int:
    """Where the last parenthesis closes: a pinpoint stands behind it; a title may have its words before it."""
    return body.rfind(")") + 1 if ")" in body else 0


_REPORT = re.compile(r"(?:Reports?|Proceedings|Outcome|Adopted) ")
"""Works that are known by no author."""

_DIVISION = re.compile(r"\b(?:Division|Department|Office|Unit|Centre|Section|Branch|Institute|Programme|Committee)$")
"""Names of parts of an organization: they stand behind its own and before the title."""

_IMPRINT = re.compile(r"\s*\((?:[^()]*)\)")


def _author_and_title(body: str) -> tuple[str | None, str | None]:
    quoted = _QUOTED.search(body)
    if quoted:
        return body[: quoted.start()].strip(" ,") or None, quoted["title"].strip(" ,")
    cut = _IMPRINT.sub("", body).strip(" ,.")
    first, *pieces = cut.split(", ")
    if not pieces or _REPORT.match(first):
        return None, cut or None
    while len(pieces) > 1 and _DIVISION.search(pieces[0]):
        first = f"{first}, {pieces.pop(0)}"
    return first, ", ".join(pieces)
