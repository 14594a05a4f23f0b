"""What is derived is compared with the records, and made again from them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from i18n.languages import EN
from store import derived
from store.listings import names
from store.listings.names import DocumentOrder
from store.mongo.checking import Difference
from store.mongo.driver import Connection
from store.mongo.store import MongoStore
from store.ports import Put, Slice
from store.records import Basis, Counts, Coverage, Entity, VariantStatus
from tests.store.builders import FR, citation, document, instrument, paragraph, state, submission, variant
from tests.support.stores import mongomock_connection

DOCUMENT = "A/RES/74/148"


async def fill(store: MongoStore) -> None:
    """A document of two paragraphs with 250 citations, and what else is listed."""
    paragraphs = [paragraph(1), paragraph(2, variants={EN: variant("x"), FR: variant("y", FR)})]
    citations = [citation(n, "treaty:A") for n in range(1, 251)]
    parts = derived.Parts(sections=(), paragraphs=paragraphs, footnotes=(), citations=citations, submissions=())
    whole = replace(document(), counts=derived.counts(parts), coverage=derived.coverage((document(), *parts.units())))
    report = replace(document("A/HRC/45/30"), counts=Counts(submissions=1), coverage=derived.coverage([document()]))
    others: list[Entity] = [instrument("treaty:A"), state("MEX"), report, submission(1, "MEX", "treaty:A")]
    await store.commit([Put(None, record) for record in (whole, *paragraphs, *citations, *others)], by="import")


async def filled(connection: Connection) -> MongoStore:
    store = await MongoStore.on(connection)
    await fill(store)
    return store


async def test_what_commits_keep_is_what_the_records_say_and_stays_so_when_made_again(store: MongoStore) -> None:
    await fill(store)

    assert [] == await store.differences()

    await store.rebuild([names.cited_by("treaty:A"), names.STATES])
    assert [] == await store.differences()


def _lose_an_entry(row: dict[str, Any]) -> None:
    row["entries"].pop()


def _change_a_payload(row: dict[str, Any]) -> None:
    row["entries"][0]["owners"][0]["says"]["origin"] = "TEXT"


def _disorder(row: dict[str, Any]) -> None:
    row["entries"].reverse()


@pytest.mark.parametrize("damage", [_lose_an_entry, _change_a_payload, _disorder])
async def test_a_damaged_chunk_is_found_and_made_again(damage: Callable[[dict[str, Any]], None]) -> None:
    connection = mongomock_connection()
    store = await filled(connection)
    name = names.cited_by("treaty:A")
    row = await connection.access.one("listings", f"{name}#2")
    assert row is not None
    damage(row)
    await connection.access.replace("listings", {"_id": row["_id"]}, row)

    assert [Difference("listing", name)] == await store.differences()

    await store.rebuild([name])
    assert [] == await store.differences()
    (page,) = await store.pages([Slice(listing=name, last=1)])
    assert (250, f"{DOCUMENT}#fn250:c") == (page.total, page.entries[0].key)


async def test_a_wrong_total_is_found() -> None:
    connection = mongomock_connection()
    store = await filled(connection)
    await connection.access.update("listings", {"_id": names.STATES}, {"$set": {"total": 2}})

    assert [Difference("listing", names.STATES)] == await store.differences()


async def test_a_lost_and_an_invented_listing_are_found_and_made_again() -> None:
    connection = mongomock_connection()
    store = await filled(connection)
    lost = names.documents(DocumentOrder.SYMBOL)
    await connection.access.delete("listings", {"_id": lost})
    row = await connection.access.one("listings", names.STATES)
    assert row is not None
    await connection.access.insert("listings", [{**row, "_id": "answers:X"}])

    assert [Difference("listing", "answers:X"), Difference("listing", lost)] == await store.differences()

    await store.rebuild(["answers:X", lost])
    assert [] == await store.differences()


async def test_wrong_counts_and_coverage_are_found() -> None:
    connection = mongomock_connection()
    store = await filled(connection)
    await connection.access.update("documents", {"_id": DOCUMENT}, {"$set": {"counts": {}, "coverage": []}})

    found = await store.differences()

    assert {Difference("counts", DOCUMENT), Difference("coverage", DOCUMENT)} == {
        each for each in found if each.kind != "listing"
    }


def test_coverage_counts_what_is_published_stale_and_in_the_works() -> None:
    made_from = Basis(EN, 1, variant("old").digest)
    units = [
        paragraph(1, variants={EN: variant("new"), FR: variant("vieux", FR, basis=made_from)}),
        paragraph(2, working={FR: variant("projet", FR, status=VariantStatus.DRAFT)}),
        paragraph(3, working={FR: variant("projet", FR, status=VariantStatus.IN_REVIEW)}),
    ]

    assert (
        Coverage(language=EN, total=3, published=3),
        Coverage(language=FR, total=3, published=1, stale=1, draft=1, in_review=1),
    ) == derived.coverage(units)
