"""JSON for programs: the document, its units with their keys and texts, and what they cite."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from i18n.languages import direction
from seed.writing import uris
from seed.writing.edition import Edition
from seed.writing.plainly import camel, plain_value
from store import texts
from store.records import CitationRecord, DocumentRecord, Unit, Variant

_ABOUT = (
    *("body", "author", "session", "agenda_item", "adopted_on", "issued_on", "distribution", "committee_report"),
    *(
        "committee_report_paragraph",
        "meeting",
        "meeting_record",
        "draft",
        "sponsors",
        "vote",
        "subjects",
        "job_numbers",
    ),
)


def write_json(edition: Edition, *, every: bool = False) -> bytes:
    """The document; each unit's texts are those that are served, or with `every` those of all languages."""
    return (json.dumps(_Whole(edition, every=every).value(), ensure_ascii=False, indent=1) + "\n").encode()


class _Whole:
    def __init__(self, edition: Edition, *, every: bool) -> None:
        self._edition = edition
        self._every = every
        self._said = {each.record.key: each.said.language for each in (*edition.blocks, *edition.notes)}
        self._said[edition.whole.document.key] = edition.title.language

    def value(self) -> dict[str, Any]:
        """All of it."""
        whole = self._edition.whole
        document = whole.document
        return {
            "symbol": document.key,
            "kind": document.kind.value,
            "revision": document.revision,
            "modified": whole.modified.isoformat(),
            "uri": uris.work(document.symbol, document.kind, document.adopted_on or document.issued_on, document.body),
            "originalLanguage": document.original_language,
            "languages": list(whole.languages),
            "title": self._texts(document),
            **_about(document),
            "sections": [self._unit(each, "number", "level", "parent") for each in whole.sections],
            "paragraphs": [
                {
                    **self._unit(each, "label", "label_is_printed", "kind", "section", "parent"),
                    "eId": each.eid,
                    "acts": plain_value(each.acts),
                    "footnotes": [whole.footnotes[at - 1].key for at in each.footnotes],
                }
                for each in whole.paragraphs
            ],
            "footnotes": [self._unit(each, "marker") for each in whole.footnotes],
            "citations": [self._citation(each) for each in whole.citations],
            "instruments": [
                {
                    "identifier": each.key,
                    "kind": each.kind.value,
                    "titles": {tag: variant.text for tag, variant in each.variants.items()},
                    "uri": uris.address(each),
                }
                for each in whole.instruments.values()
            ],
        }

    def _unit(self, unit: Unit, *names: str) -> dict[str, Any]:
        own = {camel(name): plain_value(getattr(unit, name)) for name in (*names, "part", "aliases")}
        return {"key": unit.key, **own, "texts": self._texts(unit)}

    def _texts(self, unit: Unit) -> list[dict[str, Any]]:
        return [_text(each) for each in self._served(unit)]

    def _served(self, unit: Unit) -> Iterable[Variant]:
        if self._every:
            ordered = sorted(unit.variants, key=lambda tag: (tag != unit.original_language, tag))
            return [unit.variants[tag] for tag in ordered]
        language = self._said.get(unit.key)
        return [unit.variants[language]] if language and language in unit.variants else []

    def _citation(self, each: CitationRecord) -> dict[str, Any]:
        names = ("unit", "origin", "relation", "resolution", "rule", "instrument", "pinpoint", "is_ibid", "chain")
        spans = {tag: {"start": span.start, "end": span.end} for tag, span in each.spans.items()}
        own = {camel(name): plain_value(getattr(each, name)) for name in names}
        return {"key": each.key, **own, "words": dict(each.words), "spans": spans}


def _about(document: DocumentRecord) -> Mapping[str, Any]:
    return {camel(name): plain_value(getattr(document, name)) for name in _ABOUT}


def _text(variant: Variant) -> dict[str, Any]:
    return {
        "language": variant.language,
        "direction": direction(variant.language),
        "provenance": variant.provenance.value,
        "revision": variant.revision,
        "markdown": variant.text,
        "plain": texts.plain(variant.text),
    }
