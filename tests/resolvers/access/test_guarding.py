"""What comes out of a guarded store, and what it takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from i18n.languages import EN, Tag
from i18n.words import sought
from resolvers.access import NOBODY, PUBLIC, Forbidden, Principal, Unauthenticated
from resolvers.access.guarding import Guardable, Guarded
from resolvers.documents import covered
from store.errors import Conflict
from store.listings import names
from store.mongo.store import MongoStore
from store.ports import Match, Put, PutVariant, Range, Slice
from store.records import (
    NOTHING,
    Act,
    Adoption,
    Basis,
    BodyRecord,
    CitationRecord,
    Coverage,
    DocumentRecord,
    Entry,
    Finding,
    Mandate,
    Origin,
    ParagraphRecord,
    Span,
    SubmissionRecord,
    Variant,
    VariantStatus,
    Vote,
)
from store.search.indexing import Indexer
from store.search.query import Query, Search, Term
from tests.store.builders import citation, document, paragraph, submission, variant
from tests.support.access import principal
from tests.support.stores import mongomock_store, put

FR, ES, RU = Tag("fr"), Tag("es"), Tag("ru")
KEY = "A/RES/74/148"

PUBLISHED = {
    EN: variant("Recalls"),
    FR: variant("Rappelle", FR, basis=Basis(EN, 1, "d" * 16)),
    ES: variant("Recuerda", ES),
}
DRAFTS = {
    FR: variant("Rappelant", FR, status=VariantStatus.DRAFT),
    RU: variant("Напоминает", RU, status=VariantStatus.IN_REVIEW),
}
READER_FR = principal("READER:fr")
TRANSLATOR_FR = principal("TRANSLATOR:fr", is_public=True)
ADMIN = principal("ADMIN")


def whole_document() -> DocumentRecord:
    return document(
        variants={EN: variant("Protection of migrants"), FR: variant("Protection des migrants", FR)},
        coverage=(
            Coverage(language=EN, total=2, published=2),
            Coverage(language=ES, total=2, published=1),
            Coverage(language=FR, total=2, published=2, draft=1),
            Coverage(language=RU, total=2, published=0, in_review=1),
        ),
        findings=(
            Finding(code="NUMBER_MISSING", params={"number": "4"}, language=EN),
            Finding(code="NUMBER_MISSING", params={"number": "5"}, language=FR),
            Finding(code="CITATIONS_DIFFER"),
        ),
        mandates=(Mandate(paragraph=f"{KEY}#1", addressee="the Secretary-General"),),
        vote=Vote(adoption=Adoption.RECORDED_VOTE, words="by a recorded vote"),
        origins={EN: Origin(rank=variant("").rank), FR: Origin(rank=variant("").rank)},
        job_numbers={EN: "20-1", FR: "20-2"},
    )


def whole_paragraph() -> ParagraphRecord:
    return paragraph(
        1, variants=PUBLISHED, working=DRAFTS, acts=(Act(verb="Recalls"),), labels={FR: "1 bis", ES: "1 ter"}
    )


@pytest.fixture
async def store() -> MongoStore:
    opened = await mongomock_store()
    cited = replace(
        citation(1), words={EN: "Ibid.", FR: "Ibid., p. 1"}, spans={EN: Span(0, 5), FR: Span(0, 11)}, unsettled=(EN,)
    )
    await put(opened, whole_document(), whole_paragraph(), cited, submission(1, "MEX"))
    return opened


async def seen(store: Guardable, principal: Principal) -> ParagraphRecord:
    (found,) = await Guarded(store, principal).get(ParagraphRecord, [f"{KEY}#1"])
    assert found is not None
    return found


async def seen_document(store: Guardable, principal: Principal) -> DocumentRecord:
    (found,) = await Guarded(store, principal).get(DocumentRecord, [KEY])
    assert found is not None
    return found


# What is read


@pytest.mark.parametrize(
    ("principal", "published", "drafts"),
    [
        (PUBLIC, {EN, FR, ES}, set()),
        (READER_FR, {FR}, set()),
        (principal("READER:fr", is_public=True), {EN, FR, ES}, set()),
        (TRANSLATOR_FR, {EN, FR, ES}, {FR}),
        (principal("TRANSLATOR:ru"), set(), {RU}),
        (principal("READER:en", "REVIEWER:ru,fr"), {EN, FR}, {FR, RU}),
        (principal("PARTNER"), {EN, FR, ES}, set()),
        (ADMIN, {EN, FR, ES}, {FR, RU}),
    ],
)
async def test_texts_are_in_records_where_the_policy_allows_them(
    store: MongoStore, principal: Principal, published: set[Tag], drafts: set[Tag]
) -> None:
    guarded = Guarded(store, principal)

    (by_key,) = await guarded.get(ParagraphRecord, [f"{KEY}#1"])
    ((by_position,),) = await guarded.ranges(ParagraphRecord, [Range(KEY, 1, 9)])
    ((by_label,),) = await guarded.matching(ParagraphRecord, [Match({"document": KEY, "label_key": "1"})])

    assert by_key == by_position == by_label
    assert by_key is not None
    assert (published, drafts) == (set(by_key.variants), set(by_key.working))


async def test_tombstones_and_history_are_read_by_the_same_rule(store: MongoStore) -> None:
    held = await seen(store, ADMIN)
    await store.commit([Put(held, replace(held, deleted=True))], by="test")
    guarded = Guarded(store, principal("READER:en", "TRANSLATOR:fr"))

    (buried,) = await guarded.buried(ParagraphRecord, [held.key])

    assert buried is not None
    assert ({EN, FR}, {FR}) == (set(buried.variants), set(buried.working))
    assert {FR} == {each.variant.language for each in await guarded.history(ParagraphRecord, held.key)}
    assert [] == await Guarded(store, PUBLIC).history(ParagraphRecord, held.key)


async def test_records_without_anything_to_remove_come_out_as_they_went_in() -> None:
    """So that reading in public costs nothing."""
    plain, cited, sent = paragraph(1, variants=PUBLISHED), citation(1), submission(1, "MEX")
    title = document(coverage=(Coverage(language=EN, total=2, published=2),))

    class Same:
        async def get(self, kind: type, keys: Sequence[str]) -> list[object]:
            return [{ParagraphRecord: plain, CitationRecord: cited, SubmissionRecord: sent}.get(kind, title), None]

    guarded = Guarded(Same(), PUBLIC)  # type: ignore[arg-type]  # nothing else is asked of it

    for kind, record in (
        (ParagraphRecord, plain), (CitationRecord, cited), (SubmissionRecord, sent), (DocumentRecord, title)
    ):  # fmt: skip
        found, missing = await guarded.get(kind, ["1", "2"])
        assert found is record
        assert missing is None


async def test_what_a_text_was_made_from_is_told_to_who_may_read_that(store: MongoStore) -> None:
    assert (await seen(store, PUBLIC)).variants[FR].basis is not None
    assert (await seen(store, READER_FR)).variants[FR].basis is None


async def test_words_of_the_original_go_with_the_original(store: MongoStore) -> None:
    french, english = await seen(store, READER_FR), await seen(store, principal("READER:en"))

    assert ((), {FR: "1 bis"}) == (french.acts, french.labels)
    assert (1, {}) == (len(english.acts), english.labels)

    document = await seen_document(store, READER_FR)
    assert ((), None) == (document.mandates, document.vote and document.vote.words)
    assert [FR] == [each.language for each in document.findings]
    assert ({FR}, {FR}) == (set(document.origins), set(document.job_numbers))


async def test_an_act_of_citing_is_seen_by_everybody_and_its_words_by_who_reads_them(store: MongoStore) -> None:
    ((french,),) = await Guarded(store, READER_FR).ranges(CitationRecord, [Range(KEY, 1, 9)])
    ((spanish,),) = await Guarded(store, principal("READER:es")).ranges(CitationRecord, [Range(KEY, 1, 9)])

    assert ({FR: "Ibid., p. 1"}, {FR: Span(0, 11)}, ()) == (french.words, french.spans, french.unsettled)
    assert ({}, {}) == (spanish.words, spanish.spans)


async def test_coverage_does_not_tell_of_drafts_that_may_not_be_read(store: MongoStore) -> None:
    def told(record: DocumentRecord) -> dict[Tag, tuple[int, int, int]]:
        return {each.language: (each.published, each.draft, each.in_review) for each in record.coverage}

    public = await seen_document(store, PUBLIC)
    assert {EN: (2, 0, 0), ES: (1, 0, 0), FR: (2, 0, 0)} == told(public)
    assert 0 == next(each.in_review for each in covered(public) if each.language == RU)
    assert {EN: (2, 0, 0), ES: (1, 0, 0), FR: (2, 1, 0)} == told(await seen_document(store, TRANSLATOR_FR))
    assert {FR: (2, 0, 0)} == told(await seen_document(store, READER_FR))
    assert {RU: (0, 0, 1)} == told(await seen_document(store, principal("REVIEWER:ru")))
    assert (await seen_document(store, ADMIN)).coverage == whole_document().coverage


async def test_how_many_units_there_are_is_told_even_to_who_can_read_none(store: MongoStore) -> None:
    nothing = await seen_document(store, principal("READER:ar"))

    assert [2] * 6 == [each.total for each in covered(nothing)]
    assert [0] * 6 == [each.published for each in covered(nothing)]


async def test_a_listing_does_not_tell_in_which_other_languages_there_are_texts(store: MongoStore) -> None:
    def has(tag: Tag) -> Slice:
        def keeps(entry: Entry) -> bool:
            return tag in entry.owners[entry.key]["languages"]

        return Slice(listing=names.documents(names.DocumentOrder.SYMBOL), first=10, where=keeps)

    everything = has(FR)._replace(where=None)
    french = await Guarded(store, READER_FR).pages([has(FR), has(EN), everything])
    public = await Guarded(store, PUBLIC).pages([has(FR), has(EN), everything])

    assert [1, 0, 1] == [len(page.entries) for page in french]
    assert [1, 1, 1] == [len(page.entries) for page in public]
    assert [FR] == french[2].entries[0].owners[KEY]["languages"]


def search(words: str, *languages: Tag, preferred: tuple[Tag, ...] = ()) -> Search:
    return Search(query=Query(((Term(sought(words)),),)), first=10, languages=languages or None, preferred=preferred)


async def test_only_texts_that_may_be_read_are_searched(store: MongoStore) -> None:
    await Indexer(store).catch_up()
    reader = Guarded(store, READER_FR)

    assert [FR] == [hit.language for hit in (await reader.search(search("rappelle"))).hits]
    assert [FR] == [hit.language for hit in (await reader.search(search("rappelle", EN, FR))).hits]
    assert () == (await reader.search(search("recalls"))).hits
    assert () == (await reader.search(search("rappelle", EN))).hits
    assert [EN] == [hit.language for hit in (await Guarded(store, PUBLIC).search(search("recalls"))).hits]
    for somebody in (PUBLIC, READER_FR, TRANSLATOR_FR, ADMIN):
        assert () == (await Guarded(store, somebody).search(search("rappelant"))).hits


async def test_what_answers_in_a_hidden_language_too_is_found_in_one_that_may_be_read() -> None:
    """However many answer in the other language before it: a page is full as long as there is something to find."""
    store = await mongomock_store()
    both = {EN: variant("migration"), FR: variant("migration", FR)}
    alone = [paragraph(n, "migration migration") for n in range(1, 30)]
    await put(store, document(), *alone, *(paragraph(n, variants=both) for n in range(30, 33)))
    await Indexer(store).catch_up()

    found = await Guarded(store, READER_FR).search(replace(search("migration", preferred=(EN,)), first=2))

    assert ([FR, FR], True) == ([hit.language for hit in found.hits], found.has_next)


async def test_a_language_under_another_is_searched_only_by_who_reads_it() -> None:
    store = await mongomock_store()
    hant = Tag("zh-Hant")
    both = {Tag("zh"): variant("回顾", Tag("zh")), hant: variant("回顧", hant)}
    await put(store, document(), paragraph(1, variants=both))
    await Indexer(store).catch_up()

    assert () == (await Guarded(store, principal("READER:zh-Hant")).search(search("回顾"))).hits
    assert 1 == len((await Guarded(store, principal("READER:zh-Hant")).search(search("回顧", Tag("zh")))).hits)
    assert 1 == len((await Guarded(store, principal("READER:zh")).search(search("回顧"))).hits)


@pytest.mark.parametrize(("principal", "error"), [(NOBODY, Unauthenticated), (Principal(id="key:1"), Forbidden)])
def test_who_may_read_nothing_is_told_so_at_once(
    store: MongoStore, principal: Principal, error: type[Exception]
) -> None:
    with pytest.raises(error):
        Guarded(store, principal)


@pytest.mark.parametrize(
    ("principal", "asked", "preference"),
    [
        (PUBLIC, (), ()),
        (PUBLIC, (ES,), (ES,)),
        (READER_FR, (), (FR,)),
        (READER_FR, (ES,), (ES, FR)),
        (READER_FR, (FR, ES), (FR, ES)),
        (principal("READER:fr,es"), (), (ES, FR)),
        (TRANSLATOR_FR, (), ()),
    ],
)
async def test_who_asks_for_no_language_is_served_one_that_they_may_read(
    store: MongoStore, principal: Principal, asked: tuple[Tag, ...], preference: tuple[Tag, ...]
) -> None:
    assert preference == Guarded(store, principal).preference(asked)


# The feed


async def languages_told(store: Guardable, principal: Principal, after: int) -> dict[str, tuple[Tag, ...]]:
    return {each.key: each.languages for each in await Guarded(store, principal).changes(after, 100)}


async def drafted(store: MongoStore, text: Variant) -> int:
    """Write a draft, as editors do: with the document's coverage. Gives the head before."""
    head = await store.head()
    held, title = await seen(store, ADMIN), await seen_document(store, ADMIN)
    coverage = tuple(replace(each, draft=each.draft + (each.language == text.language)) for each in title.coverage)
    writes = [
        Put(held, replace(held, working={**held.working, text.language: text})),
        Put(title, replace(title, coverage=coverage)),
    ]
    await store.commit(writes, by="editor")
    return head


async def test_a_draft_is_no_change_for_who_may_not_read_it(store: MongoStore) -> None:
    head = await drafted(store, variant("Rappelant encore", FR, status=VariantStatus.DRAFT))

    for somebody in (PUBLIC, READER_FR, principal("PARTNER"), principal("TRANSLATOR:ru", is_public=True)):
        assert {} == await languages_told(store, somebody, head)
    assert {f"{KEY}#1": (FR,), KEY: ()} == await languages_told(store, TRANSLATOR_FR, head)
    assert await store.head() == await Guarded(store, PUBLIC).head()


async def test_a_text_is_a_change_for_who_reads_its_language(store: MongoStore) -> None:
    head = await store.head()
    await store.commit([PutVariant(ParagraphRecord, f"{KEY}#1", variant("Recuerda que", ES), expected=1)], by="editor")

    assert {f"{KEY}#1": (ES,)} == await languages_told(store, PUBLIC, head)
    assert {f"{KEY}#1": (ES,)} == await languages_told(store, principal("PARTNER:es"), head)
    assert {} == await languages_told(store, READER_FR, head)


async def test_what_comes_goes_or_is_no_text_is_a_change_for_everybody(store: MongoStore) -> None:
    assert {KEY, f"{KEY}#1"} <= set(await languages_told(store, principal("READER:ar"), 0))
    head, held = await store.head(), await seen(store, ADMIN)
    await store.commit([Put(held, replace(held, label="2"))], by="import")

    assert {f"{KEY}#1": ()} == await languages_told(store, principal("READER:ar"), head)


async def test_publishing_a_draft_is_a_change_for_readers(store: MongoStore) -> None:
    head, held = await store.head(), await seen(store, ADMIN)
    published = replace(held.working[FR], status=VariantStatus.PUBLISHED)
    without = {tag: text for tag, text in held.working.items() if tag != FR}
    await store.commit(
        [Put(held, replace(held, variants={**held.variants, FR: published}, working=without))], by="editor"
    )

    assert {f"{KEY}#1": (FR,)} == await languages_told(store, PUBLIC, head)


async def test_a_guarded_store_is_a_store_that_can_be_guarded(store: MongoStore) -> None:
    """Each guard removes what it does: nobody gets more by going through two."""
    french: Guardable = Guarded(store, READER_FR)

    assert ({FR}, set()) == (set((await seen(french, ADMIN)).variants), set((await seen(french, ADMIN)).working))


# What is written


def with_draft(record: ParagraphRecord, language: Tag, text: str = "Nouveau") -> ParagraphRecord:
    return replace(record, working={**record.working, language: variant(text, language, status=VariantStatus.DRAFT)})


async def test_who_writes_one_language_loses_none_that_they_do_not_see(store: MongoStore) -> None:
    translator = principal("TRANSLATOR:fr")
    before, mine = await seen(store, ADMIN), await seen(store, translator)

    await Guarded(store, translator).commit([Put(mine, with_draft(mine, FR))], by="me")

    after = await seen(store, ADMIN)
    assert before.variants == after.variants
    assert before.working[RU] == after.working[RU]
    assert (before.acts, before.labels, "Nouveau") == (after.acts, after.labels, after.working[FR].text)


@pytest.mark.parametrize(
    ("principal", "change", "error"),
    [
        (PUBLIC, lambda it: with_draft(it, FR), Unauthenticated),
        (READER_FR, lambda it: with_draft(it, FR), Forbidden),
        (principal("PARTNER"), lambda it: with_draft(it, FR), Forbidden),
        (TRANSLATOR_FR, lambda it: with_draft(it, RU), Forbidden),
        (TRANSLATOR_FR, lambda it: replace(it, working=NOTHING, label="2"), Forbidden),
        (TRANSLATOR_FR, lambda it: replace(it, variants={**it.variants, FR: variant("À moi", FR)}), Forbidden),
        (principal("REVIEWER:fr"), lambda it: replace(it, variants={FR: variant("À moi", FR)}), Forbidden),
        (principal("PUBLISHER:fr"), lambda it: replace(it, variants={**it.variants, EN: variant("Mine")}), Forbidden),
        (principal("PUBLISHER:fr"), lambda it: replace(it, deleted=True), Forbidden),
    ],
)
async def test_a_write_that_the_policy_refuses_writes_nothing(
    store: MongoStore, principal: Principal, change: object, error: type[Exception]
) -> None:
    assert callable(change)
    head, mine = await store.head(), await seen(store, principal)

    with pytest.raises(error):
        await Guarded(store, principal).commit([Put(mine, change(mine))], by="me")

    assert head == await store.head()


async def test_a_publisher_publishes_in_their_language_and_corrects_citations(store: MongoStore) -> None:
    publisher = Guarded(store, principal("PUBLISHER:fr"))
    ((cited,),) = await publisher.ranges(CitationRecord, [Range(KEY, 1, 9)])

    await publisher.commit([Put(cited, replace(cited, pinpoint="para. 2", is_corrected=True))], by="me")
    await publisher.commit([PutVariant(ParagraphRecord, f"{KEY}#1", variant("Publié", FR), expected=1)], by="me")
    with pytest.raises(Forbidden):
        await publisher.commit([PutVariant(ParagraphRecord, f"{KEY}#1", variant("Mine"), expected=1)], by="me")

    ((held,),) = await store.ranges(CitationRecord, [Range(KEY, 1, 9)])
    assert ("para. 2", {EN: "Ibid.", FR: "Ibid., p. 1"}) == (held.pinpoint, held.words)
    assert "Publié" == (await seen(store, ADMIN)).variants[FR].text


async def test_coverage_is_written_for_the_languages_that_were_seen(store: MongoStore) -> None:
    translator = principal("TRANSLATOR:fr")
    mine = await seen_document(store, translator)
    assert [FR] == [each.language for each in mine.coverage]

    changed = replace(mine, coverage=(replace(mine.coverage[0], draft=2),))
    await Guarded(store, translator).commit([Put(mine, changed)], by="me")

    after = {each.language: (each.published, each.draft, each.in_review) for each in (await held(store)).coverage}
    assert {EN: (2, 0, 0), ES: (1, 0, 0), FR: (2, 2, 0), RU: (0, 0, 1)} == after


async def held(store: MongoStore) -> DocumentRecord:
    (found,) = await store.get(DocumentRecord, [KEY])
    assert found is not None
    return found


async def test_who_saw_an_old_record_overwrites_nothing(store: MongoStore) -> None:
    mine = await seen(store, TRANSLATOR_FR)
    await drafted(store, variant("Rappelant encore", FR, status=VariantStatus.DRAFT))

    with pytest.raises(Conflict):
        await Guarded(store, TRANSLATOR_FR).commit([Put(mine, with_draft(mine, FR))], by="me")


async def test_only_an_administrator_makes_records(store: MongoStore) -> None:
    body = BodyRecord(key="UN-GA", variants={EN: variant("General Assembly")})
    with pytest.raises(Forbidden):
        await Guarded(store, principal("PUBLISHER")).commit([Put(None, body)], by="me")

    await Guarded(store, ADMIN).commit([Put(None, body)], by="me")

    assert [True] == [each is not None for each in await store.get(BodyRecord, ["UN-GA"])]
