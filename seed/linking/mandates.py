"""Requests for reports, and the reports that say which resolution they answer.

A mandate is an operative paragraph such as "Requests the Secretary-General to submit ... a comprehensive report
entitled ..."; the report that answers it says so in its first paragraphs: "The present report is submitted pursuant
to General Assembly resolution 74/148". Nothing is matched by session or number: a mandate names the session that it
hopes for, not the one that will come.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n.citing.symbols import Symbol
from seed.linking.linked import Linked, UnitKind
from seed.tree import ParsedDocument
from store import keys, texts
from store.records import Answered, CitationResolution, DocumentKind, Mandate, ParagraphKind

_ASKING = re.compile(
    r"\b(?:[Rr]equests|[Ii]nvites|[Rr]equested|[Aa]sks|[Cc]alls upon|[Dd]ecides to request)\s+"
    r"(?:(?:also|further|again|anew|in this regard)\s+)?(?:the\s+)?(?P<addressee>[^,;:]{3,200}?)\s*,?\s+"
    r"(?:(?:,[^,;]{1,120},|in [^,;]{1,80},)\s*)?to\s+(?P<deed>(?:continue\s+to\s+)?"
    r"(?:submit|report|present|prepare|provide|include|transmit|produce|keep|inform)\b[^;]*)"
)
_REPORT = re.compile(r"\breports?\b", re.IGNORECASE)
_REPORTING = re.compile(r"^(?:continue\s+to\s+)?report\b", re.IGNORECASE)
_ENTITLED = re.compile(r"\b(?:entitled|titled)\s+[“\"«](?P<title>[^”\"»]+)[”\"»]")
_ITEM = re.compile(r"\bunder the (?:sub-?)?item\s*$")

_ANSWERING = re.compile(
    r"\b(?:submitted|prepared|presented|issued|transmitted|provided|contained|made|drawn up)?\s*"
    r"(?P<words>(?:pursuant to|in accordance with|in response to|in compliance with|in implementation of"
    r"|in conformity with|in fulfilment of|as requested (?:by|in)|as mandated (?:by|in)|requested by)\b[^.;]*)",
    re.IGNORECASE,
)
_PRESENT = re.compile(
    r"\b(?:the present|this)\s+(?:\w+\s+){0,3}(?:report|note|document|study|summary|addendum)\b", re.IGNORECASE
)
_PARAGRAPH = re.compile(r"\bparagraphs?\s+(?P<label>\d+\s*(?:\([a-z]\))?)\s+of\b[^.;]*$", re.IGNORECASE)

FIRST_PARAGRAPHS = 5
"""A report says what it answers at its start; further down "pursuant to" speaks of other things."""


def mandates(parsed: ParsedDocument) -> Iterator[tuple[int, str, str | None]]:
    """Each request for a report: the paragraph's index, who is asked, and the title asked for."""
    for index, paragraph in enumerate(parsed.paragraphs):
        if paragraph.kind in {ParagraphKind.OPERATIVE, ParagraphKind.RECOMMENDATION}:
            for asked in _ASKING.finditer(texts.plain(paragraph.text)):
                deed = asked["deed"]
                if _REPORT.search(deed) or _REPORTING.match(deed):
                    yield index, " ".join(asked["addressee"].split()), _title(deed)


def _title(deed: str) -> str | None:
    for quoted in _ENTITLED.finditer(deed):
        if not _ITEM.search(deed[: quoted.start()]):
            return quoted["title"].strip()
    return None


def mandate_records(parsed: ParsedDocument, paragraph_keys: tuple[str, ...]) -> tuple[Mandate, ...]:
    """The same, with the paragraphs' keys."""
    return tuple(
        Mandate(paragraph=paragraph_keys[index], addressee=addressee, title=title)
        for index, addressee, title in mandates(parsed)
    )


def answered(parsed: ParsedDocument, linked: Linked) -> tuple[Answered, ...]:
    """The documents that this report answers, in the order of its words; empty for a document that asks."""
    if parsed.metadata.kind in {DocumentKind.RESOLUTION, DocumentKind.DECISION}:
        return ()
    found: dict[str, Answered] = {}
    for index, paragraph in enumerate(parsed.paragraphs[:FIRST_PARAGRAPHS]):
        for answer in _answers(index, texts.plain(paragraph.text), linked):
            found.setdefault(answer.document, answer)
    return tuple(found.values())


def _answers(index: int, text: str, linked: Linked) -> Iterator[Answered]:
    if not _PRESENT.search(text):
        return
    for reason in _ANSWERING.finditer(text):
        for citation in linked.citations:
            if (
                (citation.unit, citation.index) == (UnitKind.PARAGRAPH, index)
                and citation.resolution is CitationResolution.RESOLVED
                and reason.start("words") <= citation.span.start < reason.end("words")
                and citation.instrument
                and _is_asking(citation.instrument)
            ):
                document = citation.instrument.partition("#")[0]
                named = _PARAGRAPH.search(text[reason.start("words") : citation.span.start])
                yield Answered(
                    document=document,
                    words=" ".join(text[reason.start("words") : citation.span.end].split()),
                    paragraph=keys.paragraph(document, named["label"]) if named else None,
                )


def _is_asking(instrument: str) -> bool:
    """Whether a resolution or decision: only these ask for reports."""
    try:
        symbol = str(Symbol.parse(instrument.partition("#")[0]))
    except ValueError:
        return False
    return "/RES/" in symbol or "/DEC/" in symbol
