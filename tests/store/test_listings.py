"""Listings follow the records: what they hold after commits, and how pages of them are read."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from i18n.citing.symbols import Symbol
from store.errors import Unavailable
from store.listings import names
from store.listings.names import DocumentOrder
from store.mongo.driver import Access
from store.mongo.listings import pages
from store.mongo.store import MongoStore
from store.ports import Page, Put, Slice
from store.records import Answered, CitationOrigin, CitationRecord, DocumentRecord, Evidence, SubmissionRecord
from tests.store.builders import FR, citation, document, instrument, state, submission
from tests.support.stores import mongomock_connection, put


async def page(store: MongoStore, listing: str, **fields: Any) -> Page:
    (found,) = await store.pages([Slice(listing=listing, **{"first": 100, **fields})])
    return found


async def keys(store: MongoStore, listing: str, **fields: Any) -> list[str]:
    return [entry.key for entry in (await page(store, listing, **fields)).entries]


async def test_documents_are_listed_in_three_orders(store: MongoStore) -> None:
    await put(store, document("A/RES/9/1", adopted_on=date(1954, 1, 2)), document("A/HRC/1/1"))
    await put(store, document("A/RES/10/1", adopted_on=date(1955, 1, 2)))

    assert ["A/HRC/1/1", "A/RES/9/1", "A/RES/10/1"] == await keys(store, names.documents(DocumentOrder.SYMBOL))
    by_date = await keys(store, names.documents(DocumentOrder.ADOPTED_ON_DESC))
    assert ["A/RES/10/1", "A/RES/9/1", "A/HRC/1/1"] == by_date
    assert 3 == (await page(store, names.documents(DocumentOrder.UPDATED_AT_DESC))).total


async def test_a_citation_is_listed_at_each_target_and_paragraph_and_its_document_once(store: MongoStore) -> None:
    first = citation(1, "SDG:10.7", "SDG:10", pinpoint_paragraph="A/RES/1/1#2")
    await put(
        store, first, citation(2, "SDG:10"), replace(citation(12, "SDG:10", of="A/9"), origin=CitationOrigin.TEXT)
    )

    (cited,) = (await page(store, names.cited_by("SDG:10.7"))).entries
    assert {first.key: {"document": first.document, "origin": "FOOTNOTE", "target": "SDG:10.7"}} == cited.owners
    nine, one, two = (await page(store, names.cited_by("SDG:10"))).entries
    assert ["A/9", first.key, citation(2).key] == [nine.owners[nine.key]["document"], one.key, two.key]
    assert [first.key] == await keys(store, names.cited_by_paragraph("A/RES/1/1#2"))
    both = await page(store, names.documents_citing("SDG:10"))
    assert (["A/9", "A/RES/74/148"], 2) == ([entry.key for entry in both.entries], both.total)
    assert {first.key, citation(2).key} == both.entries[1].owners.keys()
    of_one = await keys(store, names.cited_by("SDG:10"), prefix=names.by_symbol("A/RES/74/148") + " ")
    assert [first.key, citation(2).key] == of_one
    texts = await page(store, names.cited_by("SDG:10"), where=lambda e: e.owners[e.key]["origin"] == "TEXT")
    assert (["A/9"], 1) == ([entry.owners[entry.key]["document"] for entry in texts.entries], texts.total)


async def test_a_citation_that_moves_to_another_instrument_leaves_the_first(store: MongoStore) -> None:
    await put(store, citation(1, "treaty:A"), citation(2, "treaty:A"))
    (before,) = await store.get(CitationRecord, [citation(1).key])
    assert before is not None

    await store.commit([Put(before, replace(before, instrument="treaty:B", targets=("treaty:B",)))], by="editor")

    assert [citation(2).key] == await keys(store, names.cited_by("treaty:A"))
    assert [citation(1).key] == await keys(store, names.cited_by("treaty:B"))
    assert ["A/RES/74/148"] == await keys(store, names.documents_citing("treaty:A"))
    (before,) = await store.get(CitationRecord, [citation(2).key])
    assert before is not None
    await store.commit([Put(before, replace(before, deleted=True))], by="editor")
    empty = await page(store, names.documents_citing("treaty:A"))
    assert ((), 0, False, False) == (empty.entries, empty.total, empty.has_next, empty.has_previous)


async def test_citations_that_change_places_in_one_commit_are_both_listed(store: MongoStore) -> None:
    await put(store, citation(1, "treaty:A"), citation(2, "treaty:A"))
    one, two = await store.get(CitationRecord, [citation(1).key, citation(2).key])
    assert one is not None
    assert two is not None

    await store.commit([Put(one, replace(one, position=2)), Put(two, replace(two, position=1))], by="import")

    assert [two.key, one.key] == await keys(store, names.cited_by("treaty:A"))


async def test_a_state_cites_what_it_names_and_not_all_that_this_is_part_of(store: MongoStore) -> None:
    whole = Evidence(instrument="A/RES/70/1", paragraphs=(10,), is_cited=False)
    named = submission(1, "MEX", "SDG:10.7")
    await put(store, replace(named, evidence=(*named.evidence, whole)))

    assert ["SDG:10.7"] == await keys(store, names.cited_instruments("MEX"))
    assert ["MEX"] == await keys(store, names.reporting("A/RES/70/1"))


async def test_states_that_report_are_listed_and_organizations_are_not(store: MongoStore) -> None:
    await put(
        store,
        submission(1, "MEX", "treaty:A", "treaty:B", responds_to=("A/RES/74/148",)),
        submission(2, "EU", "treaty:A", reporter_is_state=False, responds_to=("A/RES/74/148",)),
        submission(1, "MEX", "treaty:A", of="A/HRC/50/1"),
    )

    (mexico,) = (await page(store, names.reporting("treaty:A"))).entries
    assert ("MEX", 2) == (mexico.key, len(mexico.owners))
    assert {"paragraphs": [10], "document": "A/HRC/45/30"} == mexico.owners["A/HRC/45/30#sub.MEX"]
    (on,) = (await page(store, names.reporting_on("A/RES/74/148"))).entries
    assert {"A/HRC/45/30#sub.MEX": {"first": 10, "last": 19, "document": "A/HRC/45/30"}} == on.owners
    assert ["treaty:A", "treaty:B"] == await keys(store, names.cited_instruments("MEX"))
    assert [] == await keys(store, names.cited_instruments("EU"))
    citing = await keys(store, names.submissions_citing("treaty:A"))
    assert ["A/HRC/45/30#sub.MEX", "A/HRC/45/30#sub.EU", "A/HRC/50/1#sub.MEX"] == citing
    assert ["A/HRC/45/30#sub.EU"] == await keys(store, names.submissions_of("EU"))
    assert 2 == len(await keys(store, names.submissions_on("A/HRC/45/30")))
    (gone,) = await store.get(SubmissionRecord, ["A/HRC/45/30#sub.MEX"])
    assert gone is not None
    await store.commit([Put(gone, replace(gone, deleted=True))], by="import")
    assert ["A/HRC/50/1#sub.MEX"] == list((await page(store, names.reporting("treaty:A"))).entries[0].owners)


async def test_instruments_parts_answers_and_states_are_listed(store: MongoStore) -> None:
    annex = instrument("A/RES/73/195#annex", symbol=Symbol.parse("A/RES/73/195"), ancestors=("A/RES/73/195",))
    answered = (
        Answered(document="A/RES/74/148", words="x"),
        Answered(document="A/RES/74/148", words="y", paragraph="A/RES/74/148#20"),
    )
    await put(store, annex, instrument("SDG:10"), instrument("SDG:9"), instrument("sdg:9"), state("MEX"), state("ALB"))
    await put(store, state("EU", m49=None), document("A/HRC/45/30", answers=answered))

    assert ["A/RES/73/195#annex", "SDG:9", "sdg:9", "SDG:10"] == await keys(store, names.INSTRUMENTS)
    assert ["A/RES/73/195#annex"] == await keys(store, names.parts_of("A/RES/73/195"))
    assert ["A/RES/73/195#annex"] == await keys(store, names.instruments_of("A/RES/73/195"))
    assert ["ALB", "MEX"] == await keys(store, names.STATES)
    (answer,) = (await page(store, names.answers("A/RES/74/148"))).entries
    assert ("A/HRC/45/30", {"A/HRC/45/30": {"paragraph": "A/RES/74/148#20"}}) == (answer.key, answer.owners)


def positions(entries: Sequence[Any]) -> list[int]:
    return [int(entry.sort.rsplit(" ", 1)[1]) for entry in entries]


@pytest.mark.parametrize("count", [120, 450])
async def test_pages_go_forward_and_backward_over_chunks(store: MongoStore, count: int) -> None:
    await put(store, *(citation(n, "treaty:A") for n in range(1, count + 1)))
    listing = names.cited_by("treaty:A")

    first, middle, last, back = await store.pages(
        [
            Slice(listing=listing, first=2),
            Slice(listing=listing, first=100, after=names.by_position("A/RES/74/148", 10)),
            Slice(listing=listing, last=2),
            Slice(listing=listing, last=90, before=names.by_position("A/RES/74/148", 100)),
        ]
    )

    assert ([1, 2], True, False) == (positions(first.entries), first.has_next, first.has_previous)
    assert list(range(11, 111)) == positions(middle.entries)
    assert (True, True) == (middle.has_next, middle.has_previous)
    assert ([count - 1, count], False, True) == (positions(last.entries), last.has_next, last.has_previous)
    assert list(range(10, 100)) == positions(back.entries)
    assert {count} == {each.total for each in (first, middle, last, back)}


async def test_a_later_commit_changes_one_chunk_and_the_directory(store: MongoStore) -> None:
    await put(store, *(citation(n, "treaty:A") for n in range(1, 450)))

    await put(store, citation(450, "treaty:A"))

    assert 450 == (await page(store, names.cited_by("treaty:A"))).total
    assert [450, 449] == positions((await page(store, names.cited_by("treaty:A"), first=None, last=2)).entries)[::-1]


async def test_a_filtered_page_of_a_long_listing_is_full_and_has_no_total(store: MongoStore) -> None:
    await put(store, *(citation(n, "treaty:A") for n in range(1, 450)))

    found = await page(store, names.cited_by("treaty:A"), first=5, where=lambda entry: positions([entry])[0] % 89 == 0)

    assert ([89, 178, 267, 356, 445], False, None) == (positions(found.entries), found.has_next, found.total)


async def test_titles_in_a_new_language_show_in_the_listing(store: MongoStore) -> None:
    await put(store, document())
    (before,) = await store.get(DocumentRecord, ["A/RES/74/148"])
    assert before is not None
    french = replace(next(iter(before.variants.values())), language=FR)

    await store.commit([Put(before, replace(before, variants={**before.variants, FR: french}))], by="editor")

    (entry,) = (await page(store, names.documents(DocumentOrder.SYMBOL))).entries
    assert ["en", "fr"] == entry.owners[entry.key]["languages"]


class Interrupted(Access):
    """Access during which somebody else commits, between a directory and its chunks, so many times."""

    def __init__(self, inner: Access, times: int, between: Callable[[], Awaitable[None]]) -> None:
        self.inner, self.times, self.between = inner, times, between

    async def by_ids(self, collection: str, ids: Sequence[str]) -> dict[str, Any]:
        if self.times and any("#" in each for each in ids):
            self.times -= 1
            await self.between()
        return await self.inner.by_ids(collection, ids)


async def test_a_page_is_whole_though_its_listing_is_split_meanwhile() -> None:
    connection = mongomock_connection()
    store = await MongoStore.on(connection)
    await put(store, *(citation(n, "treaty:A") for n in range(2, 803, 2)))
    listing = names.cited_by("treaty:A")

    async def split() -> None:
        await put(store, *(citation(n, "treaty:A") for n in range(1, 201, 2)))

    (found,) = await pages(Interrupted(connection.access, 1, split), [Slice(listing=listing, first=300)])

    assert [*range(1, 201), *range(202, 803, 2)][:300] == positions(found.entries)
    assert 501 == found.total


async def test_a_listing_that_always_changes_is_unavailable() -> None:
    connection = mongomock_connection()
    store = await MongoStore.on(connection)
    await put(store, *(citation(n, "treaty:A") for n in range(10, 411)))
    before = iter(range(9, 0, -1))

    async def one_more() -> None:
        await put(store, citation(next(before), "treaty:A"))

    with pytest.raises(Unavailable):
        await pages(Interrupted(connection.access, 9, one_more), [Slice(listing=names.cited_by("treaty:A"), first=20)])
