"""Whose texts a commit touched, and what these are now where the commit itself says all of it. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from store.ports import Put, Write
from store.records import (
    Change,
    DocumentRecord,
    Entity,
    FootnoteRecord,
    InstrumentRecord,
    ParagraphRecord,
    Placed,
    SectionRecord,
    Unit,
)
from store.search.passages import Owned, owned, owner_of_document, owner_of_instrument

_INSIDE: tuple[type[Placed], ...] = (SectionRecord, ParagraphRecord, FootnoteRecord)
"""What stands in a document and is searched, in the order in which it is indexed."""

_IN_DOCUMENT = frozenset({"DOCUMENT", "SECTION", "PARAGRAPH", "FOOTNOTE"})


def owner_of_change(change: Change) -> str | None:
    """Whose text an entry of the feed may have changed; None for what is not searched."""
    if change.type == "INSTRUMENT":
        return owner_of_instrument(change.key)
    if change.type in _IN_DOCUMENT and change.document is not None:
        return owner_of_document(change.document)
    return None


def touched(writes: Sequence[Write]) -> dict[str, Owned | None]:
    """The owners that writes touched. None for those of whom the writes are only a part: they must be read."""
    made = [write.after for write in writes if isinstance(write, Put) and write.before is None]
    whole = {record.key for record in made if isinstance(record, DocumentRecord)}
    inside: dict[str, list[Unit]] = {key: [] for key in whole}
    found: dict[str, Owned | None] = {}
    for write in writes:
        kind, key = (type(write.after), write.after.key) if isinstance(write, Put) else (write.kind, write.key)
        if kind is InstrumentRecord:
            found[owner_of_instrument(key)] = _instrument(write)
        elif kind is DocumentRecord or kind in _INSIDE:
            document = key.partition("#")[0]
            found[owner_of_document(document)] = None
            if document in whole and isinstance(write, Put) and isinstance(write.after, Unit):
                inside[document].append(write.after)
    for key, units in inside.items():
        found[owner_of_document(key)] = owned(owner_of_document(key), in_order(units))
    return found


def in_order(units: Sequence[Unit]) -> list[Unit]:
    """The document, its sections, its paragraphs, its notes; each in the order of the document."""
    places = {kind: number for number, kind in enumerate((DocumentRecord, *_INSIDE))}
    return sorted(units, key=lambda unit: (places[type(unit)], unit.position if isinstance(unit, Placed) else 0))


def _instrument(write: Write) -> Owned | None:
    if not isinstance(write, Put):
        return None
    record: Entity = write.after
    return owned(owner_of_instrument(record.key), [record] if isinstance(record, Unit) and not record.deleted else [])
