"""The tables in memory, behind functions that answer a whole level at once, as a database's client would."""

from __future__ import annotations

import gc
import json
import os
from collections import defaultdict
from pathlib import Path
from typing import Any

Row = dict[str, Any]

_tables: dict[str, list[Row]] = json.loads(Path(os.environ["PEERS_DATA"]).read_text("utf-8"))


def _by_id(rows: list[Row]) -> dict[str, Row]:
    return {row["id"]: row for row in rows}


def _by_owner(rows: list[Row], owner: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[owner]].append(row)
    return found


_documents, _instruments, _states = (_by_id(_tables[name]) for name in ("documents", "instruments", "states"))
_paragraphs = _by_owner(_tables["paragraphs"], "document")
_footnotes = _by_owner(_tables["footnotes"], "paragraph")
_citations = _by_owner(_tables["citations"], "paragraph")
gc.freeze()  # the data stand for a database, and are no garbage to look through


async def find_document(symbol: str) -> Row | None:
    """A document by symbol."""
    return _documents.get(symbol)


async def find_documents(first: int) -> list[Row]:
    """The first documents, by symbol."""
    return _tables["documents"][:first]


async def paragraphs_of_documents(keys: list[str]) -> list[list[Row]]:
    """In order."""
    return [_paragraphs[key] for key in keys]


async def footnotes_of_paragraphs(keys: list[str]) -> list[list[Row]]:
    """In order."""
    return [_footnotes[key] for key in keys]


async def citations_of_paragraphs(keys: list[str]) -> list[list[Row]]:
    """In order."""
    return [_citations[key] for key in keys]


async def instruments_by_id(keys: list[str]) -> list[Row | None]:
    """By identifier."""
    return [_instruments.get(key) for key in keys]


async def states_of_instruments(keys: list[str]) -> list[list[Row]]:
    """The States that report on each."""
    return [[_states[code] for code in _instruments[key]["reportingStates"]] for key in keys]


def chosen(texts: dict[str, str], languages: list[str] | None) -> tuple[str, str]:
    """The text in the first language asked for that there is, else the original; and that language."""
    language = next((tag for tag in languages or () if tag in texts), "en")
    return texts[language], language
