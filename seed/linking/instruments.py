"""Records of instruments that are cited and that the authority table does not have."""

from __future__ import annotations

import re

from i18n.languages import EN, Tag
from seed.linking.authority import Authority
from seed.linking.mentions import document_of
from store import keys, texts
from store.records import InstrumentKind, InstrumentRecord, Provenance, SourceRank, TreatySeriesEntry, Variant

_SLUG = re.compile(r"[\W_]+")
_LIMITED = re.compile(r"/(?:L|CRP|WP|INF|NGO)\.\d")


def slug(words: str, limit: int = 80) -> str:
    """Words as a part of an identifier: letters without accents, and digits, parted by hyphens, cut at a word."""
    made = _SLUG.sub("-", keys.fold(words)).strip("-")
    return made if len(made) <= limit else made[:limit].rsplit("-", 1)[0]


def work_identifier(author: str | None, title: str) -> str:
    """The identifier of a publication that is known by its words only: `pub:UNICEF/child-migration`."""
    return f"pub:{slug(author, 60)}/{slug(title)}" if author else f"pub:{slug(title)}"


def instrument_record(
    identifier: str,
    authority: Authority,
    *,
    title: str | None = None,
    url: str | None = None,
    treaty_series: tuple[TreatySeriesEntry, ...] = (),
    kind: InstrumentKind | None = None,
    language: Tag = EN,
) -> InstrumentRecord:
    """The record of something cited. Its title, where the words give one, ranks below every other source."""
    symbol = document_of(identifier)
    variant = title and Variant(
        language=language,
        text=texts.escape(title),
        digest=texts.digest(texts.escape(title)),
        provenance=Provenance.UNOFFICIAL,
        rank=SourceRank.MACHINE,
    )
    return InstrumentRecord(
        key=identifier,
        kind=kind or _kind(identifier),
        symbol=symbol,
        url=url,
        treaty_series=treaty_series,
        ancestors=authority.lineage(identifier)[1:],
        variants={language: variant} if variant else {},
    )


def _kind(identifier: str) -> InstrumentKind:
    symbol = document_of(identifier)
    if symbol is None:
        return _KINDS.get(identifier.partition(":")[0], InstrumentKind.OTHER)
    if symbol.is_resolution:
        return InstrumentKind.RESOLUTION
    if symbol.is_decision:
        return InstrumentKind.DECISION
    if symbol.organ == "ST":
        return InstrumentKind.PUBLICATION
    return InstrumentKind.OTHER if _LIMITED.search(str(symbol)) else InstrumentKind.REPORT


_KINDS = {
    "pub": InstrumentKind.PUBLICATION,
    "url": InstrumentKind.WEB_PAGE,
    "treaty": InstrumentKind.TREATY,
    "ILO": InstrumentKind.TREATY,
    "IACtHR": InstrumentKind.ADVISORY_OPINION,
    "ICJ": InstrumentKind.JUDGMENT,
    "SDG": InstrumentKind.GOAL,
}
