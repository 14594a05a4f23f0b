"""Makes a translation file for an Ibid from a sheet that a translator fills in.

    python editor.py http://127.0.0.1:8000 A/HRC/45/30 fr sheet.csv

The first time it writes the sheet: each unit that has no text in the language yet, with the original beside an empty
column. Fill in what you like with any spreadsheet, and run it again: it writes sheet.json, which `ibid load` takes. A
key, where you have one, is in the environment as API_KEY. It needs `httpx`.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx

STATE = """
query State($symbol: DocumentSymbol!) {
  viewer { name grants { role languages } }
  document(symbol: $symbol) {
    coverage { language { tag } total published stale missing }
    findings { message paragraph { label } footnote { marker } }
  }
}
"""
COLUMNS = ["unit", "original", "translation"]
CALL = re.compile(r"\[\^[^\]]+\]")
"""A footnote's call: every one of the original stands in the translation, too."""


def client(url: str, language: str) -> httpx.Client:
    """Who asks, and in which language they are to be answered."""
    key = os.environ.get("API_KEY")
    headers = {"Accept-Language": language, **({"Authorization": f"Bearer {key}"} if key else {})}
    return httpx.Client(base_url=url, timeout=60, headers=headers)


def asked(http: httpx.Client, symbol: str) -> dict[str, Any]:
    """Who asks, how far the document is in the language, and what its source has wrong or unclear."""
    answer = http.post("/graphql", json={"query": STATE, "variables": {"symbol": symbol}}).json()
    if "errors" in answer:
        sys.exit("\n".join(f"{each['extensions']['code']}: {each['message']}" for each in answer["errors"]))
    return dict(answer["data"]) if answer["data"]["document"] else sys.exit(f"{symbol} is not held here.")


def tell(state: dict[str, Any], language: str) -> None:
    """Print it."""
    document, viewer = state["document"], state["viewer"]
    for grant in viewer["grants"] if viewer else ():
        print(f"{viewer['name']}: {grant['role']} in {', '.join(grant['languages'] or ['every language'])}")
    for each in document["coverage"]:
        if each["language"]["tag"] == language:
            print(f"{language}: {each['published']} of {each['total']} units, {each['stale']} stale")
    for finding in document["findings"]:
        place = (finding["paragraph"] or {}).get("label") or (finding["footnote"] or {}).get("marker", "")
        print(f"  {place}: {finding['message']}")


def missing(document: dict[str, Any], language: str) -> Iterator[dict[str, str]]:
    """The units that have a text in the original language and none in this one."""
    key = f"{document['symbol']}#"
    for unit in [{"key": f"{key}title", "texts": document["title"]}, *units(document)]:
        texts = {text["language"]: text["markdown"] for text in unit["texts"]}
        original = texts.get(document["originalLanguage"])
        if original and language not in texts:
            yield {"unit": unit["key"].removeprefix(key), "original": original, "translation": ""}


def units(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Sections, paragraphs and footnotes."""
    for kind in ("sections", "paragraphs", "footnotes"):
        yield from document[kind]


def lost(row: dict[str, str]) -> list[str]:
    """The calls that a translation lacks, or has too many."""
    before, after = (Counter(CALL.findall(row[column])) for column in ("original", "translation"))
    return sorted((before - after) + (after - before))


def translation_file(sheet: Path, document: dict[str, Any], language: str) -> dict[str, Any]:
    """What `ibid load` takes, of the rows that are filled in; each must have the calls of its original."""
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["translation"].strip()]
    wrong = [f"{row['unit']}: look at {', '.join(lost(row))}" for row in rows if lost(row)]
    if wrong or not rows:
        sys.exit("\n".join(wrong) or f"Nothing is filled in in {sheet}.")
    return {
        "document": document["symbol"],
        "language": language,
        "basis": {"language": document["originalLanguage"]},
        "units": {row["unit"]: row["translation"].strip() for row in rows},
    }


def write_sheet(sheet: Path, rows: Iterator[dict[str, str]]) -> None:
    """A sheet to fill in."""
    with sheet.open("w", encoding="utf-8-sig", newline="") as file:  # the mark by which spreadsheets know UTF-8
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    print(f"{sheet} is written: fill it in.")


def write_translations(file: Path, translations: dict[str, Any]) -> None:
    """A file to load."""
    file.write_text(json.dumps(translations, ensure_ascii=False, indent=1), "utf-8")
    print(f"{file} is written: {len(translations['units'])} units to load.")


def main() -> None:
    """Write the sheet, or the translation file."""
    words = argparse.ArgumentParser(description="Make a translation file from a sheet that a translator fills in.")
    for name in ("url", "symbol", "language"):
        words.add_argument(name)
    words.add_argument("sheet", type=Path)
    given = words.parse_args()
    with client(given.url, given.language) as http:
        tell(asked(http, given.symbol), given.language)
        path, wanted = f"/documents/{quote(given.symbol)}", {"format": "json", "language": "*"}
        document = http.get(path, params=wanted, follow_redirects=True).json()
    if given.sheet.exists():
        write_translations(given.sheet.with_suffix(".json"), translation_file(given.sheet, document, given.language))
    else:
        write_sheet(given.sheet, missing(document, given.language))


if __name__ == "__main__":
    main()
