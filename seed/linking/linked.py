"""What linking gives: each citation of a document with what it points to, by indexes into the tree."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from i18n.citing.components import NOTHING_GIVEN, Components
from seed.tree import Diagnostic
from store.records import (
    CitationOrigin,
    CitationRelation,
    CitationResolution,
    InstrumentRecord,
    Span,
    TreatySeriesEntry,
)


class UnitKind(StrEnum):
    """What kind of unit a citation's words stand in."""

    PARAGRAPH = "paragraph"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedCitation:
    """One act of citing. `index` is the unit's in the tree; `span` is in the unit's plain text (`store.texts.read`).

    `canonical` are its components in the form that all languages share (of a mention in running text none but the
    pinpoint). `targets` are the instrument and what it is part of, nearest first. `pinpoint` is as printed,
    `pinpoint_label` normalised as a unit's place: "annex.23(l)". `antecedents` and `supports` are indexes of citations,
    `chain` of footnotes, `paragraphs` of the paragraphs where the words or the footnote's calls stand.
    """

    unit: UnitKind
    index: int
    words: str
    span: Span
    origin: CitationOrigin
    relation: CitationRelation = CitationRelation.CITES
    resolution: CitationResolution = CitationResolution.UNRESOLVED
    rule: str = ""
    instrument: str | None = None
    targets: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    pinpoint: str | None = None
    pinpoint_label: str | None = None
    canonical: Components = NOTHING_GIVEN
    treaty_series: tuple[TreatySeriesEntry, ...] = ()
    is_ibid: bool = False
    inherits: tuple[str, ...] = ()
    antecedents: tuple[int, ...] = ()
    chain: tuple[int, ...] = ()
    supports: tuple[int, ...] = ()
    paragraphs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """All citations of a document in document order, and the instruments that the authority table does not have.

    `remarks` are the footnotes (indexes) that are known to cite nothing.
    """

    citations: tuple[LinkedCitation, ...] = ()
    instruments: tuple[InstrumentRecord, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    remarks: tuple[int, ...] = ()
