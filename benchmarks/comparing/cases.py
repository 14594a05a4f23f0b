"""The four queries, what they are asked with, and whether an answer is what the reference says."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx

from benchmarks.made.answers import Reference
from benchmarks.measuring.load import FRESH, Request, asked
from benchmarks.measuring.server import Running

QUERIES: Mapping[str, str] = {
    path.stem: path.read_text("utf-8")
    for path in sorted(Path(__file__).parents[1].joinpath("queries").glob("*.graphql"))
}

_SYMBOLS = tuple(f"A/RES/{60 + number % 2}/{3 * number + 1}" for number in range(8))
_LANGUAGES = ("en", "fr", "es")

VARIABLES: Mapping[str, Sequence[Mapping[str, Any]]] = {
    "q1": [{"symbol": symbol} for symbol in _SYMBOLS],
    "q2": [{"symbol": symbol, "languages": [_LANGUAGES[place % 3]]} for place, symbol in enumerate(_SYMBOLS)],
    "q3": [{"symbol": symbol} for symbol in _SYMBOLS],
    "q4": [{"languages": [language]} for language in _LANGUAGES],
}
"""What each is asked with, in turn."""

_ROOT = re.compile(r"(document\(symbol: \$symbol\) \{\s*)symbol\b")


class WrongAnswer(AssertionError):
    """A server answered something else than the reference says."""


@dataclass(frozen=True, slots=True)
class Case:
    """A query as it is asked; `fresh` is with an alias that no request had before."""

    query: str
    fresh: bool = False

    @property
    def name(self) -> str:
        """What it is called in reports."""
        return self.query.upper()

    @property
    def text(self) -> str:
        """The document that is sent."""
        text = QUERIES[self.query]
        return _ROOT.sub(rf"\1n{FRESH}: symbol", text) if self.fresh else text

    def requests(self, running: Running) -> list[Request]:
        """The requests that are sent in turn."""
        path = running.path(self.query)
        return [asked(path, self.text, variables) for variables in VARIABLES[self.query]]

    def check(self, running: Running, reference: Reference) -> None:
        """Compare each answer with the reference. WrongAnswer."""
        for request, variables in zip(self.requests(running), VARIABLES[self.query], strict=True):
            body = request.body.replace(FRESH, "0")
            url = f"http://{running.address}{request.path}"
            answer = httpx.post(url, content=body, headers=dict(request.headers), timeout=60)
            wanted = self._wanted(reference, variables)
            if answer.status_code != httpx.codes.OK or answer.json().get("data") != wanted:
                said = f"{answer.status_code} {answer.text[:500]}"
                raise WrongAnswer(f"{running.server.name} answers {self.name} with {dict(variables)} by {said}")

    def _wanted(self, reference: Reference, variables: Mapping[str, Any]) -> Any:
        data = reference.answer(self.query, variables)
        if self.fresh:
            data["document"]["n0"] = data["document"].pop("symbol")
        return data


def kept(query: str) -> tuple[str, str]:
    """A query and its first variables as parameters of GET: with its text, to be kept, and then by its id."""
    text, variables = QUERIES[query], {"variables": json.dumps(VARIABLES[query][0])}
    known = hashlib.sha256(text.encode()).hexdigest()
    extensions = json.dumps({"persistedQuery": {"version": 1, "sha256Hash": known}})
    first = {"query": text, **variables, "extensions": extensions}
    return urlencode(first), urlencode({"documentId": f"sha256:{known}", **variables})


def unchanged(running: Running, query: str) -> Request | None:
    """A request by GET that is answered with 304, since it names the answer's ETag; None where there is none."""
    first, again = kept(query)
    address = f"http://{running.address}{running.path(query)}"
    httpx.get(f"{address}?{first}", timeout=60).raise_for_status()
    tag = httpx.get(f"{address}?{again}", timeout=60).headers.get("etag")
    if tag is None:
        return None
    headers = {"If-None-Match": tag}
    if httpx.get(f"{address}?{again}", headers=headers, timeout=60).status_code != httpx.codes.NOT_MODIFIED:
        return None
    return Request(f"{running.path(query)}?{again}", method="GET", headers=headers)
