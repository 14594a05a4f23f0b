"""gql: a query over HTTP, waiting and not; queries, errors and a subscription over a WebSocket.

IBID_URL is the address of a running Ibid.
"""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

from gql import Client, GraphQLRequest, gql
from gql.transport.exceptions import TransportQueryError
from gql.transport.httpx import HTTPXAsyncTransport, HTTPXTransport
from gql.transport.websockets import WebsocketsTransport

SCHEMA = (Path(__file__).parents[2] / "schema.graphql").read_text("utf-8")
TITLE = gql(
    """
    query Title($languages: [LanguageTag!]) {
      document(symbol: "A/RES/74/148") { title(languages: $languages) { plain language } }
    }
    """,
)
FRENCH = {"document": {"title": {"plain": "Protection des migrants", "language": "fr"}}}
MALFORMED = gql('{ document(symbol: "A/RES/74/") { id } }')
CHANGES = gql(
    """
    subscription { changes { __typename ... on CaughtUp { cursor } } }
    """,
)

URL = f"{os.environ['IBID_URL']}/graphql"


def in_french() -> GraphQLRequest:
    """The request for a title in French."""
    return GraphQLRequest(TITLE, variable_values={"languages": ["fr"]})


def over_http() -> None:
    """Waiting for each answer; queries are checked against the schema before they are sent."""
    with Client(transport=HTTPXTransport(url=URL), schema=SCHEMA) as session:
        assert session.execute(in_french()) == FRENCH
        codes = []
        try:
            session.execute(MALFORMED)
        except TransportQueryError as error:
            codes = [each["extensions"]["code"] for each in error.errors or ()]
        assert codes == ["BAD_SYMBOL"]


async def over_http_at_once() -> None:
    """Several at once; the schema is asked of the server."""
    async with Client(transport=HTTPXAsyncTransport(url=URL), fetch_schema_from_transport=True) as session:
        assert await asyncio.gather(*(session.execute(in_french()) for _ in range(5))) == [FRENCH] * 5


async def over_a_websocket() -> None:
    """By the protocol graphql-transport-ws, whichever protocols gql offers beside it."""
    async with Client(transport=WebsocketsTransport(url=URL.replace("http", "ws", 1))) as session:
        assert await session.execute(in_french()) == FRENCH
        async for event in session.subscribe(CHANGES):
            assert event["changes"]["__typename"] == "CaughtUp"
            break
        assert await session.execute(in_french()) == FRENCH


if __name__ == "__main__":
    over_http()
    asyncio.run(over_http_at_once())
    asyncio.run(over_a_websocket())
