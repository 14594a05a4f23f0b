"""Hands in the translations that somebody writes into a sheet.

    API_KEY=ibid_... python editor.py http://127.0.0.1:8000 A/HRC/45/30 fr sheet.csv

The first time it writes the sheet: each unit that has no text in the language, or one whose source has changed, with
the source beside an empty column. Fill in what you like with any spreadsheet, and run it again. What is filled in is
handed in for review and leaves the sheet; what was not taken stays, with a remark. It needs `httpx`.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import httpx

STATE = """
query State($symbol: DocumentSymbol!) {
  viewer { name grants { role languages } }
  document(symbol: $symbol) {
    coverage { language { tag } total published stale draft inReview }
    findings { message paragraph { label } footnote { marker } }
  }
}
"""
TASKS = """
query Tasks(
  $symbol: DocumentSymbol!, $language: LanguageTag!, $states: [TranslationState!], $stale: Boolean, $after: String
) {
  translationTasks(
    document: $symbol, language: $language, states: $states, stale: $stale, first: 100, after: $after
  ) {
    nodes {
      unit {
        __typename id
        ... on Section { number parent { number parent { number } } }
        ... on Paragraph { label }
        ... on Footnote { marker }
      }
      source { language revision digest markdown }
      current { revision }
    }
    pageInfo { hasNextPage endCursor }
  }
}
"""
WRITE = """
mutation Write($input: WriteTranslationsInput!) {
  writeTranslations(input: $input) {
    results {
      __typename
      ... on TranslationWritten { findings { message } }
      ... on UserError { message }
      ... on ChecksFailed { findings { message } }
    }
  }
}
"""
COLUMNS = ["unit", "place", "source", "translation", "remark", "basis", "revision"]
"""`basis` and `revision` say what the translator saw: the source, and what there was in the language, 0 for nothing."""
MOST = 100
"""Of texts in one request."""
TAKEN = {"TranslationWritten", "TranslationUnchanged", "TranslationKeptAsSuggestion"}

Row = dict[str, str]


class Ibid:
    """What is asked of the server."""

    def __init__(self, url: str, language: str) -> None:
        key = os.environ.get("API_KEY")
        headers = {"Accept-Language": language, **({"Authorization": f"Bearer {key}"} if key else {})}
        self._http = httpx.Client(base_url=url, timeout=60, headers=headers)

    def ask(self, query: str, **variables: Any) -> dict[str, Any]:
        """The data of an answer; an error has a code for programs, and a message in the language of who asks."""
        answer = self._http.post("/graphql", json={"query": query, "variables": variables}).json()
        if "errors" in answer:
            sys.exit("\n".join(f"{each['extensions']['code']}: {each['message']}" for each in answer["errors"]))
        return dict(answer["data"])

    def tasks(self, symbol: str, language: str, **wanted: Any) -> Iterator[dict[str, Any]]:
        """What is to be translated, page by page."""
        after = None
        while True:
            page = self.ask(TASKS, symbol=symbol, language=language, after=after, **wanted)["translationTasks"]
            yield from page["nodes"]
            if not page["pageInfo"]["hasNextPage"]:
                return
            after = page["pageInfo"]["endCursor"]


def tell(ibid: Ibid, symbol: str, language: str) -> None:
    """Print who asks, how far the document is in the language, and what its source has wrong or unclear."""
    state = ibid.ask(STATE, symbol=symbol)
    viewer, document = state["viewer"], state["document"] or sys.exit(f"{symbol} is not held here.")
    for grant in viewer["grants"] if viewer else ():
        print(f"{viewer['name']}: {grant['role']} in {', '.join(grant['languages'] or ['every language'])}")
    for each in document["coverage"]:
        if each["language"]["tag"] == language:
            print(f"{language}: {each['published']} of {each['total']} units, {each['stale']} stale, ", end="")
            print(f"{each['inReview']} in review, {each['draft']} drafts")
    for finding in document["findings"]:
        where = (finding["paragraph"] or {}).get("label") or (finding["footnote"] or {}).get("marker", "")
        print(f"  {where}: {finding['message']}")


def place(unit: dict[str, Any]) -> str:
    """Where a unit stands, for people: `Section IV.A`, `Paragraph 119(k)`, `Footnote 5`."""
    numbers: list[str] = []
    section: dict[str, Any] | None = unit
    while section and section.get("number"):
        numbers.insert(0, section["number"])
        section = section.get("parent")
    return f"{unit['__typename']} {'.'.join(numbers) or unit.get('label') or unit.get('marker') or 'title'}"


def row(task: dict[str, Any]) -> Row:
    """A task as a row of the sheet."""
    unit, source = task["unit"], task["source"]
    return {
        "unit": unit["id"],
        "place": place(unit),
        "source": source["markdown"],
        "basis": json.dumps({name: source[name] for name in ("language", "revision", "digest")}),
        "revision": str((task["current"] or {"revision": 0})["revision"]),
    }


def hand_in(ibid: Ibid, rows: list[Row], language: str) -> None:
    """Hand rows in, and note in each what became of it."""
    items = [
        {
            "unit": each["unit"],
            "language": language,
            "markdown": each["translation"].strip(),
            "basis": json.loads(each["basis"]),
            "expectRevision": int(each["revision"]),
        }
        for each in rows
    ]
    # The same request again is answered and not done twice: so it is named by what is in it.
    name = hashlib.sha256(json.dumps(items).encode()).hexdigest()
    results = ibid.ask(WRITE, input={"items": items, "idempotencyKey": name})["writeTranslations"]["results"]
    for each, result in zip(rows, results, strict=True):
        said = [result.get("message"), *(finding["message"] for finding in result.get("findings", ()))]
        each["remark"] = " ".join(filter(None, said))
        each["outcome"] = result["__typename"]
        print(f"{each['place']}: {each['outcome']} {each['remark']}".rstrip())


def read_sheet(sheet: Path) -> list[Row]:
    """The rows of a sheet."""
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write_sheet(sheet: Path, rows: Iterable[Row]) -> None:
    """A sheet to fill in."""
    with sheet.open("w", encoding="utf-8-sig", newline="") as file:  # the mark by which spreadsheets know UTF-8
        writer = csv.DictWriter(file, COLUMNS, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)


def main() -> None:
    """Write the sheet, or hand in what is filled in."""
    words = argparse.ArgumentParser(description="Hand in the translations that somebody writes into a sheet.")
    for name in ("url", "symbol", "language"):
        words.add_argument(name)
    words.add_argument("sheet", type=Path)
    given = words.parse_args()
    ibid = Ibid(given.url, given.language)
    tell(ibid, given.symbol, given.language)
    if given.sheet.exists():
        rows = read_sheet(given.sheet)
        filled = [each for each in rows if each["translation"].strip()]
        for start in range(0, len(filled), MOST):
            hand_in(ibid, filled[start : start + MOST], given.language)
        rows = [each for each in rows if each.get("outcome") not in TAKEN]
    else:
        missing = ibid.tasks(given.symbol, given.language, states=["MISSING"])
        rows = [row(task) for task in [*missing, *ibid.tasks(given.symbol, given.language, stale=True)]]
    write_sheet(given.sheet, rows)
    print(f"{given.sheet} has {len(rows)} units to translate.")


if __name__ == "__main__":
    main()
