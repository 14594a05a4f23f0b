"""Query.changes and Query.syncInfo: a copy kept by queries."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from i18n.languages import EN, Tag
from resolvers.access import PUBLIC, Grant, Principal, Role
from resolvers.changes.places import Place
from schema import ids
from schema.context import Context
from schema.cursors import cursor_of
from schema.loaders import Loaders
from store.mongo.feed import HEAD
from store.mongo.store import MongoStore
from store.ports import Put
from store.records import DocumentRecord, Entity, FootnoteRecord
from tests.store.builders import document, variant
from tests.support.asking import schema
from tests.support.records import RESOLUTION, corpus, stored

FR = Tag("fr")
CHANGES = """
query ($after: String, $first: Int! = 500, $filter: ChangeFilter) {
  changes(after: $after, first: $first, filter: $filter) {
    __typename
    ... on ChangePage { next hasMore changes { cursor operation type entityId revision languages entity { id } } }
    ... on CursorExpired { code message messageLanguage oldest }
    ... on CursorFilterMismatch { code message messageLanguage }
    ... on CursorInvalid { code message messageLanguage }
    ... on EpochChanged { code message messageLanguage }
  }
}
"""


@dataclass(slots=True)
class Partner:
    """Somebody who keeps a copy by queries."""

    store: MongoStore
    principal: Principal = PUBLIC

    async def ask(self, query: str, **variables: Any) -> Any:
        context = Context(loaders=Loaders(self.store, self.store), principal=self.principal, languages=(EN,))
        result = await schema().execute(query, variable_values=variables, context_value=context)
        if result.errors:
            raise result.errors[0].original_error or result.errors[0]
        return result.data

    async def changes(self, **variables: Any) -> Mapping[str, Any]:
        found: Mapping[str, Any] = (await self.ask(CHANGES, **variables))["changes"]
        return found

    async def everything(self, first: int, **variables: Any) -> list[Mapping[str, Any]]:
        """What all pages tell, with no more than `first` on each."""
        told: list[Mapping[str, Any]] = []
        page = await self.changes(first=first, **variables)
        while True:
            assert len(page["changes"]) <= first
            told += page["changes"]
            if not page["hasMore"]:
                return told
            page = await self.changes(first=first, **{**variables, "after": page["next"]})

    async def put(self, before: Entity | None, after: Entity) -> None:
        await self.store.commit([Put(before, after)], by="editor")

    async def titled(self, *titles: str) -> None:
        """Give a document one title after another."""
        for title in titles:
            (held,) = await self.store.get(DocumentRecord, ["A/RES/1/1"])
            text = {EN: variant(title)}
            await self.put(held, replace(held, variants=text) if held else document("A/RES/1/1", variants=text))


@pytest.fixture
async def partner() -> AsyncIterator[Partner]:
    store = await stored(corpus())
    yield Partner(store)
    await store.close()


@pytest.mark.parametrize("first", [1, 7, 500])
async def test_pages_of_any_size_tell_the_same(partner: Partner, first: int) -> None:
    changes = await partner.store.changes(0, 1000)

    told = await partner.everything(first)

    assert [each["entityId"] for each in told] == [ids.encode(each.type.capitalize(), each.key) for each in changes]
    assert all(each["entity"] == {"id": each["entityId"]} for each in told)


async def test_a_page_tells_of_each_entity_once_where_it_changed_last(partner: Partner) -> None:
    begin = (await partner.changes())["next"]
    await partner.titled("First", "Second")
    (note,) = await partner.store.get(FootnoteRecord, [f"{RESOLUTION}#fn2"])
    assert note is not None
    await partner.put(note, replace(note, deleted=True))
    await partner.titled("Third")

    page = await partner.changes(after=begin)

    assert [(each["type"], each["operation"], each["revision"]) for each in page["changes"]] == [
        ("FOOTNOTE", "DELETE", 2),
        ("DOCUMENT", "UPSERT", 3),
    ]
    assert page["changes"][0]["entity"] is None


async def test_from_the_cursor_of_any_change_the_rest_follows(partner: Partner) -> None:
    told = await partner.everything(500)

    for number, each in enumerate(told, start=1):
        rest = await partner.changes(after=each["cursor"])
        assert [one["entityId"] for one in rest["changes"]] == [one["entityId"] for one in told[number:]]


async def test_there_is_always_a_next_and_it_does_not_move_where_nothing_happened(partner: Partner) -> None:
    page = await partner.changes()
    again = await partner.changes(after=page["next"])

    assert (again["changes"], again["hasMore"], again["next"]) == ([], False, page["next"])


async def test_what_enters_a_filter_and_leaves_it_is_told(partner: Partner) -> None:
    french = {"languages": ["fr"], "types": ["DOCUMENT"]}
    await partner.titled("Title")
    begin = (await partner.changes(filter=french))["next"]
    (held,) = await partner.store.get(DocumentRecord, ["A/RES/1/1"])
    assert held is not None
    await partner.put(held, replace(held, variants={**held.variants, FR: variant("Titre", FR)}))
    entered = await partner.changes(after=begin, filter=french)
    await partner.titled("Title")
    left = await partner.changes(after=entered["next"], filter=french)

    assert [(each["operation"], each["entity"] is None) for each in entered["changes"]] == [("ENTERED_SCOPE", False)]
    assert [(each["operation"], each["entity"] is None) for each in left["changes"]] == [("LEFT_SCOPE", True)]


async def test_a_page_without_anything_of_ours_goes_on_all_the_same(partner: Partner) -> None:
    filtered = {"documents": ["A/RES/1/1"]}
    first = await partner.changes(filter=filtered, first=1)
    head = await partner.store.head()

    assert (first["changes"], first["hasMore"]) == ([], False)
    await partner.titled("Title")
    (only,) = (await partner.changes(after=first["next"], filter=filtered))["changes"]
    assert head + 1 == await partner.store.head()
    assert only["entityId"] == ids.encode("Document", "A/RES/1/1")


@pytest.mark.parametrize("cursor", ["", "none", "A" * 3000])
async def test_what_is_no_cursor_is_told_as_data(partner: Partner, cursor: str) -> None:
    told = await partner.changes(after=cursor)

    assert (told["__typename"], told["code"], told["messageLanguage"]) == ("CursorInvalid", "CURSOR_INVALID", "en")
    assert "Copy everything anew" in told["message"] or "copy everything anew" in told["message"]


async def test_a_cursor_that_was_changed_is_none(partner: Partner) -> None:
    state = await partner.store.state()
    forged = cursor_of(b"another key", Place(state.epoch, 1))

    assert (await partner.changes(after=forged))["__typename"] == "CursorInvalid"


async def test_another_filter_or_other_grants_are_told_as_data(partner: Partner) -> None:
    cursor = (await partner.changes())["next"]
    french = replace(partner, principal=Principal("french", grants=(Grant(Role.READER, frozenset({FR})),)))

    assert (await partner.changes(after=cursor, filter={"types": ["FOOTNOTE"]}))["__typename"] == "CursorFilterMismatch"
    assert (await french.changes(after=cursor))["__typename"] == "CursorFilterMismatch"


async def test_a_restored_database_is_told_as_data(partner: Partner) -> None:
    cursor = (await partner.changes())["next"]
    access = partner.store._connection.access  # what `ibid restore` does

    await access.update("counters", {"_id": HEAD}, {"$set": {"epoch": "another"}})

    assert (await partner.changes(after=cursor))["__typename"] == "EpochChanged"


async def test_what_was_pruned_is_told_as_data_with_where_one_can_go_on(partner: Partner) -> None:
    first = await partner.changes(first=1)
    for number in range(3):
        await partner.titled(f"Title {number}")
    last = (await partner.store.changes(await partner.store.head() - 1, 1))[0]
    await partner.store.segments.publish(
        manifest := await partner.store.segments.manifest(), replace(manifest, seq=last.seq)
    )

    given_up = await partner.store.prune(last.at + timedelta(days=1))

    assert given_up > 1
    expired = await partner.changes(after=first["next"])
    assert (expired["__typename"], (await partner.changes())["__typename"]) == ("CursorExpired", "CursorExpired")
    rest = await partner.changes(after=expired["oldest"])
    assert rest["changes"][-1]["entityId"] == ids.encode("Document", "A/RES/1/1")


async def test_what_the_index_has_not_seen_and_the_last_change_are_not_pruned(partner: Partner) -> None:
    last = (await partner.store.changes(await partner.store.head() - 1, 1))[0]

    assert await partner.store.prune(last.at + timedelta(days=1)) == 0
    assert (await partner.store.state()).pruned == 0


async def test_what_the_feed_is(partner: Partner) -> None:
    info = (await partner.ask("{ syncInfo { head oldest tombstonesKeptForDays } }"))["syncInfo"]

    assert info["tombstonesKeptForDays"] == 1826
    assert (await partner.changes(after=info["head"]))["changes"] == []
    assert len((await partner.changes(after=info["oldest"]))["changes"]) == await partner.store.head()


@pytest.mark.parametrize("first", [0, -1, 501])
async def test_a_page_of_no_size_or_too_large_is_refused(partner: Partner, first: int) -> None:
    with pytest.raises(Exception) as caught:  # noqa: PT011  # the code is what matters
        await partner.changes(first=first)

    assert getattr(caught.value, "code", None) == "BAD_PAGE_SIZE"
