"""Units by id and by name: which type of the schema is of which kind of record."""

from __future__ import annotations

from collections.abc import Mapping

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
    if type_name not in KINDS:
        return UnitName(node_id)
    is_state = type_name == "State" if KINDS[type_name] is ReporterRecord else None
    return UnitName(node_id, KINDS[type_name], key, is_state)
