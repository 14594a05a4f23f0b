"""Asking the source, over HTTP: what is wanted of it, who asks, and what each status means."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from ibid.mirror.answers import Digests, Manifest, Page, Part, baseline, digests, page
from ibid.mirror.errors import Anew, BadURL, Broken, KeyRefused, NotAnIbid, Refused, Unserved
from ibid.mirror.place import Reached
from ibid.mirror.wire import split
from ibid.sync.lines import MEDIA

PAGE = 1000
"""Numbers of the feed that are looked at for one page."""

BUCKETS = 1000
"""Digests of one answer."""

SILENCE = 90.0
"""Seconds without a byte after which a connection is given up; a long poll is silent for as long as it waits."""

_AWAY = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses of a source that may answer the next time."""

_ELSEWHERE = frozenset({404, 405})
"""Statuses of whatever has no such address: another program, or an older Ibid."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a copy is of: everything, or some types, languages and documents."""

    types: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()

    def params(self) -> dict[str, str]:
        """The parameters of a request."""
        return {name: ",".join(values) for name, values in self._named.items() if values}

    def text(self) -> str:
        """The same for the same filter, however it was written."""
        return " ".join(f"{name}={','.join(sorted(set(values)))}" for name, values in self._named.items() if values)

    @property
    def _named(self) -> Mapping[str, tuple[str, ...]]:
        return {"types": self.types, "languages": self.languages, "documents": self.documents}


def address(words: str) -> str:
    """The address of a source as it is kept; BadURL for what is none. One of its paths is taken for it."""
    try:
        url = httpx.URL(words.strip())
    except httpx.InvalidURL as error:
        raise BadURL(words) from error
    if url.scheme not in {"http", "https"} or not url.host or url.query or url.userinfo:
        raise BadURL(words)
    return str(url).rstrip("/")


@dataclass(frozen=True, slots=True)
class Source:
    """An Ibid elsewhere, asked by a client: for what is wanted, with a key."""

    client: httpx.AsyncClient
    url: str
    wanted: Wanted = Wanted()
    key: str = ""

    @asynccontextmanager
    async def baseline(
        self, reached: Reached, bucket: str | None = None
    ) -> AsyncIterator[AsyncIterator[Part | Manifest]]:
        """The parts of a baseline behind what was reached, and its manifest; of one bucket, where it is named."""
        async with self._asked("/export", after=reached.token, bucket=bucket) as raw:
            yield baseline(raw, reached)

    async def changes(self, cursor: str, wait: int) -> Page:
        """The page of the feed behind a cursor; where there is nothing, after so many seconds at the latest."""
        async with self._asked("/changes", after=cursor, first=str(PAGE), wait=str(wait)) as raw:
            return await page(raw)

    async def digests(self, after: str | None, bucket: str | None = None) -> Digests:
        """Digests of buckets, behind what was told before; of one bucket, where it is named."""
        async with self._asked("/verify", after=after, bucket=bucket, first=str(BUCKETS)) as raw:
            return await digests(raw)

    @asynccontextmanager
    async def _asked(self, path: str, **params: str | None) -> AsyncIterator[AsyncIterator[bytes]]:
        """The lines of an answer, whose connection is held until the block ends."""
        given = {**self.wanted.params(), **{name: value for name, value in params.items() if value}}
        try:
            async with self.client.stream(
                "GET", f"{self.url}{path}", params=given, headers=self._headers(), timeout=SILENCE
            ) as answer:
                await self._check(answer)
                yield split(answer.aiter_bytes())
        except (httpx.TransportError, httpx.DecodingError, httpx.StreamError) as error:
            raise Broken(str(error) or type(error).__name__) from error
        except httpx.TooManyRedirects as error:
            raise NotAnIbid(self.url, "redirects") from error

    def _headers(self) -> Mapping[str, str]:
        known = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        return {"Accept": f"{MEDIA}, application/json;q=0.5", **known}

    async def _check(self, answer: httpx.Response) -> None:
        """Raise what a status means, unless the answer has lines."""
        if answer.status_code == httpx.codes.OK:
            media = answer.headers.get("Content-Type", "").partition(";")[0].strip()
            if media != MEDIA:
                raise NotAnIbid(self.url, media or "no Content-Type")
            return
        await answer.aread()
        raise self._trouble(answer)

    def _trouble(self, answer: httpx.Response) -> Exception:
        status, (code, message) = answer.status_code, _said(answer)
        if status in _AWAY:
            return Unserved(f"{status} {code or answer.reason_phrase}", _after(answer))
        if status in {401, 403}:
            return KeyRefused(self.url, message or str(status))
        if code is None or status in _ELSEWHERE:
            return NotAnIbid(self.url, f"{status} {answer.reason_phrase}")
        if status in {409, 410} or code == "CURSOR_INVALID":
            return Anew(code)
        return Refused(self.url, f"{message} ({code})")


def _said(answer: httpx.Response) -> tuple[str | None, str]:
    """The code and the message of an answer's first error; None where it has none, and so is not of an Ibid."""
    try:
        error = answer.json()["errors"][0]
        return str(error["extensions"]["code"]), str(error["message"])
    except (ValueError, LookupError, TypeError):
        return None, ""


def _after(answer: httpx.Response) -> float | None:
    """The seconds that Retry-After gives, as a number or as a date (RFC 9110, section 10.2.3)."""
    said = answer.headers.get("Retry-After", "").strip()
    if said.isascii() and said.isdigit():
        return float(said)
    try:
        return max(0.0, (parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None
