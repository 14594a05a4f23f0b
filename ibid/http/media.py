"""Which media type to answer in: the Accept header, by weight and then by place (RFC 9110 section 12.5.1)."""

from __future__ import annotations

from collections.abc import Iterator

GRAPHQL = "application/graphql-response+json"
JSON = "application/json"
HTML = "text/html"

_OFFERED = {"*/*": JSON, "application/*": JSON, "text/*": HTML, GRAPHQL: GRAPHQL, JSON: JSON, HTML: HTML}


def accepted(header: str | None) -> tuple[str, ...]:
    """The types that we have and the client takes, best first; without a header, JSON."""
    weighted = sorted(_weighted(header or "*/*"), key=lambda pair: -pair[0])
    return tuple(dict.fromkeys(media for weight, media in weighted if weight > 0))


def _weighted(header: str) -> Iterator[tuple[float, str]]:
    for part in header.split(","):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if media in _OFFERED:
            yield _weight(parameters), _OFFERED[media]


def _weight(parameters: list[str]) -> float:
    stated = next((each.removeprefix("q=") for each in parameters if each.startswith("q=")), "1")
    try:
        return min(max(float(stated), 0.0), 1.0)
    except ValueError:
        return 0.0
