"""What queries send to the embedded database: few commands, each of the four shapes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from math import ceil
from pathlib import Path

import pytest
from graphql import GraphQLObjectType

from resolvers.access import Grant, Principal, Role
from store.embedded.client import embedded
from store.mongo.store import MongoStore
from store.recording import RecordingStore
from tests.integration.test_every_field import WAYS, object_types, query
from tests.support.asking import Asker
from tests.support.served import Served
from tests.support.watching import Watch

pytestmark = [pytest.mark.embedded, pytest.mark.xdist_group("served")]

MAIN = (Path(__file__).parents[2] / "benchmarks" / "main.graphql").read_text("utf-8")


@dataclass(slots=True)
class Watched:
    """A reader of the founding documents, and what is sent for it."""

    ask: Asker
    watch: Watch


@pytest.fixture
async def watched(ibid: Served) -> AsyncIterator[Watched]:
    """Beside the server, on its database."""
    watch = Watch()
    async with embedded(ibid.data_dir, role="tool") as uri:
        store = await MongoStore.open(uri, listeners=[watch])
        watch.take()
        somebody = Principal(id="test", name="test", grants=(Grant(Role.ADMIN),))
        yield Watched(Asker(RecordingStore(store), principal=somebody), watch)
        await store.close()


async def test_the_main_query_is_six_questions_and_few_commands(watched: Watched) -> None:
    document = (await watched.ask(MAIN))["document"]
    sent = watched.watch.take()

    assert len(document["paragraphs"]["nodes"]) == 94
    calls = watched.ask.store.calls
    assert [(call.method, call.kind) for call in calls] == [
        ("get", "DocumentRecord"),
        ("ranges", "ParagraphRecord"),
        ("ranges", "CitationRecord"),
        ("get", "InstrumentRecord"),
        ("pages", None),
        ("get", "ReporterRecord"),
    ]
    assert len(sent) <= sum(ceil(call.count / 50) for call in calls)


@pytest.mark.parametrize("kind", object_types(), ids=str)
async def test_no_field_leaves_the_four_shapes_nor_asks_once_for_each_thing(
    watched: Watched, kind: GraphQLObjectType
) -> None:
    """A page of a listing above 200 entries is read in two steps, a search in four: the list of segments, what stands
    for the words, and whose the hits are.
    """
    for way in WAYS[kind.name]:
        await watched.ask(query(kind, way))
        sent = watched.watch.take()
        steps = {"pages": 2, "search": 4}

        most = sum(steps.get(call.method, 1) * ceil(call.count / 50) for call in watched.ask.store.calls)
        assert len(sent) <= most, (way, sent)
