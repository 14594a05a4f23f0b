"""What every store does for editors, on every engine: two heads, suggestions, answers that are kept, coverage."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from i18n.languages import EN
from store.editing import KEPT_DAYS, Once, Outcome, OutcomeKind, SuggestionRecord, unit_name
from store.errors import AlreadyAnswered, Conflict
from store.heads import Heads, heads
from store.mongo import migrations
from store.mongo.store import MongoStore
from store.mongo.writing import now
from store.ports import Commit, Match, Put, PutHeads, PutVariant
from store.records import Basis, Counts, Coverage, DocumentRecord, ParagraphRecord, Variant, VariantStatus, Waiver
from tests.store.builders import FR, document, paragraph, variant
from tests.support.stores import mongomock_connection, put

KEY = "A/RES/74/148"
PARAGRAPH = f"{KEY}#1"
DRAFT = VariantStatus.DRAFT


async def held(store: MongoStore) -> ParagraphRecord:
    (found,) = await store.get(ParagraphRecord, [PARAGRAPH])
    assert found is not None
    return found


async def moved(
    store: MongoStore, after: Heads, before: Heads | None = None, past: tuple[Variant, ...] = (), by: str = "anne"
) -> Commit:
    """Other heads in French."""
    seen = before or heads(await held(store), FR)
    write = PutHeads(kind=ParagraphRecord, key=PARAGRAPH, language=FR, before=seen, after=after, past=past)
    return await store.commit([write], by=by)


def draft(text: str) -> Variant:
    return variant(text, FR, status=DRAFT, author="Anne", author_id="key:1", waivers=(Waiver("f", "a name"),))


async def test_a_draft_and_a_published_text_stand_side_by_side(store: MongoStore) -> None:
    await put(store, paragraph(1))

    await moved(store, Heads(None, draft("Brouillon")))
    published = replace((await held(store)).working[FR], status=VariantStatus.PUBLISHED)
    await moved(store, Heads(published, None))
    await moved(store, Heads((await held(store)).variants[FR], draft("Mieux")))

    unit = await held(store)
    assert ("Brouillon", 2) == (unit.variants[FR].text, unit.variants[FR].revision)
    assert ("Mieux", 3, (Waiver("f", "a name"),)) == (
        unit.working[FR].text, unit.working[FR].revision, unit.working[FR].waivers,
    )  # fmt: skip
    assert "Recalls" == unit.variants[EN].text


async def test_heads_are_written_where_both_are_as_they_were_seen(store: MongoStore) -> None:
    await put(store, paragraph(1))
    nothing = Heads()
    await moved(store, Heads(None, draft("Un")), nothing)
    first = heads(await held(store), FR)

    with pytest.raises(Conflict):
        await moved(store, Heads(None, draft("Deux")), nothing)
    await store.commit([PutVariant(ParagraphRecord, PARAGRAPH, variant("Importé", FR), 0)], by="import")
    with pytest.raises(Conflict):
        await moved(store, Heads(None, draft("Trois")), first)

    there = heads(await held(store), FR)
    assert (2, 1) == there.revisions
    assert there.newest == there.published


async def test_another_language_does_not_come_between(store: MongoStore) -> None:
    await put(store, paragraph(1))
    seen = heads(await held(store), FR)
    await store.commit([PutVariant(ParagraphRecord, PARAGRAPH, variant("Reaffirms"), 1)], by="import")

    await moved(store, Heads(None, draft("Un")), seen)

    unit = await held(store)
    assert ("Reaffirms", "Un", 3) == (unit.variants[EN].text, unit.working[FR].text, unit.revision)


async def test_a_number_never_comes_twice_whatever_goes(store: MongoStore) -> None:
    await put(store, paragraph(1))
    await moved(store, Heads(None, draft("Un")))
    gone = replace((await held(store)).working[FR], note="gone")
    await moved(store, Heads(), past=(gone,))
    assert {FR: 2} == dict((await held(store)).retired)

    await moved(store, Heads(None, draft("Trois")))

    assert 3 == (await held(store)).working[FR].revision
    assert {} == dict((await held(store)).retired)
    rows = [each.variant for each in await store.history(ParagraphRecord, PARAGRAPH) if each.variant.language == FR]
    assert [(1, "Un", None), (2, "Un", "gone"), (3, "Trois", None)] == [
        (each.revision, each.text, each.note) for each in rows
    ]


async def test_histories_come_for_a_whole_level(store: MongoStore) -> None:
    await put(store, *(paragraph(n, f"Recalls {n}") for n in range(1, 61)))
    keys = [f"{KEY}#{n}" for n in (60, 1, 60)]

    found = await store.histories(ParagraphRecord, [*keys, "nothing"])

    assert [["Recalls 60"], ["Recalls 1"], ["Recalls 60"], []] == [
        [each.variant.text for each in some] for some in found
    ]


# Coverage


async def french(store: MongoStore) -> Coverage | None:
    (found,) = await store.get(DocumentRecord, [KEY])
    assert found is not None
    return next((each for each in found.coverage if each.language == FR), None)


async def test_a_text_alone_brings_its_documents_coverage_with_it(store: MongoStore) -> None:
    english = Coverage(language=EN, total=2, published=2)
    await put(store, document(counts=Counts(paragraphs=1, paragraphs_by_kind={"UNNUMBERED": 1}), coverage=(english,)))
    await put(store, paragraph(1))
    source = (await held(store)).variants[EN]

    await moved(store, Heads(None, draft("Un")))
    assert Coverage(language=FR, total=2, published=0, draft=1) == await french(store)

    public = replace(variant("Un", FR), basis=Basis(EN, source.revision, source.digest))
    await moved(store, Heads(public, None))
    assert Coverage(language=FR, total=2, published=1) == await french(store)

    commit = await store.commit([PutVariant(ParagraphRecord, PARAGRAPH, variant("Reaffirms"), 1)], by="import")
    assert Coverage(language=FR, total=2, published=1, stale=1) == await french(store)
    changes = {each.key: each.languages for each in await store.changes(commit.first - 1, 9)}
    assert {PARAGRAPH: (EN, FR), KEY: ()} == changes

    await moved(store, Heads())
    assert await french(store) is None
    assert [] == await store.differences()


# Suggestions


def suggestion(key: str) -> SuggestionRecord:
    text = variant("Autre", FR)
    return SuggestionRecord(
        key=key, of=unit_name(ParagraphRecord, PARAGRAPH), language=FR, text=text.text, digest=text.digest
    )


async def test_suggestions_are_kept_and_closed_and_the_feed_knows_nothing_of_them(store: MongoStore) -> None:
    head = await store.head()
    commit = await store.commit([Put(None, suggestion(key)) for key in "ab"], by="anne")
    assert (0, 0, head) == (commit.first, commit.last, await store.head())
    of = unit_name(ParagraphRecord, PARAGRAPH)
    matches = [Match({"of": of}), Match({"of": of, "language": FR}), Match({"of": of, "language": "es"})]

    found = await store.matching(SuggestionRecord, matches)
    assert [["a", "b"], ["a", "b"], []] == [[each.key for each in some] for some in found]

    (first, _), *_ = found
    closed = Put(first, replace(first, deleted=True, closed_by="rita"))
    await store.commit([closed], by="rita")
    with pytest.raises(Conflict):
        await store.commit([closed], by="paul")
    assert [["b"]] == [[each.key for each in some] for some in await store.matching(SuggestionRecord, matches[:1])]


# Answers


def once(key: str = "k", fingerprint: str = "f") -> Once:
    outcome = Outcome(
        kind=OutcomeKind.KEPT_AS_SUGGESTION, node="x", language=FR, variant=draft("Un"), suggestion=suggestion("a")
    )
    return Once(key=key, fingerprint=fingerprint, outcomes=(outcome,))


async def test_an_answer_is_kept_with_its_effect(store: MongoStore) -> None:
    assert await store.answered("k") is None

    commit = await store.commit([Put(None, paragraph(1))], by="anne", once=once())

    found = await store.answered("k")
    assert found is not None
    assert (once().outcomes, "f", commit.last, commit.at) == (found.outcomes, found.fingerprint, found.seq, found.at)


async def test_what_was_done_once_is_not_done_again(store: MongoStore) -> None:
    await store.commit([Put(None, paragraph(1))], by="anne", once=once())

    with pytest.raises(AlreadyAnswered):
        await store.commit([Put(None, paragraph(2))], by="anne", once=once())

    assert [None] == await store.get(ParagraphRecord, [f"{KEY}#2"])
    assert 1 == await store.head()


async def test_a_request_without_effect_has_an_answer_too(store: MongoStore) -> None:
    commit = await store.commit([], by="anne", once=once())

    assert (0, 0) == (commit.first, commit.last)
    assert await store.answered("k") is not None


async def test_a_conflict_keeps_no_answer(store: MongoStore) -> None:
    await put(store, paragraph(1))

    with pytest.raises(Conflict):
        await store.commit([Put(None, paragraph(1, "Other"))], by="anne", once=once())

    assert await store.answered("k") is None


async def test_an_answer_is_forgotten_after_some_days() -> None:
    clock = [now()]
    store = await MongoStore.on(mongomock_connection(), clock=lambda: clock[0])
    await store.commit([], by="anne", once=once())

    clock[0] += timedelta(days=KEPT_DAYS, seconds=1)

    assert await store.answered("k") is None
    await store.commit([], by="anne", once=once(fingerprint="g"))
    found = await store.answered("k")
    assert found is not None
    assert "g" == found.fingerprint


# Databases from before


async def test_a_database_from_before_editing_says_what_its_documents_want() -> None:
    connection = mongomock_connection()
    store = await MongoStore.on(connection)
    await put(store, document(coverage=(Coverage(language=EN, total=1, published=1),)))
    (row,) = [row async for row in connection.access.scan("listings") if row["_id"] == "documents:SYMBOL"]
    assert ["en published", "en complete"] == row["entries"][0]["owners"][0]["says"].pop("wants")
    await connection.access.replace("listings", {"_id": row["_id"]}, row)
    await connection.access.update("counters", {"_id": "schema"}, {"$set": {"version": 4}})
    assert ["documents:SYMBOL"] == [each.name for each in await store.differences()]

    assert 4 == await migrations.migrate(connection)

    assert [] == await store.differences()
