"""How a request is to be answered, by its headers: read once for all requests that have the same ones."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from i18n.languages import Tag
from ibid.http.asking import preferred
from ibid.http.media import answer_type, wants_events, wants_page

_REMEMBERED = 1024

LONGEST = 500
"""Bytes of headers that anything is remembered by."""

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


def way_of(headers: Headers) -> Way:
    """The way that headers ask for; long ones are read each time."""
    return _known(headers) if sum(map(len, filter(None, headers))) <= LONGEST else _read(headers)


def _read(headers: Headers) -> Way:
    accept, languages, _ = (None if each is None else each.decode("latin-1") for each in headers)
    return Way(
        media=answer_type(accept),
        languages=preferred(languages),
        is_page=wants_page(accept),
        is_events=wants_events(accept),
    )


_known = lru_cache(maxsize=_REMEMBERED)(_read)
