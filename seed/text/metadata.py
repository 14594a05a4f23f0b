"""What a document says of itself, from its masthead, its page headers, its closing and, for a report, its opening."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from i18n.citing.numerals import from_ordinal
from i18n.citing.symbols import BadSymbol, Symbol, find_symbols, resolution
from seed.text.forms import BODIES, DATE
from seed.text.furniture import symbol_of
from seed.text.lines import Line
from seed.text.markup import unlinked
from seed.text.masthead import Masthead
from seed.tree import Metadata
from store.records import DocumentKind

_MEETING = re.compile(r"\d+(?:st|nd|rd|th)?(?: \([\w ]+\))?(?: \w+){0,2} meeting")
_ENTITLED = re.compile(r"\breports? entitled “(?P<title>[^“”]{3,200})”")
_PRESENT = re.compile(r"\bThe present report\b")
_ABOUT = re.compile(r"\bThe present report (?:is|was|has been)? ?(?:submitted|prepared|provides|contains|covers)")
_AUTHOR = re.compile(
    r"\b(?:[Tt]he )(?P<author>Secretary-General|"
    r"(?:Special Rapporteur|High Commissioner|Independent Expert)[^.,;]{0,80}?)"
    r"(?= (?:welcomes|recommends|urges|calls|encourages|was requested|wishes|reiterates|thanks|submits))"
)
_BY_SYMBOL = {"HRC": "UN-HRC"}
_ORGANS = {"A": "UN-GA", "S": "UN-SC", "E": "UN-ECOSOC"}


def read_metadata(masthead: Masthead, header: Symbol | None, closing: Sequence[Line], texts: Sequence[str]) -> Metadata:
    """The metadata; `texts` are the paragraphs' plain texts, for reports that come without their cover."""
    fields = masthead.fields
    symbol = header or _derived(masthead)
    kind = _kind(fields, symbol, texts)
    words = " ".join(unlinked(line.text).strip("*_ ") for line in closing)
    meeting = _MEETING.search(words)
    return Metadata(
        symbol=symbol,
        symbol_is_printed=header is not None,
        kind=kind,
        title=_title(fields, kind, texts),
        body=_body(fields, symbol),
        author=_author(fields, kind, texts),
        session=_session(fields, symbol),
        agenda_item=fields.get("item"),
        agenda_title=fields.get("agenda_title"),
        adopted_on=as_date(fields.get("adopted") or (fields.get("issued") if "meeting" in fields else None))
        or (as_date(words) if kind is not DocumentKind.REPORT else None),
        issued_on=as_date(fields.get("issued")),
        distribution=fields.get("distribution"),
        committee=_committee(fields.get("committee")),
        committee_report=next((found.symbol for found in find_symbols(fields.get("report", ""))), None),
        meeting=meeting[0] if meeting else fields.get("meeting"),
        formula=masthead.formula,
    )


def as_date(words: str | None) -> date | None:
    """The first date in words, as documents print it: "22 January 2020"."""
    found = re.search(DATE, words or "")
    if not found:
        return None
    try:
        return datetime.strptime(found[0], "%d %B %Y").date()  # noqa: DTZ007  # a date has no zone
    except ValueError:
        return None


def _derived(masthead: Masthead) -> Symbol | None:
    """The symbol that follows from the body and the number: the General Assembly's 74/148 is A/RES/74/148."""
    number = masthead.fields.get("number", "").removeprefix("Resolution ")
    body = _issuing(masthead.fields, masthead.formula)
    if not number or body is None:
        return None
    if masthead.fields.get("kind", "").casefold() == "decision":
        series = {"UN-GA": "A/DEC", "UN-HRC": "A/HRC/DEC", "UN-ECOSOC": "E/DEC"}.get(body)
        return symbol_of(f"{series}/{number}") if series else None
    try:
        return resolution(body, number)
    except BadSymbol:
        return None


def _issuing(fields: dict[str, str], formula: str | None) -> str | None:
    """The body that acts: as the formula names it, as the line of adoption does, as the masthead does."""
    for words in (formula or "", fields.get("by", ""), fields.get("body", "")):
        for name, code in BODIES.items():
            if name in words:
                return code
    return None


def _body(fields: dict[str, str], symbol: Symbol | None) -> str | None:
    if symbol is not None:
        known = next((_BY_SYMBOL[each] for each in symbol.elements if each in _BY_SYMBOL), None)
        if known or symbol.organ in _ORGANS:
            return known or _ORGANS[symbol.organ]
    return _issuing(fields, None)


def _kind(fields: dict[str, str], symbol: Symbol | None, texts: Sequence[str]) -> DocumentKind:
    printed = fields.get("kind", "").casefold()
    if printed == "decision" or (symbol and symbol.is_decision):
        return DocumentKind.DECISION
    if printed == "resolution" or (symbol and symbol.is_resolution):
        return DocumentKind.RESOLUTION
    if symbol and "PRST" in symbol.elements:
        return DocumentKind.PRESIDENTIAL_STATEMENT
    words = f"{fields.get('authored', '')} {fields.get('words', '')}"
    for kind in (DocumentKind.REPORT, DocumentKind.LETTER, DocumentKind.NOTE):
        if re.search(rf"\b{kind.value.capitalize()}s? (?:of|by|from|dated)\b", words):
            return kind
    return DocumentKind.REPORT if any(_PRESENT.search(text) for text in texts) else DocumentKind.OTHER


def _title(fields: dict[str, str], kind: DocumentKind, texts: Sequence[str]) -> str | None:
    printed = fields.get("title") or fields.get("words")
    if kind in {DocumentKind.PRESIDENTIAL_STATEMENT, DocumentKind.LETTER, DocumentKind.NOTE}:
        return printed or fields.get("authored")
    if printed or kind is not DocumentKind.REPORT:
        return printed
    opening = next((text for text in texts if _ABOUT.search(text) or _PRESENT.search(text)), "")
    found = _ENTITLED.search(opening)
    return found["title"] if found else None


def _author(fields: dict[str, str], kind: DocumentKind, texts: Sequence[str]) -> str | None:
    printed = re.match(r"(?:Report|Note|Letter)s? (?:of|by|from) (?:the )?(?P<author>.*)", fields.get("authored", ""))
    if printed or kind is not DocumentKind.REPORT:
        return printed["author"] if printed else None
    found = next((match for text in texts if (match := _AUTHOR.search(text))), None)
    return found["author"] if found else None


def _session(fields: dict[str, str], symbol: Symbol | None) -> str | None:
    """The session's number: "74", "S-24"; as printed, else as the symbol has it."""
    found = re.match(
        r"(?:Resumed )?(?P<ordinal>[\w-]+?)(?:st|nd|rd|th)?(?P<kind>(?: emergency)?(?: special)?) session",
        fields.get("session", ""),
    )
    if found:
        ordinal = found["ordinal"]
        number = int(ordinal) if ordinal.isdigit() else _ordinal(fields["session"])
        prefix = {" special": "S-", " emergency special": "ES-"}.get(found["kind"], "")
        if number:
            return f"{prefix}{number}"
    return symbol.session if symbol and symbol.organ in _ORGANS else None


def _ordinal(words: str) -> int | None:
    return from_ordinal(words.split(" ", maxsplit=1)[0])


def _committee(words: str | None) -> str | None:
    return words.removeprefix("the ") if words else None
