"""Names of documents on the web: AKN4UN's URIs of work and expression, and addresses of what has none.

Source: Akoma Ntoso for the United Nations, part 1, "Naming convention": jurisdiction, type, subtype, actor, date of
adoption, number; in the number "/" is written "-" and a space "_".
"""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import quote

from i18n.citing.symbols import Symbol
from i18n.languages import Tag
from seed.authority.bodies import body_for
from store.records import DocumentKind, InstrumentRecord

UNKNOWN_DAY = date(1, 1, 1)
"""How the United Nations writes a day that is not known."""

ALPHA3 = {"ar": "ara", "zh": "zho", "en": "eng", "fr": "fra", "ru": "rus", "es": "spa"}
"""ISO 639-2 codes of the official languages; another language goes by its tag."""

_TYPES = {
    DocumentKind.RESOLUTION: "statement/deliberation",
    DocumentKind.DECISION: "statement/decision",
    DocumentKind.PRESIDENTIAL_STATEMENT: "statement/presidentialStatement",
    DocumentKind.REPORT: "doc/report",
    DocumentKind.LETTER: "doc/letter",
    DocumentKind.NOTE: "doc/note",
    DocumentKind.OTHER: "doc/other",
}


def number(symbol: Symbol) -> str:
    """The number in a URI: "74-148" for A/RES/74/148, "A-HRC-45-30" for A/HRC/45/30."""
    elements = symbol.elements
    series = next((at for at, each in enumerate(elements) if each in {"RES", "DEC"}), None)
    own = "/".join(elements) if series is None else "/".join(elements[series + 1 :])
    return quote(own.replace("/", "-").replace(" ", "_"), safe="-_.()")


def work(symbol: Symbol, kind: DocumentKind, on: date | None, body: str | None = None) -> str:
    """The URI of a work."""
    actor = (body or body_for(symbol) or "un").lower()
    return f"/akn/un/{_TYPES[kind]}/{actor}/{on or UNKNOWN_DAY}/{number(symbol)}"


def expression(of: str, language: Tag, on: date | None) -> str:
    """The URI of a work's text in one language."""
    return f"{of}/{ALPHA3.get(language, language)}@{on or ''}"


def address(instrument: InstrumentRecord | None) -> str | None:
    """Where a cited thing is: the URI of a work whose day is known, else its page; None for what has neither."""
    if instrument is None:
        return None
    symbol = instrument.symbol
    if symbol is None or "#" in instrument.key:
        return instrument.url or (undocs(symbol) if symbol else None)
    if (symbol.is_resolution or symbol.is_decision) and instrument.adopted_on:
        kind = DocumentKind.RESOLUTION if symbol.is_resolution else DocumentKind.DECISION
        return work(symbol, kind, instrument.adopted_on)
    return undocs(symbol)


def undocs(symbol: Symbol) -> str:
    """The page of a document at the United Nations."""
    return f"https://undocs.org/{quote(str(symbol), safe='/().')}"


def page(instrument: InstrumentRecord) -> str | None:
    """Where a person can read a cited thing."""
    return instrument.url or (undocs(instrument.symbol) if instrument.symbol else None)


def file(symbol: Symbol) -> str:
    """A symbol as a file's name: "A-RES-74-148", "S-RES-1325_(2000)"."""
    return re.sub(r"[^\w().-]", "-", str(symbol).replace("/", "-").replace(" ", "_"))
