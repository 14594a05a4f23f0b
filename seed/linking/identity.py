"""Which instrument a source is: from its components, the authority table, and what the text names at the call."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from i18n.citing.footnotes import Components, ParsedCitation, SourceKind
from i18n.citing.pinpoints import places
from i18n.citing.symbols import BadSymbol, Symbol
from i18n.languages import EN, Tag
from seed.linking.authority import Authority
from seed.linking.instruments import instrument_record, work_identifier
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

MOST_NUMBERS = 12
"""Registration numbers of one range, at most: "Nos. 970–973" are four."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source with all that it inherits: `printed` in the words of its language, `canonical` in the form of all."""

    parsed: ParsedCitation
    printed: Components
    canonical: Components
    named: tuple[str, ...] = ()
    language: Tag = EN


def identify(source: Source, authority: Authority) -> Found:
    """The identity of a source; `named` is what the text names at its calls."""
    parsed, whole = source.parsed, source.canonical
    if parsed.kind is SourceKind.TREATY_SERIES:
        return _treaty(source, authority)
    if parsed.kind is SourceKind.OFFICIAL_RECORDS and not parsed.symbol:
        return _document(_supplement(whole), source, authority)
    if whole.document:
        return _document(_symbol(whole.document), source, authority)
    if parsed.kind is SourceKind.ADDRESS and parsed.url:
        return _own(f"url:{parsed.url}", source, authority)
    if parsed.kind is SourceKind.WORK:
        return _work(source, authority)
    return Identity(pinpoint=source.printed.pinpoint), None


def _work(source: Source, authority: Authority) -> Found:
    """A work by its sales number, by the number that its organization gave it, or by its words."""
    parsed = source.parsed
    if parsed.sales:
        held = authority.sold(parsed.sales)
        if held is not None:
            return _document(_symbol(held), source, authority)
        return _own(f"pub:sales/{parsed.sales}", source, authority)
    if parsed.code:
        return _own(f"doc:{parsed.code}", source, authority)
    known = authority.called(parsed.title) if parsed.title else None
    if known:
        return Identity(instrument=known, pinpoint=source.printed.pinpoint), None
    if parsed.title and (parsed.author or parsed.url or _is_report(parsed.title)):
        return _own(work_identifier(parsed.author, parsed.title), source, authority)
    return Identity(pinpoint=source.printed.pinpoint), None


def _is_report(title: str) -> bool:
    return title.startswith(("Report of ", "Proceedings of "))


def _own(identifier: str, source: Source, authority: Authority) -> Found:
    parsed = source.parsed
    title = None if parsed.kind is SourceKind.ADDRESS else parsed.title
    record = instrument_record(identifier, authority, title=title, url=parsed.url, language=source.language)
    return Identity(instrument=identifier, pinpoint=source.printed.pinpoint), record


def _symbol(document: str) -> Symbol | None:
    try:
        return Symbol.parse(document)
    except BadSymbol:
        return None


def _document(symbol: Symbol | None, source: Source, authority: Authority) -> Found:
    pinpoint = source.printed.pinpoint
    if symbol is None:
        return Identity(pinpoint=pinpoint), None
    identifier = authority.identity(str(symbol), places(source.canonical.pinpoint))
    identity = Identity(instrument=identifier, pinpoint=pinpoint)
    if identifier in authority:
        return identity, None
    title, kind = source.parsed.title, None
    if source.parsed.kind is SourceKind.OFFICIAL_RECORDS:
        printed = source.printed
        title = ", ".join(filter(None, (printed.series, printed.session, _numbered(printed.volume, source.language))))
        kind = InstrumentKind.OFFICIAL_RECORDS
    return identity, instrument_record(identifier, authority, title=title, kind=kind, language=source.language)


_SUPPLEMENT = {
    "en": "Supplement No. {}",
    "fr": "Supplément nᵒ {}",
    "es": "suplemento núm. {}",
    "ru": "Дополнение № {}",
    "zh": "补编第{}号",
    "ar": "الملحق رقم {}",
}


def _numbered(supplement: str | None, language: Tag) -> str | None:
    return _SUPPLEMENT.get(language, _SUPPLEMENT["en"]).format(supplement) if supplement else None


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
    if whole.series.endswith("UN-GA"):
        return _symbol(f"A/{whole.session}/{number[1]}{addendum}")
    if whole.series.endswith("UN-ECOSOC") and whole.session.isdigit():
        return _symbol(f"E/{whole.session}/{20 + int(number[1])}{addendum}")
    return None


def registrations(document: str | None) -> tuple[str, ...]:
    """The registration numbers of a canonical document: "No. 970-973" are four, "No. 17512, 17513" two."""
    if not document or not document.startswith("No. "):
        return ()
    found: list[str] = []
    for piece in document.removeprefix("No. ").split(", "):
        ends = re.fullmatch(r"(\d+)-(\d+)", piece)
        if ends and 0 <= int(ends[2]) - int(ends[1]) < MOST_NUMBERS:
            found += map(str, range(int(ends[1]), int(ends[2]) + 1))
        else:
            found.append(piece)
    return tuple(found)


def _treaty(source: Source, authority: Authority) -> Found:
    """A treaty by its registration number; what the text names at the call settles a number that several share."""
    whole = source.canonical
    numbers = registrations(whole.document)
    identity = Identity(pinpoint=source.printed.pinpoint)
    if not numbers:
        return identity, None
    series = tuple(TreatySeriesEntry((whole.volume or "").replace(", ", ","), number) for number in numbers)
    identity = replace(identity, treaty_series=series)
    found = [_registered(place, source.named, authority) for place in series]
    if len(numbers) == 1:
        return _one_treaty(identity, found[0], authority)
    group = authority.group(name for names in found for name in names) if all(found) else None
    if group is not None:
        return replace(identity, instrument=group), None
    candidates = tuple(dict.fromkeys(name for names in found for name in names))
    return replace(identity, candidates=candidates, is_ambiguous=True), None


def _one_treaty(identity: Identity, candidates: list[str], authority: Authority) -> Found:
    if len(candidates) > 1:
        return replace(identity, candidates=tuple(candidates), is_ambiguous=True), None
    if candidates:
        return replace(identity, instrument=candidates[0]), None
    identifier = f"treaty:UNTS-{identity.treaty_series[0].registration}"
    record = instrument_record(identifier, authority, treaty_series=identity.treaty_series, kind=InstrumentKind.TREATY)
    return replace(identity, instrument=identifier), record


def _registered(place: TreatySeriesEntry, named: tuple[str, ...], authority: Authority) -> list[str]:
    """The treaties of a registration number: the one of just these volumes, else those that the text names."""
    registered = authority.registered(place.registration)
    volumes = set(place.volume.split(","))
    held = {name: _volumes(name, place.registration, authority) for name in registered}
    exact = [name for name in registered if held[name] == volumes]
    if len(exact) == 1:
        return exact
    candidates = [name for name in registered if name in named] or list(registered)
    if len(candidates) < 2:  # noqa: PLR2004  # nothing to settle
        return candidates
    at_place = exact or [name for name in candidates if held[name] <= volumes]
    if len(at_place) > 1:
        group = authority.group(at_place)
        return [group] if group and set().union(*(held[name] for name in at_place)) == volumes else candidates
    return at_place or candidates


def _volumes(identifier: str, registration: str, authority: Authority) -> set[str]:
    entry = authority.get(identifier)
    return {place.volume for place in entry.treaty_series if place.registration == registration} if entry else set()
