"""Small records for tests: every field that does not matter has a default."""

from __future__ import annotations

from typing import Any

from i18n.citing.symbols import Symbol
from i18n.languages import EN, Tag
from store import texts
from store.records import (
    CitationOrigin,
    CitationRecord,
    DocumentRecord,
    Evidence,
    InstrumentKind,
    InstrumentRecord,
    ParagraphRecord,
    ReporterRecord,
    Span,
    SubmissionRecord,
    Variant,
)

FR = Tag("fr")


def variant(text: str, language: Tag = EN, **fields: Any) -> Variant:
    return Variant(language=language, text=text, digest=texts.digest(text), **fields)


def document(symbol: str = "A/RES/74/148", **fields: Any) -> DocumentRecord:
    values: dict[str, Any] = {"variants": {EN: variant("Protection of migrants")}, **fields}
    return DocumentRecord(key=symbol, symbol=Symbol(symbol), **values)


def paragraph(position: int, text: str = "Recalls", *, of: str = "A/RES/74/148", **fields: Any) -> ParagraphRecord:
    label = str(fields.pop("label", position))
    values: dict[str, Any] = {"variants": {EN: variant(text)}, "label": label, "label_key": label, **fields}
    return ParagraphRecord(key=f"{of}#{position}", document=of, position=position, **values)


def citation(position: int, *targets: str, of: str = "A/RES/74/148", **fields: Any) -> CitationRecord:
    return CitationRecord(
        key=f"{of}#fn{position}:c",
        document=of,
        position=position,
        unit=f"{of}#fn{position}",
        origin=CitationOrigin.FOOTNOTE,
        words={EN: "Resolution 217 A (III)"},
        spans={EN: Span(0, 22)},
        instrument=targets[0] if targets else None,
        targets=targets,
        **fields,
    )


def instrument(identifier: str, **fields: Any) -> InstrumentRecord:
    return InstrumentRecord(key=identifier, kind=fields.pop("kind", InstrumentKind.TREATY), **fields)


def state(code: str, **fields: Any) -> ReporterRecord:
    return ReporterRecord(key=code, m49=fields.pop("m49", "484"), **fields)


def submission(
    position: int, reporter: str, *instruments: str, of: str = "A/HRC/45/30", **fields: Any
) -> SubmissionRecord:
    values: dict[str, Any] = {"reporter_is_state": True, "first": position * 10, "last": position * 10 + 9, **fields}
    return SubmissionRecord(
        key=f"{of}#sub.{reporter}",
        document=of,
        position=position,
        reporter=reporter,
        evidence=tuple(Evidence(instrument=each, paragraphs=(position * 10,)) for each in instruments),
        **values,
    )
