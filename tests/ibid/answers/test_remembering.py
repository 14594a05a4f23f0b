"""What is made of what is remembered goes like any answer: with whatever was read for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from schema import ids
from store.kinds import KINDS
from store.mongo.store import MongoStore
from store.ports import Put
from store.records import CitationRecord, Entity, FootnoteRecord, InstrumentRecord, ParagraphRecord, ReporterRecord
from tests.support.app import LOOK, application
from tests.support.records import corpus, stored

LEAF = "{ __typename id revision }"
REPORT = 'document(symbol: "A/HRC/45/30")'
RESOLUTION = 'document(symbol: "A/RES/74/148")'

FIELDS: Mapping[type[Entity], str] = {
    ParagraphRecord: "eid",
    FootnoteRecord: "marker",
    CitationRecord: "pinpoint",
    InstrumentRecord: "url",
    ReporterRecord: "alpha2",
}
"""What is changed of a record."""

PATHS = {
    "a document's paragraphs": (RESOLUTION, f"paragraphs(first: 50) {{ nodes {LEAF} }}"),
    "a document's footnotes": (RESOLUTION, f"footnotes {{ nodes {LEAF} }}"),
    "a document's citations": (REPORT, f"citations(first: 50) {{ nodes {LEAF} }}"),
    "a paragraph's citations": (RESOLUTION, f"paragraphs(first: 50) {{ nodes {{ citations {LEAF} }} }}"),
    "a paragraph's footnotes": (RESOLUTION, f"paragraphs(first: 50) {{ nodes {{ footnotes {LEAF} }} }}"),
    "a footnote's citations": (RESOLUTION, f"footnotes {{ nodes {{ citations {LEAF} }} }}"),
    "where a footnote is called": (RESOLUTION, f"footnotes {{ nodes {{ calledIn {LEAF} }} }}"),
    "where a citation stands": (RESOLUTION, f"citations {{ nodes {{ citingParagraphs {LEAF} }} }}"),
    "what is cited": (RESOLUTION, f"citations(first: 50) {{ nodes {{ instrument {LEAF} }} }}"),
    "a submission's citations": (REPORT, f"submissions(first: 50) {{ nodes {{ citations {LEAF} }} }}"),
    "who reports": (
        RESOLUTION,
        f"citations(first: 50) {{ nodes {{ instrument {{ reportingStates {{ nodes {LEAF} }} }} }} }}",
    ),
    "who responds": (RESOLUTION, f"reportingStates(first: 50) {{ nodes {LEAF} }}"),
}
"""By what they lead to: where from, and by which fields."""


@pytest.mark.parametrize("path", PATHS)
async def test_what_changes_is_in_the_next_answer_however_it_was_come_by(path: str) -> None:
    store = await stored(corpus())
    start, fields = PATHS[path]
    first, second = (f"query {name} {{ {start} {{ {fields} }} }}" for name in ("First", "Second"))
    async with application(store=store) as app:

        async def leaves(query: str) -> dict[str, int]:
            answer = (await app.ask(query, headers=LOOK)).json()
            assert "errors" not in answer, answer
            return dict(_leaves(answer["data"]))

        before = await leaves(first)
        assert before
        assert await leaves(second) == before

        for node in list(before)[::2]:
            await _changed(store, node)
            before[node] += 1
            assert await leaves(second) == before
            assert await leaves(first) == before


def _leaves(data: Any) -> Any:
    if isinstance(data, dict) and "revision" in data:
        yield data["id"], data["revision"]
    elif isinstance(data, dict | list):
        for each in data.values() if isinstance(data, dict) else data:
            yield from _leaves(each)


async def _changed(store: MongoStore, node: str) -> None:
    """Change something of a record, as another process would."""
    named, key = ids.decode(node)
    kind: type[Entity] = KINDS[named.upper()]
    (before,) = await store.get(kind, [key])
    assert before is not None
    field = FIELDS[kind]
    fields: Any = {field: f"{getattr(before, field)}x"}
    changed = replace(before, **fields)
    await store.commit([Put(before, changed)], by="another process")
