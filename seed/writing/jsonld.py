"""JSON-LD: a document as a Legislation of schema.org, with terms of ELI and of the United Nations' ontology UNDO.

Sources: https://schema.org/Legislation, the European Legislation Identifier ontology (http://data.europa.eu/eli/ontology#)
and https://w3id.org/un/ontology/undo.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from seed.writing import uris
from seed.writing.edition import Edition, Note, Paragraph
from seed.writing.one_language import name_in
from store import texts
from store.records import DocumentKind, InstrumentRecord, SubjectScheme

CONTEXT = [
    "https://schema.org",
    {
        "eli": "http://data.europa.eu/eli/ontology#",
        "undo": "https://w3id.org/un/ontology/undo#",
        "eli:cites": {"@type": "@id"},
        "eli:realizes": {"@type": "@id"},
        "eli:language": {"@type": "@id"},
    },
]
_LAW = {DocumentKind.RESOLUTION, DocumentKind.DECISION, DocumentKind.PRESIDENTIAL_STATEMENT}
_AUTHORITY = "http://publications.europa.eu/resource/authority/language"


def write_jsonld(edition: Edition, address: str) -> bytes:
    """The document; `address` is where it is served."""
    return (json.dumps(_document(edition, address), ensure_ascii=False, indent=1) + "\n").encode()


def _document(edition: Edition, address: str) -> dict[str, Any]:
    whole = edition.whole
    document = whole.document
    work = uris.work(document.symbol, document.kind, document.adopted_on or document.issued_on, document.body)
    is_law = document.kind in _LAW
    value = {
        "@context": CONTEXT,
        "@id": address,
        "@type": ["Legislation" if is_law else "Report", "eli:LegalResource", "undo:Document"],
        "identifier": document.key,
        "legislationIdentifier": document.key if is_law else None,
        "eli:id_local": document.key,
        "sameAs": [uris.undocs(document.symbol), f"urn:akn{work.replace('/', ':').removeprefix(':akn')}"],
        "url": address,
        "name": _said(edition.title.text, edition.title.language),
        "inLanguage": edition.language,
        "legislationType": document.kind.value.capitalize().replace("_", " ") if is_law else None,
        "legislationPassedBy": _body(edition) if is_law else None,
        "legislationDate": str(document.adopted_on) if is_law and document.adopted_on else None,
        "eli:date_document": str(document.adopted_on or document.issued_on or "") or None,
        "datePublished": str(document.issued_on) if document.issued_on else None,
        "dateModified": whole.modified.isoformat(),
        "publisher": {"@type": "Organization", "name": "United Nations", "url": "https://www.un.org"},
        "isBasedOn": uris.undocs(document.draft.symbol) if document.draft and document.draft.symbol else None,
        "about": list(_subjects(edition)) or None,
        "workTranslation": list(_translations(edition, address)) or None,
        "citation": [_cited(each, edition) for each in whole.instruments.values()] or None,
        "hasPart": [*_parts(edition, address), *_notes(edition, address)],
    }
    return {key: held for key, held in value.items() if held is not None}


def _said(text: str, language: str) -> dict[str, str]:
    return {"@value": texts.plain(text), "@language": language}


def _body(edition: Edition) -> dict[str, str] | None:
    name = name_in(edition.whole.body, edition.language)
    return {"@type": "GovernmentOrganization", "name": name} if name else None


def _subjects(edition: Edition) -> Iterator[dict[str, str]]:
    for subject in edition.whole.document.subjects:
        scheme = {} if subject.scheme is SubjectScheme.OTHER else {"inDefinedTermSet": subject.scheme.value}
        own = {"@id": subject.uri} if subject.uri else {}
        yield {"@type": "DefinedTerm", **own, "name": subject.label, **scheme}


def _translations(edition: Edition, address: str) -> Iterator[dict[str, Any]]:
    """The document in its other languages (ELI's expressions)."""
    for language in edition.whole.languages:
        if language != edition.language:
            alpha3 = uris.ALPHA3.get(language)
            yield {
                "@id": f"{address}?language={quote(language)}",
                "@type": ["Legislation", "eli:LegalExpression"],
                "inLanguage": language,
                "eli:realizes": address,
                **({"eli:language": f"{_AUTHORITY}/{alpha3.upper()}"} if alpha3 else {}),
            }


def _cited(instrument: InstrumentRecord, edition: Edition) -> dict[str, Any]:
    is_law = instrument.symbol is not None or instrument.key.startswith(("treaty:", "ILO:"))
    where = uris.page(instrument)
    name = name_in(instrument, edition.language)
    return {
        "@type": "Legislation" if is_law else "CreativeWork",
        **({"@id": where} if where else {}),
        "identifier": instrument.key,
        **({"name": name} if name else {}),
    }


def _parts(edition: Edition, address: str) -> Iterator[dict[str, Any]]:
    for block in edition.blocks:
        if isinstance(block, Paragraph):
            yield {
                **_unit(edition, block, address),
                "@type": ["Legislation", "eli:LegalResourceSubdivision"],
                "name": block.label,
                "identifier": block.record.eid or block.record.key,
            }


def _notes(edition: Edition, address: str) -> Iterator[dict[str, Any]]:
    for note in edition.notes:
        yield {**_unit(edition, note, address), "@type": "Comment", "name": note.marker}


def _unit(edition: Edition, unit: Paragraph | Note, address: str) -> dict[str, Any]:
    cited = (edition.instrument(each) for each in unit.citations)
    pages = list(dict.fromkeys(page for each in cited if each and (page := uris.page(each))))
    return {
        "@id": f"{address}#{quote(unit.record.key.partition('#')[2])}",
        "text": _said(unit.said.text, unit.said.language),
        **({"eli:cites": pages} if pages else {}),
    }
