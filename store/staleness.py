"""The one function that says whether a text is stale: the text that it was made from has changed since.

Nothing sets it. It follows from digests, on whatever path a text came, and a revert heals it.
"""

from __future__ import annotations

from i18n.languages import Tag
from store.records import Unit, Variant


def is_stale(unit: Unit, language: Tag) -> bool:
    """Whether the published text of this language was made from a text that is no longer the one published."""
    variant = unit.variants.get(language)
    return variant is not None and is_outdated(unit, variant)


def is_outdated(unit: Unit, variant: Variant) -> bool:
    """Whether a text of a unit, published or not, was made from a text that is no longer the one published."""
    if variant.basis is None:
        return False
    source = unit.variants.get(variant.basis.language)
    return source is not None and source.digest != variant.basis.digest
