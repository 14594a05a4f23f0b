"""How a request is to be answered, by its headers: read once for all requests that have the same ones."""

from __future__ import annotations

from dataclasses import dataclass

from i18n.languages import Tag
from ibid.http.asking import preferred
from ibid.http.media import answer_type, wants_events, wants_page
from ibid.remembered import remembered

_REMEMBERED = 1024

Headers = tuple[bytes | None, bytes | None, bytes | None]
"""Accept, Accept-Language and Content-Type, as they came."""


@dataclass(frozen=True, slots=True)
class Way:
    """What the headers say. `media` is None where the client takes neither kind of JSON."""

    media: str | None
    languages: tuple[Tag, ...]
    is_page: bool
    is_events: bool

    @property
    def is_plain(self) -> bool:
        """Whether JSON is wanted, and can be given."""
        return self.media is not None and not self.is_events


@remembered(_REMEMBERED)
def way_of(*headers: bytes | None) -> Way:
    """The way that headers (`Headers`) ask for."""
    accept, languages, _ = (None if each is None else each.decode("latin-1") for each in headers)
    return Way(
        media=answer_type(accept),
        languages=preferred(languages),
        is_page=wants_page(accept),
        is_events=wants_events(accept),
    )
