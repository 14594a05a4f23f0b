"""Who made a file: what Ibid writes is read by what it says, and not by rules for the mark-up of others."""

from __future__ import annotations

from seed.akn.elements import Element, attribute, child

MAKER = "#ibid"


def is_exact(document: Element) -> bool:
    """Whether a file says that Ibid made it."""
    made = child(document, "meta", "identification", "FRBRManifestation", "FRBRauthor")
    return attribute(made, "href") == MAKER
