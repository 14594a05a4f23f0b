"""The made-up data as tables of plain values, which the peers read: one file of JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson

from benchmarks.made.data import Made, MadeDocument, Texts

Row = Mapping[str, Any]


def tables(made: Made) -> Mapping[str, Sequence[Row]]:
    """Rows by table. A row names others by their `id`, and has texts as the reader is told them."""
    states, instruments = made.states(), made.instruments()
    found: dict[str, list[Row]] = {
        "states": [{"id": state.key, "code": state.key, "alpha2": state.alpha2, "m49": state.m49} for state in states],
        "instruments": [
            {
                "id": each.identifier,
                "identifier": each.identifier,
                "reportingStates": [states[state].key for state in each.reporting],
            }
            for each in instruments
        ],
        "documents": [],
        "paragraphs": [],
        "footnotes": [],
        "citations": [],
    }
    for document in made.documents():
        found["documents"].append(_document(document))
        for paragraph in document.paragraphs:
            key = f"{document.symbol}#{paragraph.number}"
            found["paragraphs"].append(
                {
                    "id": key,
                    "document": document.symbol,
                    "position": paragraph.number,
                    "label": paragraph.label,
                    "paragraphKind": paragraph.kind.value,
                    "texts": _plain(paragraph.texts),
                }
            )
            for note in paragraph.notes:
                named = f"{document.symbol}#fn{note.number}"
                cited = instruments[note.instrument].identifier
                found["footnotes"].append(
                    {"id": named, "paragraph": key, "marker": str(note.number), "texts": _plain(note.texts)}
                )
                found["citations"].append(
                    {"id": f"{named}:1", "paragraph": key, "pinpoint": note.pinpoint, "instrument": cited}
                )
    return found


def _document(made: MadeDocument) -> Row:
    return {
        "id": made.symbol,
        "symbol": made.symbol,
        "kind": "RESOLUTION",
        "originalLanguage": "en",
        "session": made.session,
        "agendaItem": made.agenda_item,
        "adoptedOn": made.adopted_on.isoformat(),
        "titles": _plain(made.title),
    }


def _plain(texts: Texts) -> Mapping[str, str]:
    return {tag: text.plain for tag, text in texts.items()}


def write(made: Made, path: Path) -> None:
    """Write the file."""
    path.write_bytes(orjson.dumps(tables(made)))
