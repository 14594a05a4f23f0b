"""Official names in the six languages: a file of them, read, and each as a published text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from i18n.languages import OFFICIAL, Tag
from seed.authority.entries import BadAuthorityData
from store.records import Provenance, SourceRank, Variant
from store.texts import digest, escape

DATA = Path(__file__).parents[1] / "data"


def read_rows(folder: str) -> Iterator[Mapping[str, Any]]:
    """The rows of every file of a folder of `seed/data`: a file has its `source` and a list called as the folder is."""
    for path in sorted((DATA / folder).glob("*.json")):
        yield from json.loads(path.read_text(encoding="utf-8"))[folder]


def official(code: str, names: Mapping[str, str]) -> dict[Tag, Variant]:
    """Names by language as texts, or BadAuthorityData where one of the six languages is missing."""
    missing = [tag for tag in OFFICIAL if not names.get(tag)]
    if missing:
        raise BadAuthorityData("", code, f"has no name in {', '.join(missing)}")
    return {tag: _text(tag, names[tag]) for tag in OFFICIAL}


def _text(language: Tag, name: str) -> Variant:
    text = escape(name)
    return Variant(
        language=language,
        text=text,
        digest=digest(text),
        provenance=Provenance.OFFICIAL,
        rank=SourceRank.OFFICIAL_TEXT,
    )
