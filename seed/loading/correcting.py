"""Editors' corrections of official texts: a new import of the text that was corrected leaves them as they are."""

from __future__ import annotations

from collections.abc import Mapping

from i18n.languages import Tag
from seed.loading.held import HeldDocument
from seed.loading.merging import IMPORTED
from store.ports import History
from store.records import DocumentRecord, Entity, Unit

Corrected = Mapping[tuple[type[Entity], str], Mapping[Tag, str]]
"""By kind and key of a unit, for each language that an editor corrected, the digest of the text that came before."""


async def corrected(store: History, held: HeldDocument) -> Corrected:
    """Which published texts are an editor's, in languages that were loaded, and what they were made of.

    History is read for these units alone.
    """
    document = held.document
    if document is None:
        return {}
    units = [record for record in held.inside() if isinstance(record, Unit)]
    found = {(type(unit), unit.key): await _of_unit(store, unit, document) for unit in units if _tags(unit, document)}
    return {name: digests for name, digests in found.items() if digests}


def _tags(unit: Unit, document: DocumentRecord) -> list[Tag]:
    return [tag for tag, text in unit.variants.items() if tag in document.origins and text.rank not in IMPORTED]


async def _of_unit(store: History, unit: Unit, document: DocumentRecord) -> Mapping[Tag, str]:
    """The digest of the last text that was imported, by language."""
    digests: dict[Tag, str] = {}
    for each in await store.history(type(unit), unit.key):
        if each.variant.rank in IMPORTED:
            digests[each.variant.language] = each.variant.digest
    return {tag: digests[tag] for tag in _tags(unit, document) if tag in digests}
