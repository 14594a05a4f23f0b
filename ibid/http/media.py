"""Which media type to answer in (GraphQL over HTTP, section 6.1; RFC 9110 section 12.5.1)."""

from __future__ import annotations

from ibid.http.accepting import ranked
from ibid.remembered import remembered

GRAPHQL = "application/graphql-response+json"
JSON = "application/json"
HTML = "text/html"
EVENTS = "text/event-stream"

_OFFERED = (JSON, GRAPHQL, HTML)
_REMEMBERED = 256
"""How many Accept headers are known by heart: few clients send any but the same one always."""


@remembered(_REMEMBERED)
def answer_type(header: str | None) -> str | None:
    """The type of an answer that is JSON; None where the client takes neither of the two."""
    return next((each for each in ranked(header, _OFFERED) if each != HTML), None)


@remembered(_REMEMBERED)
def wants_page(header: str | None) -> bool:
    """Whether a page is preferred to everything else: a browser's address bar says so."""
    return ranked(header, _OFFERED)[:1] == (HTML,)


@remembered(_REMEMBERED)
def wants_events(header: str | None) -> bool:
    """Whether a stream of events is preferred to everything else: some clients name it last with every query."""
    return ranked(header, (*_OFFERED, EVENTS))[:1] == (EVENTS,)
