"""The one function that says whether a text is stale: the text that it was made from has changed since.

A revert heals itself, since digests are compared and not revisions.
"""

from __future__ import annotations

from i18n.languages import Tag
from store.records import Unit


def is_stale(unit: Unit, language: Tag) -> bool:
    """Whether the published text of this language was made from a text that is no longer the one published."""
    variant = unit.variants.get(language)
    if variant is None or variant.basis is None:
        return False
    source = unit.variants.get(variant.basis.language)
    return source is not None and source.digest != variant.basis.digest
