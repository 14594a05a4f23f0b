"""What a request leaves behind: what is worth keeping, once, and nothing else."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from ibid.answers.eras import Eras
from schema.loaders import Loaders
from tests.support.app import NO_ANSWERS, application

QUERIES = {
    "a document": '{ document(symbol: "A/RES/74/148") { symbol title { plain } } }',
    "a walk": """{
      document(symbol: "A/RES/74/148") {
        paragraphs {
          nodes {
            label
            text { plain }
            footnotes { marker }
            citations { instrument { identifier reportingStates { nodes { code } edges { cursor } } } }
          }
          pageInfo { endCursor }
        }
      }
    }""",
    "lists": """{
      documents { nodes { symbol mandates { documents { symbol } paragraph { label } } } }
      states { nodes { code } }
    }""",
    "nodes": '{ nodes(ids: ["RG9jdW1lbnQ6QS9SRVMvNzQvMTQ4"]) { id ... on Document { symbol } } }',
}


@contextmanager
def watched(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[weakref.ref[Any]]]:
    """The loaders of requests; nothing that is in a circle is collected meanwhile."""
    made: list[weakref.ref[Any]] = []
    begin = Loaders.__init__

    def noting(self: Loaders, *given: Any, **named: Any) -> None:
        made.append(weakref.ref(self))
        begin(self, *given, **named)

    monkeypatch.setattr(Loaders, "__init__", noting)
    gc.disable()
    try:
        yield made
    finally:
        gc.enable()


@pytest.mark.parametrize("query", QUERIES)
async def test_what_a_request_loaded_by_goes_with_it(query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async with application(NO_ANSWERS) as app:
        with watched(monkeypatch) as made:
            for _ in range(3):
                assert "errors" not in (await app.ask(QUERIES[query])).json()
            assert len(made) == 3
            assert [each() for each in made] == [None, None, None]


@pytest.mark.parametrize("query", QUERIES)
async def test_the_same_question_makes_nothing_more_to_keep(query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    eras: list[Eras] = []
    begin = Eras.__init__

    def noting(self: Eras, *given: Any) -> None:
        eras.append(self)
        begin(self, *given)

    monkeypatch.setattr(Eras, "__init__", noting)
    async with application(NO_ANSWERS) as app:
        rooms = []
        for _ in range(5):
            await app.ask(QUERIES[query])
            (held,) = eras
            rooms.append(held.now().room)

    assert rooms[2] == rooms[3] == rooms[4], "the first two may be asked before it is known how new anything is"
