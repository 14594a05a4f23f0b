"""Which instrument a source is: from its components, the authority table, and what the text names at the call."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from i18n.citing.footnotes import Components, ParsedCitation, SourceKind
from i18n.citing.numerals import from_ordinal
from i18n.citing.symbols import BadSymbol, Symbol
from seed.linking.authority import Authority
from seed.linking.instruments import instrument_record, work_identifier
from seed.linking.pinpoints import places
from store.records import InstrumentKind, InstrumentRecord, TreatySeriesEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What a citation points to. Without an instrument it is unresolved, or ambiguous among the candidates."""

    instrument: str | None = None
    candidates: tuple[str, ...] = ()
    is_ambiguous: bool = False
    pinpoint: str | None = None
    treaty_series: tuple[TreatySeriesEntry, ...] = ()


Found = tuple[Identity, InstrumentRecord | None]
"""An identity, and the record of an instrument that the authority table does not have."""


def identify(parsed: ParsedCitation, whole: Components, named: tuple[str, ...], authority: Authority) -> Found:
    """The identity of a source. `whole` are its components with what it inherits, `named` what the text names."""
    if parsed.kind is SourceKind.TREATY_SERIES:
        return _treaty(whole, named, authority)
    if parsed.kind is SourceKind.OFFICIAL_RECORDS and not parsed.symbol:
        return _document(_supplement(whole), whole, parsed, authority)
    if whole.document:
        return _document(_symbol(whole.document), whole, parsed, authority)
    if parsed.kind is SourceKind.ADDRESS and parsed.url:
        return _own(f"url:{parsed.url}", whole, authority, title=None, url=parsed.url)
    if parsed.kind is SourceKind.WORK and parsed.title:
        return _work(parsed, parsed.title, whole, authority)
    return Identity(pinpoint=whole.pinpoint), None


def _work(parsed: ParsedCitation, title: str, whole: Components, authority: Authority) -> Found:
    """A publication: what the authority table calls so, or one that is known by its words only."""
    known = authority.called(title)
    if known:
        return Identity(instrument=known, pinpoint=whole.pinpoint), None
    if parsed.author or parsed.url or _is_report(title):
        return _own(work_identifier(parsed.author, title), whole, authority, title=title, url=parsed.url)
    return Identity(pinpoint=whole.pinpoint), None


def _is_report(title: str) -> bool:
    return title.startswith(("Report of ", "Proceedings of "))


def _own(identifier: str, whole: Components, authority: Authority, *, title: str | None, url: str | None) -> Found:
    record = instrument_record(identifier, authority, title=title, url=url)
    return Identity(instrument=identifier, pinpoint=whole.pinpoint), record


def _symbol(document: str) -> Symbol | None:
    try:
        return Symbol.parse(document)
    except BadSymbol:
        return None


def _document(symbol: Symbol | None, whole: Components, parsed: ParsedCitation, authority: Authority) -> Found:
    if symbol is None:
        return Identity(pinpoint=whole.pinpoint), None
    identifier = authority.identity(str(symbol), places(whole.pinpoint))
    identity = Identity(instrument=identifier, pinpoint=whole.pinpoint)
    if identifier in authority:
        return identity, None
    title, kind = parsed.title, None
    if parsed.kind is SourceKind.OFFICIAL_RECORDS:
        title = ", ".join(filter(None, (whole.series, whole.session, _numbered(whole.volume))))
        kind = InstrumentKind.OFFICIAL_RECORDS
    return identity, instrument_record(identifier, authority, title=title, kind=kind)


def _numbered(supplement: str | None) -> str | None:
    return f"Supplement No. {supplement}" if supplement else None


def _supplement(whole: Components) -> Symbol | None:
    """The symbol that a supplement of the Official Records has, where the note prints none.

    Supplement No. 53 of the Assembly's seventy-second session is A/72/53, No. 53A its A/72/53/Add.1; Supplement No. 5
    of the Economic and Social Council of 2006 is E/2006/25 (twenty and the number).
    """
    if whole.document:
        return _symbol(whole.document)
    number = re.match(r"(\d+)([A-Z])?$", whole.volume or "")
    if not number or not whole.session or not whole.series:
        return None
    addendum = f"/Add.{ord(number[2]) - ord('A') + 1}" if number[2] else ""
    if "General Assembly" in whole.series:
        session = from_ordinal(whole.session.removesuffix(" Session"))
        return _symbol(f"A/{session}/{number[1]}{addendum}") if session else None
    if "Economic and Social Council" in whole.series and whole.session.isdigit():
        return _symbol(f"E/{whole.session}/{20 + int(number[1])}{addendum}")
    return None


def _treaty(whole: Components, named: tuple[str, ...], authority: Authority) -> Found:
    """A treaty by its registration number; what the text names at the call settles a number that several share."""
    number = (whole.document or "").removeprefix("No. ")
    if not number:
        return Identity(pinpoint=whole.pinpoint), None
    place = TreatySeriesEntry(_volumes(whole.volume), number)
    series = (place,)
    registered = authority.registered(number)
    candidates = [name for name in registered if name in named] or list(registered)
    at_place = [name for name in candidates if _is_at(name, place, authority)]
    if len(candidates) > 1 and len(at_place) == 1:
        candidates = at_place
    identity = Identity(pinpoint=whole.pinpoint, treaty_series=series)
    if len(candidates) > 1:
        return replace(identity, candidates=tuple(candidates), is_ambiguous=True), None
    if candidates:
        return replace(identity, instrument=candidates[0]), None
    identifier = f"treaty:UNTS-{number}"
    record = instrument_record(identifier, authority, treaty_series=series, kind=InstrumentKind.TREATY)
    return replace(identity, instrument=identifier), record


def _volumes(printed: str | None) -> str:
    """Volumes as a list of numbers: "2225, 2237, 2241 and 2326" is "2225,2237,2241,2326"."""
    return ",".join(re.findall(r"\d+(?:[-–]\d+)?", printed or ""))


def _is_at(identifier: str, place: TreatySeriesEntry, authority: Authority) -> bool:
    entry = authority.get(identifier)
    return entry is not None and place in entry.treaty_series
