"""Citations in pasted text."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import cache

import strawberry

from i18n.citing.symbols import Symbol
from i18n.languages import Tag
from i18n.messages import message
from schema.context import Info
from schema.errors import TextTooLong
from schema.fields import recorded, related
from schema.instruments import Instrument
from seed.authority.instruments import load_instruments
from seed.linking.authority import Authority
from seed.linking.lookup import MOST_BYTES, FoundCitation, language_of, look_up
from store.records import CitationResolution


@strawberry.type(description="One citation found in pasted text. Offsets count Unicode code points.")
class CitationMatch:
    """A match."""

    record: strawberry.Private[FoundCitation]
    start: int = recorded("The offset of its first code point, from 0.")
    end: int = recorded("The offset behind its last code point.")
    words: str = recorded("The words, as they stand in the text.")
    symbol: Symbol | None = recorded("The symbol of the document that they cite, or that is printed.")
    pinpoint: str | None = recorded("The place in what is cited: “annex, para. 23 (l)”.")
    resolution: CitationResolution = recorded("Whether the words settle what is cited.")

    instrument: Instrument | None = related(
        "What is cited; null unless that is settled, and where the store does not know it.",
        lambda loaders: loaders.instrument,
        by="instrument",
    )

    @strawberry.field(description="What may be meant: where words fit several instruments, or are nearly a symbol.")
    async def candidates(self, info: Info) -> list[Instrument]:
        """By identifier; what the store does not know is left out."""
        meant = () if self.record.meant is None else (str(self.record.meant),)
        found = await info.context.loaders.instrument.load_many([*self.record.candidates, *meant])
        return [each for each in found if each is not None]

    @strawberry.field(
        description="A near miss, in the asker's language: words that are no symbol of a known series, and nearly one."
    )
    def warning(self, info: Info) -> str | None:
        """As a question."""
        if self.record.meant is None:
            return None
        params = {"words": self.record.words, "symbol": str(self.record.meant)}
        said = message("SYMBOL_NEAR_MISS", info.context.languages, params)
        info.context.served.add(said.language)
        return said.text


async def looked_up(info: Info, text: str, language: Tag | None) -> list[CitationMatch]:
    """The citations of a text, or TextTooLong."""
    if len(text.encode(errors="surrogatepass")) > MOST_BYTES:
        raise TextTooLong(limit=str(MOST_BYTES))
    asked = language or language_of(text, info.context.languages)
    # In a thread of its own: a long text takes half a second, and others wait meanwhile.
    found: Sequence[FoundCitation] = await asyncio.to_thread(lambda: look_up(text, _authority(), asked))
    return [CitationMatch(record=each) for each in found]


@cache
def _authority() -> Authority:
    """The table of instruments, read when it is first asked."""
    return Authority(load_instruments())
