"""Keeps a copy of every document that an Ibid holds: a file of JSON each, with all its languages.

    python partner.py http://127.0.0.1:8000 copy            # fetch what is new or has changed, drop what is gone
    python partner.py http://127.0.0.1:8000 copy --follow   # and go on as things change

Run it as often as you like: what has not changed is not sent again. A key, where one is needed, is in the environment
as API_KEY. It needs `httpx`.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx

DOCUMENTS = """
query Documents($after: String) {
  documents(first: 100, after: $after) { nodes { symbol } pageInfo { hasNextPage endCursor } }
}
"""
CHANGES = """
subscription Changes($after: String) {
  changes(after: $after) {
    __typename
    ... on Change { cursor operation type document }
    ... on CaughtUp { cursor }
    ... on Heartbeat { cursor }
    ... on Reset { reason goOnAt: cursor }
  }
}
"""
BUSY = {httpx.codes.TOO_MANY_REQUESTS, httpx.codes.SERVICE_UNAVAILABLE}


class Ibid:
    """What is asked of the server."""

    def __init__(self, url: str) -> None:
        key = os.environ.get("API_KEY")
        self._http = httpx.Client(base_url=url, timeout=60, headers={"Authorization": f"Bearer {key}"} if key else {})

    def send(self, method: str, path: str, **asked: Any) -> httpx.Response:
        """A request; a server that is busy says when to come again."""
        while (answer := self._http.request(method, path, **asked)).status_code in BUSY:
            time.sleep(int(answer.headers.get("Retry-After", "1")))
        return answer

    def symbols(self) -> Iterator[str]:
        """The symbols of all documents, page by page."""
        after = None
        while True:
            asked = {"query": DOCUMENTS, "variables": {"after": after}}
            page = self.send("POST", "/graphql", json=asked).raise_for_status().json()["data"]["documents"]
            yield from (node["symbol"] for node in page["nodes"])
            if not page["pageInfo"]["hasNextPage"]:
                return
            after = page["pageInfo"]["endCursor"]

    def changes(self, after: str | None) -> Iterator[dict[str, Any]]:
        """What changes after a cursor, or from now on, for as long as the connection lasts: server-sent events."""
        asked = {"query": CHANGES, "variables": {"after": after}}
        headers = {"Accept": "text/event-stream"}
        with self._http.stream("POST", "/graphql", json=asked, headers=headers) as answer:
            answer.raise_for_status()
            for line in answer.iter_lines():
                if line.startswith("data: {"):
                    event = json.loads(line.removeprefix("data: "))
                    if "errors" in event:
                        raise SystemExit(str(event["errors"]))
                    yield event["data"]["changes"]

    def now(self) -> str | None:
        """The cursor of this moment."""
        return next((event["cursor"] for event in self.changes(None)), None)


class Copy:
    """The copy: a folder of documents, and what is known of them from last time."""

    def __init__(self, folder: Path, ibid: Ibid) -> None:
        self._folder = folder
        self._ibid = ibid
        self._state = folder / "state.json"
        kept = json.loads(self._state.read_text("utf-8")) if self._state.exists() else {}
        self.cursor: str | None = kept.get("cursor")
        self._etags: dict[str, str] = kept.get("etags", {})

    def walk(self) -> None:
        """Fetch what is new or has changed, and drop what is gone."""
        held = set(self._ibid.symbols())
        for symbol in sorted(held):
            self.fetch(symbol)
        for symbol in sorted(set(self._etags) - held):
            self.drop(symbol)
        self.save()

    def fetch(self, symbol: str) -> None:
        """A document, unless it is the same as last time."""
        known = {"If-None-Match": self._etags[symbol]} if symbol in self._etags else {}
        path = f"/documents/{quote(symbol)}"
        answer = self._ibid.send("GET", path, params={"format": "json", "language": "*"}, headers=known)
        if answer.status_code == httpx.codes.NOT_MODIFIED:
            return
        if answer.status_code == httpx.codes.NOT_FOUND:
            self.drop(symbol)
            return
        file = self._file(symbol)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(answer.raise_for_status().content)
        self._etags[symbol] = answer.headers["ETag"]
        print(f"{symbol}: fetched", flush=True)

    def drop(self, symbol: str) -> None:
        """A document that is held no longer."""
        if self._etags.pop(symbol, None) is not None:
            self._file(symbol).unlink(missing_ok=True)
            print(f"{symbol}: gone", flush=True)

    def follow(self) -> None:
        """Go on from the cursor for as long as the connection lasts; without a cursor, from a walk."""
        if self.cursor is None:
            self.cursor = self._ibid.now()  # before the walk, so that nothing falls between it and what follows
            self.walk()
        for event in self._ibid.changes(self.cursor):
            self._hear(event)
            self.cursor = event["goOnAt"] if event["__typename"] == "Reset" else event["cursor"]
            self.save()

    def _hear(self, event: dict[str, Any]) -> None:
        match event["__typename"]:
            case "Change" if event["document"] is not None:
                self.fetch(event["document"])
            case "CaughtUp":
                print("caught up", flush=True)
            case "Reset":  # the last event; it has no cursor where the copy has to be made anew
                print(f"the server ends this: {event['reason']}", flush=True)

    def save(self) -> None:
        """Keep what the next run has to know."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._state.write_text(json.dumps({"cursor": self.cursor, "etags": self._etags}, indent=1), "utf-8")

    def _file(self, symbol: str) -> Path:
        return self._folder / f"{symbol}.json"


def main() -> None:
    """Keep a copy, once or on and on."""
    words = argparse.ArgumentParser(description="Keep a copy of every document that an Ibid holds.")
    words.add_argument("url")
    words.add_argument("folder", type=Path)
    words.add_argument("--follow", action="store_true")
    given = words.parse_args()
    copy = Copy(given.folder, Ibid(given.url))
    if not given.follow:
        copy.walk()
    while given.follow:
        try:
            copy.follow()
        except httpx.TransportError as error:
            print(f"again in a moment: {error}", flush=True)
        time.sleep(1)


if __name__ == "__main__":
    main()
