"""The formats that documents are written in: what each is called, its media type, and its file's ending."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Format(StrEnum):
    """A format, by the name that requests and commands give it."""

    HTML = "html"
    AKN = "akn"
    MARKDOWN = "md"
    TEXT = "txt"
    JSON = "json"
    JSONLD = "jsonld"


@dataclass(frozen=True, slots=True)
class Kind:
    """What a format is on the web. `others` are media types that ask for it too."""

    media: str
    ending: str
    title: str
    others: tuple[str, ...] = ()
    has_charset: bool = True


KINDS = {
    Format.HTML: Kind("text/html", "html", "HTML", ("application/xhtml+xml",)),
    Format.AKN: Kind("application/akn+xml", "xml", "Akoma Ntoso", ("application/xml", "text/xml")),
    Format.MARKDOWN: Kind("text/markdown", "md", "Markdown", ("text/x-markdown",)),
    Format.TEXT: Kind("text/plain", "txt", "Text"),
    Format.JSON: Kind("application/json", "json", "JSON"),
    Format.JSONLD: Kind("application/ld+json", "jsonld", "JSON-LD"),
}
"""HTML comes first: it is what who takes anything is given."""
