"""Documents as a command line names them: by symbol, however it is written."""

from __future__ import annotations

from i18n.citing.symbols import BadSymbol, Symbol
from ibid.cli.failures import refuse


def key_of(words: str) -> str | None:
    """The key of the document that words name; None where they are no symbol."""
    try:
        return str(Symbol.parse(words))
    except BadSymbol:
        return None


def refuse_document(words: str) -> None:
    """Say why words name no document of the store: they are no symbol, or it is not held."""
    key = key_of(words)
    if key is None:
        refuse("BAD_SYMBOL", {"words": words})
    else:
        refuse("DOCUMENT_NOT_HELD", {"symbol": words})
