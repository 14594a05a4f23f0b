"""`GET /documents/{symbol}?format=ndjson`: the records of one document, as those who keep a copy have them."""

from __future__ import annotations

from collections.abc import AsyncGenerator

from starlette.requests import Request
from starlette.responses import Response

from i18n.citing.symbols import Symbol
from ibid.http.asking import Asker
from ibid.http.documents import not_found
from ibid.sync.asking import Asked
from ibid.sync.lines import record_line
from ibid.sync.serving import Partners
from resolvers.changes.places import Wanted
from resolvers.sync.buckets import Bucket, Selection
from resolvers.sync.telling import said_of
from resolvers.sync.windows import windows
from schema.changes import EVERY_TYPE
from store.ports import Reader
from store.records import DocumentRecord


async def document_records(partners: Partners, request: Request, asker: Asker, symbol: Symbol) -> Response:
    """The answer. Refused for a document that is not held, or of which nothing may be read."""
    Asked.of(request, ("format",))
    partner = partners.partner(asker, Wanted(types=EVERY_TYPE))
    (held,) = await partner.store.get(DocumentRecord, [str(symbol)])
    if partner.scope.record(held, "DOCUMENT", str(symbol)) is None:
        raise not_found(symbol)
    return partners.answer(request, _lines(partner.reader, Selection(partner.scope), str(symbol)), asker)


async def _lines(reader: Reader, selection: Selection, symbol: str) -> AsyncGenerator[bytes, None]:
    async for records in windows(reader, Bucket(symbol, DocumentRecord, (symbol,)), selection):
        yield b"".join(record_line(said_of(each)) for each in records)
