"""Units by id and by name: which type of the schema is of which kind of record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from resolvers.editing.intents import UnitName
from schema import ids
from schema.errors import BadId
from store.records import (
    DocumentRecord,
    FootnoteRecord,
    InstrumentRecord,
    ParagraphRecord,
    ReporterRecord,
    SectionRecord,
    Unit,
)

KINDS: Mapping[str, type[Unit]] = {
    "Document": DocumentRecord,
    "Section": SectionRecord,
    "Paragraph": ParagraphRecord,
    "Footnote": FootnoteRecord,
    "Instrument": InstrumentRecord,
    "State": ReporterRecord,
    "Organization": ReporterRecord,
}
"""What can be translated, by the name of its type."""


def unit_named(node_id: str) -> UnitName:
    """The unit that an id names; one of no kind for what is no id, or the id of something else."""
    try:
        type_name, key = ids.decode(node_id)
    except BadId:
        return UnitName(node_id)
    return UnitName(node_id, KINDS[type_name], key) if type_name in KINDS else UnitName(node_id)


def id_of(record: Any) -> str:
    """The id of a unit."""
    if isinstance(record, ReporterRecord):
        return ids.encode("State" if record.is_state else "Organization", record.key)
    return ids.encode(type(record).__name__.removesuffix("Record"), record.key)
