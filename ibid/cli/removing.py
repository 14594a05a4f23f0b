"""`ibid remove`: documents out of the store."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from i18n.citing.symbols import BadSymbol, Symbol
from ibid.cli.failures import errors, say
from ibid.cli.printing import console
from ibid.opening import opened_store
from ibid.settings import Settings
from seed.loading.removing import remove

out = console()


def remove_documents(settings: Settings, symbols: Sequence[str]) -> bool:
    """Remove documents by symbol; False when one is no symbol or is not held."""
    return asyncio.run(_remove(settings, symbols))


async def _remove(settings: Settings, symbols: Sequence[str]) -> bool:
    done = True
    async with opened_store(settings, "tool") as store:
        for words in symbols:
            symbol = _parsed(words)
            count = await remove(store, symbol, by="remove") if symbol else 0
            if count:
                out.print(f"{symbol}: removed, {count} records", markup=False)
            elif symbol:
                errors.print(f"{say('DOCUMENT_NOT_HELD', {'symbol': symbol})} (DOCUMENT_NOT_HELD)", style="red")
            done = done and count > 0
    return done


def _parsed(words: str) -> str | None:
    try:
        return str(Symbol.parse(words))
    except BadSymbol:
        errors.print(f"{say('BAD_SYMBOL', {'words': words})} (BAD_SYMBOL)", style="red")
        return None
