"""ariadne-codegen: the client that it makes of the schema and of ariadne/queries.graphql, used and checked by mypy.

`ariadne-codegen client --config ariadne-codegen.toml` makes it, in a folder `build` that has to be there.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import os
from collections.abc import AsyncIterator

from ibid_client import GraphQLClientGraphQLMultiError, IbidClient
from ibid_client.changes import ChangesChangesCaughtUp
from ibid_client.enums import CitationResolution, EntityType, LanguageMatch, ParagraphKind
from ibid_client.input_types import ChangeFilter
from ibid_client.paragraphs import ParagraphsDocument, ParagraphsDocumentParagraphsNodes

SYMBOL = "A/RES/74/148"


async def whole_list(client: IbidClient) -> AsyncIterator[ParagraphsDocumentParagraphsNodes]:
    """All paragraphs, page by page."""
    after: str | None = None
    while True:
        document = await page(client, after)
        for paragraph in document.paragraphs.nodes:
            yield paragraph
        if not document.paragraphs.page_info.has_next_page:
            return
        after = document.paragraphs.page_info.end_cursor


async def page(client: IbidClient, after: str | None = None) -> ParagraphsDocument:
    """One page of the paragraphs."""
    found = (await client.paragraphs(SYMBOL, languages=["fr"], first=40, after=after)).document
    assert found is not None
    return found


async def lists_are_walked(client: IbidClient) -> None:
    """Pages have types: dates, enums, what may be null."""
    document = await page(client)
    paragraphs = [each async for each in whole_list(client)]

    assert document.adopted_on == dt.date(2019, 12, 18)
    assert document.updated_at.tzinfo is not None
    assert len(paragraphs) == document.paragraphs.total_count
    assert paragraphs[0].paragraph_kind is ParagraphKind.PREAMBULAR
    assert paragraphs[0].text is not None
    assert paragraphs[0].text.match is LanguageMatch.EXACT
    cited = {each.instrument.identifier for one in paragraphs for each in one.citations if each.instrument}
    settled = {each.resolution for one in paragraphs for each in one.citations}
    assert "treaty:ICRMW" in cited
    assert CitationResolution.RESOLVED in settled


async def things_have_their_types(client: IbidClient) -> None:
    """What an interface gives back is of the type that it says."""
    state = (await client.state("MEX")).state
    assert state is not None
    nodes = (await client.things([state.id])).nodes

    assert [each.typename__ for each in nodes if each is not None] == ["State"]


async def errors_have_codes(client: IbidClient) -> None:
    """An error is raised, with its code."""
    codes = []
    try:
        await client.paragraphs("A/RES/74/")
    except GraphQLClientGraphQLMultiError as error:
        codes = [(each.extensions or {})["code"] for each in error.errors]
    assert codes == ["BAD_SYMBOL"]


async def changes_are_followed(client: IbidClient) -> None:
    """What a union gives is of one of its types; the first event of a follower is that there is nothing older."""
    async for event in client.changes(filter_=ChangeFilter(types=[EntityType.DOCUMENT])):
        assert isinstance(event.changes, ChangesChangesCaughtUp)
        assert event.changes.cursor
        return


async def main() -> None:
    """Run each against IBID_URL."""
    url = f"{os.environ['IBID_URL']}/graphql"
    async with IbidClient(url, ws_url=url.replace("http", "ws", 1)) as client:
        await lists_are_walked(client)
        await things_have_their_types(client)
        await errors_have_codes(client)
        await changes_are_followed(client)


if __name__ == "__main__":
    asyncio.run(main())
