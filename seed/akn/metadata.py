"""What a file says of its document."""

from __future__ import annotations

from seed.akn.elements import Element
from seed.akn.identity import symbol_of
from seed.tree import Metadata


def read_metadata(document: Element) -> Metadata:
    """The metadata."""
    symbol, printed = symbol_of(document)
    return Metadata(symbol=symbol, symbol_is_printed=printed)
