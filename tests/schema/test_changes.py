"""Subscription.changes: the feed in GraphQL, each event with loaders of its own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import Any

import pytest

from i18n.languages import EN
from resolvers.access import PUBLIC, Grant, Principal, Role
from resolvers.changes.places import Place
from resolvers.changes.watching import Watch
from schema import ids, opaque
from schema.changes import EVERY_TYPE
from schema.context import Context, Live
from schema.cursors import cursor_of
from schema.loaders import Loaders
from store.errors import Unavailable
from store.ports import Feed, FeedState, Put
from store.recording import RecordingStore
from store.records import DocumentRecord, Entity, FootnoteRecord
from tests.store.builders import document, paragraph, variant
from tests.support.asking import schema
from tests.support.feeds import WITHIN
from tests.support.records import RESOLUTION, TREATY, corpus, stored

EVERYTHING = """
subscription ($after: String, $filter: ChangeFilter) { changes(after: $after, filter: $filter) {
  __typename
  ... on Change { cursor operation type entityId document languages revision at entity { __typename id } }
  ... on CaughtUp { cursor }
  ... on Heartbeat { cursor }
  ... on Reset { reason goOnAt: cursor }
} }
"""
TITLES = """
subscription { changes { ... on Change {
  entity { ... on Document { title(languages: ["en"]) { plain } paragraphs { nodes { label } } } } } } }
"""


@dataclass(slots=True)
class Follower:
    """Somebody who subscribes to the changes of a store."""

    store: RecordingStore
    watch: Watch
    principal: Principal = PUBLIC

    async def __call__(
        self, query: str = EVERYTHING, *, last_cursor: str | None = None, **variables: Any
    ) -> AsyncGenerator[Any, None]:
        """The results, as Strawberry gives them."""
        live = Live(watch=self.watch, last_cursor=last_cursor)
        context = Context(loaders=Loaders(self.store), principal=self.principal, live=live)
        results = await schema().stream(query, variable_values=variables, context_value=context)
        async with aclosing(results):
            async for result in results:
                yield result
                context.forget()

    async def until_caught_up(self, **variables: Any) -> list[Mapping[str, Any]]:
        """The events of a subscription, as far as CaughtUp."""
        told: list[Mapping[str, Any]] = []
        async with asyncio.timeout(WITHIN), aclosing(self(**variables)) as results:
            async for result in results:
                assert not result.errors
                told.append(result.data["changes"])
                if told[-1]["__typename"] != "Change":
                    break
        return told

    async def refused(self, **variables: Any) -> Exception:
        """What a subscription was refused with, before its first event."""
        async with asyncio.timeout(WITHIN), aclosing(self(**variables)) as results:
            (result,) = [result async for result in results]
        (error,) = result.errors
        assert result.data is None
        assert type(result).__name__ == "PreExecutionError"
        cause: Exception = error.original_error or error
        return cause

    async def put(self, before: Entity | None, after: Entity) -> None:
        """Commit a record, and have it seen."""
        await self.store.inner.commit([Put(before, after)], by="editor")
        self.watch.wake()


@pytest.fixture
async def follow() -> AsyncIterator[Follower]:
    """A follower of the small corpus."""
    store = await stored(corpus())
    recording = RecordingStore(store)
    yield Follower(recording, Watch(lambda: recording, poll_seconds=3600))
    await store.close()


async def the_beginning(follow: Follower) -> str:
    """A cursor from before the first change: where a follower of an empty store is."""
    (only,) = await nothing_yet(follow).until_caught_up()
    return str(only["cursor"])


def nothing_yet(follow: Follower) -> Follower:
    """Whoever followed the same store before its first change."""
    return replace(follow, watch=Watch(lambda: _Nothing(follow.store), poll_seconds=3600))


@dataclass(frozen=True, slots=True)
class _Nothing:
    store: Feed

    async def state(self) -> FeedState:
        return replace(await self.store.state(), head=0)

    async def head(self) -> int:
        return 0

    async def changes(self, after: int, limit: int) -> list[Any]:
        raise AssertionError((after, limit))

    def wakeups(self) -> AsyncGenerator[None, None]:
        raise Unavailable("nothing is told")


async def test_everything_since_the_beginning_is_told_with_what_it_is_now(follow: Follower) -> None:
    changes = await follow.store.inner.changes(0, 1000)

    *told, caught_up = await follow.until_caught_up(after=await the_beginning(follow))

    assert caught_up["__typename"] == "CaughtUp"
    assert caught_up["cursor"] == told[-1]["cursor"]
    assert [each["entityId"] for each in told] == [
        ids.encode(change.type.capitalize(), change.key) for change in changes if change.type in EVERY_TYPE
    ]
    assert {each["type"] for each in told} == EVERY_TYPE
    for each in told:
        assert each["entity"] == {"__typename": each["type"].capitalize(), "id": each["entityId"]}
        assert (each["operation"], each["revision"]) == ("UPSERT", 1)
    titled = next(each for each in told if each["type"] == "DOCUMENT" and each["document"] == RESOLUTION)
    assert titled["languages"] == ["en", "fr"]
    assert titled["at"] == changes[0].at.isoformat()
    assert next(each for each in told if each["entityId"] == ids.encode("Instrument", TREATY))["document"] is None


async def test_what_is_gone_is_told_without_itself(follow: Follower) -> None:
    (begun,) = await follow.until_caught_up()
    (note,) = await follow.store.inner.get(FootnoteRecord, [f"{RESOLUTION}#fn2"])
    assert note is not None

    await follow.put(note, replace(note, deleted=True))

    gone, _ = await follow.until_caught_up(after=begun["cursor"])
    assert (gone["operation"], gone["entity"], gone["revision"]) == ("DELETE", None, 2)
    assert gone["entityId"] == ids.encode("Footnote", note.key)


async def test_each_event_is_answered_with_what_is_there_then(follow: Follower) -> None:
    """One set of loaders would give the first title, and the first list of paragraphs, with every event."""
    async with asyncio.timeout(WITHIN), aclosing(follow(TITLES)) as results:
        await anext(results)
        held: DocumentRecord | None = None
        for title in ("First", "Second", "Third"):
            await follow.put(held, document("A/RES/1/1", variants={EN: variant(title)}))
            result = await anext(results)
            (held,) = await follow.store.inner.get(DocumentRecord, ["A/RES/1/1"])
            assert result.data["changes"]["entity"]["title"]["plain"] == title


@pytest.mark.parametrize(
    ("conditions", "types"),
    [
        ({"types": ["FOOTNOTE"]}, {"FOOTNOTE"}),
        ({"types": []}, set()),
        ({"languages": ["fr"], "types": ["SECTION", "DOCUMENT"]}, {"DOCUMENT"}),
        ({"languages": ["ar"]}, {"CITATION", "SUBMISSION"}),
        ({"documents": ["A/RES/74/148"], "types": ["CITATION", "SUBMISSION"]}, {"CITATION"}),
        ({"documents": ["a/hrc/45/30"], "types": ["CITATION", "SUBMISSION"]}, {"CITATION", "SUBMISSION"}),
        ({}, EVERY_TYPE),
    ],
)
async def test_a_filter_leaves_out_what_does_not_fit(
    follow: Follower, conditions: dict[str, Any], types: set[str]
) -> None:
    (begun,) = await nothing_yet(follow).until_caught_up(filter=conditions)

    *told, _ = await follow.until_caught_up(after=begun["cursor"], filter=conditions)

    assert {each["type"] for each in told} == types


async def test_what_a_client_that_comes_back_has_is_newer_than_its_argument(follow: Follower) -> None:
    beginning = await the_beginning(follow)
    *_, late, _ = await follow.until_caught_up(after=beginning)

    (only,) = await follow.until_caught_up(after=beginning, last_cursor=late["cursor"])

    assert only["__typename"] == "CaughtUp"


@pytest.mark.parametrize(
    "made",
    [
        lambda _: "",
        lambda _: "no cursor",
        lambda cursor: cursor[:-1],
        lambda _: opaque.wrap("1:documents-SYMBOL:a"),
        lambda _: opaque.wrap("changes:2:e1:1:a:b:c"),
        lambda cursor: opaque.wrap((opaque.unwrap(cursor) or "").replace(":0:", ":1:", 1)),
        lambda _: "A" * 3000,
    ],
)
async def test_what_is_no_cursor_of_the_feed_is_refused(follow: Follower, made: Callable[[str], str]) -> None:
    cursor = made(await the_beginning(follow))

    assert getattr(await follow.refused(after=cursor), "code", None) == "BAD_CURSOR"


async def test_a_cursor_of_another_filter_is_refused(follow: Follower) -> None:
    beginning = await the_beginning(follow)

    error = await follow.refused(after=beginning, filter={"types": ["FOOTNOTE"]})

    assert getattr(error, "code", None) == "CURSOR_FILTER_MISMATCH"


async def test_the_cursor_behind_a_commit_goes_with_any_filter(follow: Follower) -> None:
    state = await follow.store.inner.state()
    head = state.head
    last = await follow.store.inner.changes(head - 2, 2)

    *told, caught_up = await follow.until_caught_up(
        after=cursor_of(state.key, Place(state.epoch, head - 2)), filter={"types": [change.type for change in last]}
    )

    assert [each["entityId"] for each in told] == [ids.encode(each.type.capitalize(), each.key) for each in last]
    assert caught_up["__typename"] == "CaughtUp"


async def test_a_cursor_of_other_grants_is_answered_by_a_reset(follow: Follower) -> None:
    beginning = await the_beginning(follow)
    translator = replace(follow, principal=Principal("translator", grants=(Grant(Role.TRANSLATOR),)))

    (only,) = await translator.until_caught_up(after=beginning)

    assert only == {"__typename": "Reset", "reason": "GRANTS_CHANGED", "goOnAt": None}


async def test_one_subscription_too_many_is_refused(follow: Follower) -> None:
    full = replace(follow, watch=Watch(lambda: follow.store, most=0))

    assert getattr(await full.refused(), "code", None) == "TOO_MANY_SUBSCRIPTIONS"


async def test_a_list_that_is_too_long_is_refused(follow: Follower) -> None:
    error = await follow.refused(filter={"documents": [f"A/RES/1/{number}" for number in range(101)]})

    assert getattr(error, "code", None) == "TOO_MANY_IDS"


async def test_a_store_is_asked_once_for_an_event_and_its_entity(follow: Follower) -> None:
    """However many follow, the feed is read once; each follower then asks for the entity that they selected."""
    async with asyncio.timeout(WITHIN), aclosing(follow(EVERYTHING)) as one, aclosing(follow(EVERYTHING)) as two:
        await anext(one)
        await anext(two)
        follow.store.calls.clear()
        await follow.put(None, paragraph(99))
        await anext(one)
        await anext(two)

    asked = [(call.method, call.kind) for call in follow.store.calls if call.method != "state"]
    assert asked == [("changes", None), ("get", "ParagraphRecord"), ("get", "ParagraphRecord")]
