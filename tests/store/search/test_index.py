"""The index answers as a scan of every text would, however its segments were cut, merged and replaced."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from i18n.languages import Tag
from i18n.words import sought
from store.search.building import Builder
from store.search.index import SearchIndex
from store.search.manifest import Manifest
from store.search.passages import Owned, Passage, UnitKind
from store.search.query import Hit, Query, Search, Term
from store.search.shelf import Shelf
from tests.support.searching import MemorySegments, passages, scan

EN, FR, AR, ZH = Tag("en"), Tag("fr"), Tag("ar"), Tag("zh")

WORDS = [
    "migrants",
    "rights",
    "A/RES/74/148",
    "74/148",
    "human",
    "المهاجرين",
    "حقوق",
    "移民",
    "人权",
    "国",
    "droits",
    "É",
]
TEXT = st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join)
TEXTS = st.dictionaries(st.sampled_from([EN, FR, AR, ZH]), TEXT, max_size=3)
KINDS = st.sampled_from(list(UnitKind))
PASSAGES = st.lists(st.tuples(KINDS, TEXTS), max_size=4)
TERM = st.lists(st.sampled_from(WORDS), min_size=1, max_size=2).map(lambda words: Term(sought(" ".join(words))))
QUERY = st.builds(
    Query,
    st.lists(st.lists(TERM, min_size=1, max_size=2).map(tuple), min_size=1, max_size=2).map(tuple),
    st.lists(TERM, max_size=1).map(tuple),
)
LANGUAGES = st.none() | st.lists(st.sampled_from([EN, FR, AR, ZH]), min_size=1, unique=True).map(tuple)
SOME_KINDS = st.none() | st.sets(KINDS, min_size=1).map(frozenset)


def owned(number: int, units: Sequence[tuple[UnitKind, dict[Tag, str]]]) -> Owned:
    name = f"document:A/{number}"
    return Owned(
        name, tuple(Passage(kind, f"{kind.value}{number}.{at}", texts) for at, (kind, texts) in enumerate(units))
    )


async def put(shelf: Shelf, everything: Sequence[Owned], generation: int = 1) -> None:
    if not everything:
        return
    builder = Builder()
    for each in everything:
        builder.add(each, generation)
    await shelf.put(builder, generation)


async def found(store: MemorySegments, search: Search) -> list[Hit]:
    """All hits, page by page."""
    index = SearchIndex(store)
    hits: list[Hit] = []
    while True:
        page = await index.search(search)
        hits += page.hits
        if not page.has_next:
            return hits
        search = Search(
            query=search.query,
            first=search.first,
            languages=search.languages,
            kinds=search.kinds,
            within=search.within,
            after=hits[-1].place,
        )


@settings(deadline=None, max_examples=150)
@given(
    batches=st.lists(st.dictionaries(st.integers(1, 4), PASSAGES, max_size=3), min_size=1, max_size=4),
    query=QUERY,
    languages=LANGUAGES,
    kinds=SOME_KINDS,
    within=st.none() | st.integers(1, 5),
    merging=st.sampled_from(["never", "at the end", "each time"]),
    first=st.integers(1, 4),
)
def test_the_index_answers_as_a_scan_of_the_latest_texts(
    *,
    batches: list[dict[int, list[tuple[UnitKind, dict[Tag, str]]]]],
    query: Query,
    languages: tuple[Tag, ...] | None,
    kinds: frozenset[UnitKind] | None,
    within: int | None,
    merging: str,
    first: int,
) -> None:
    """Documents come in batches, later ones in place of earlier ones; pages of any size are the whole in order."""

    async def run() -> None:
        store = MemorySegments()
        shelf = Shelf(store)
        latest: dict[int, Owned] = {}
        for generation, batch in enumerate(batches, 1):
            new = {number: owned(number, units) for number, units in batch.items()}
            latest |= new
            await put(shelf, list(new.values()), generation)
            if merging == "each time":
                await shelf.merge_all()
        if merging == "at the end":
            await shelf.merge_all()
        search = Search(
            query=query,
            first=first,
            languages=languages,
            kinds=kinds,
            within=None if within is None else f"document:A/{within}",
        )

        hits = await found(store, search)

        assert scan(search, latest.values()) == {(hit.kind.value, hit.key) for hit in hits}
        assert len(hits) == len({(hit.kind, hit.key) for hit in hits})
        assert [hit.place.order for hit in hits] == sorted(hit.place.order for hit in hits)
        assert store.begun.keys() == {each.id for each in store.now.live}
        assert {name.partition("/")[0] for name in store.kept} == {each.id for each in store.now.live}

    asyncio.run(run())


@settings(deadline=None, max_examples=60)
@given(
    everything=st.lists(PASSAGES, min_size=2, max_size=6),
    query=QUERY,
    cuts=st.lists(st.integers(1, 5), max_size=2),
)
def test_order_and_scores_do_not_depend_on_how_segments_were_cut(
    everything: list[list[tuple[UnitKind, dict[Tag, str]]]], query: Query, cuts: list[int]
) -> None:
    async def run() -> None:
        all_owned = [owned(number, units) for number, units in enumerate(everything)]
        whole, cut = MemorySegments(), MemorySegments()
        await put(Shelf(whole), all_owned)
        bounds = sorted({0, *(each for each in cuts if each < len(all_owned)), len(all_owned)})
        for start, stop in pairwise(bounds):
            await put(Shelf(cut), all_owned[start:stop])
        search = Search(query=query, first=100)

        assert await found(whole, search) == await found(cut, search)
        await Shelf(cut).merge_all()
        assert await found(whole, search) == await found(cut, search)

    asyncio.run(run())


def asked(*words: str, **fields: object) -> Search:
    return Search(query=Query(tuple((Term(sought(each)),) for each in words)), first=10, **fields)  # type: ignore[arg-type]


async def keys(store: MemorySegments, search: Search) -> list[str]:
    return [hit.key for hit in await found(store, search)]


async def test_a_title_comes_before_a_paragraph_and_more_of_the_same_before_less() -> None:
    store = MemorySegments()
    title = passages("document:A/1", {EN: "Protection of migrants"}, kind=UnitKind.DOCUMENT)
    text = passages("document:A/2", {EN: "migrants and again migrants"}, {EN: "migrants and nobody else here"})
    await put(Shelf(store), [text, title])

    assert ["A/1#1", "A/2#1", "A/2#2"] == await keys(store, asked("migrants"))


async def test_a_unit_that_answers_in_several_languages_comes_once_in_the_one_preferred() -> None:
    store = MemorySegments()
    await put(Shelf(store), [passages("document:A/1", {EN: "migration", FR: "La migration et la migration"})])
    index = SearchIndex(store)

    languages = [
        (await index.search(asked("migration", **fields))).hits[0].language
        for fields in ({}, {"preferred": (FR,)}, {"languages": (FR, EN)}, {"languages": (EN, FR)}, {"languages": (FR,)})
    ]

    assert [EN, FR, FR, EN, FR] == languages


async def test_of_many_words_only_the_rarest_are_sought_and_those_that_nobody_has_count_for_nothing() -> None:
    store = MemorySegments()
    texts = [{EN: "rights"}, {EN: "rights of migrants"}, {EN: "rights in transit"}, {EN: "migrants"}]
    await put(Shelf(store), [passages("document:A/1", *texts)])
    words = ("rights", "nobody", "transit", "migrants")
    query = Query((tuple(Term(sought(word)) for word in words),))

    by_number = {
        rarest: set(await keys(store, Search(query=query, first=10, languages=(EN,), rarest=rarest)))
        for rarest in (1, 2, None)
    }

    assert by_number == {1: {"A/1#3"}, 2: {"A/1#2", "A/1#3", "A/1#4"}, None: {"A/1#1", "A/1#2", "A/1#3", "A/1#4"}}


async def test_a_language_is_searched_with_its_narrower_and_wider_forms() -> None:
    store = MemorySegments()
    await put(Shelf(store), [passages("document:A/1", {ZH: "移民", Tag("zh-Hant"): "移民權利"})])

    assert ["A/1#1"] == await keys(store, asked("權利", languages=(ZH,)))
    assert ["A/1#1"] == await keys(store, asked("移民", languages=(Tag("zh-Hans"),)))
    assert [] == await keys(store, asked("移民", languages=(EN,)))


async def test_a_phrase_does_not_reach_from_one_unit_into_the_next() -> None:
    store = MemorySegments()
    await put(Shelf(store), [passages("document:A/1", {EN: "human"}, {EN: "rights"}, {EN: "human rights"})])

    assert ["A/1#3"] == await keys(store, asked("human rights"))


async def test_an_older_reading_that_is_published_later_does_not_come_back() -> None:
    """Two processes index one document; who read it earlier loses, whoever is done first."""
    store = MemorySegments()
    await put(Shelf(store), [passages("document:A/1", {EN: "newer"})], generation=7)
    await put(Shelf(store), [passages("document:A/1", {EN: "older"})], generation=5)

    assert ["A/1#1"] == await keys(store, asked("newer"))
    assert [] == await keys(store, asked("older"))
    assert 7 == store.now.seq


async def test_what_dies_while_it_is_merged_is_dead_in_the_merged_segment() -> None:
    store = MemorySegments()
    shelf = Shelf(store)
    await put(shelf, [passages("document:A/1", {EN: "one"}), passages("document:A/2", {EN: "two"})])
    await put(shelf, [passages("document:A/3", {EN: "three"})])
    meanwhile = Overtaken(store, passages("document:A/1", {EN: "newer"}))

    await Shelf(meanwhile).merge_all()

    assert [] == await keys(store, asked("one"))
    assert [["A/1#1"], ["A/2#1"], ["A/3#1"]] == [await keys(store, asked(word)) for word in ("newer", "two", "three")]


async def test_who_merges_what_another_has_merged_leaves_nothing_behind() -> None:
    store = MemorySegments()
    await put(Shelf(store), [passages("document:A/1", {EN: "one"})])
    await put(Shelf(store), [passages("document:A/2", {EN: "two"})])

    await asyncio.gather(Shelf(store).merge_all(), Shelf(store).merge_all())

    assert 1 == len(store.now.live) == len(store.begun)
    assert ["A/2#1"] == await keys(store, asked("two"))


class Overtaken(MemorySegments):
    """The segments of another store, where somebody publishes one just before the first manifest is replaced."""

    def __init__(self, inner: MemorySegments, late: Owned) -> None:
        super().__init__()
        self.inner, self.late = inner, [late]
        self.kept, self.begun = inner.kept, inner.begun

    async def manifest(self) -> Manifest:
        return await self.inner.manifest()

    async def publish(self, before: Manifest, after: Manifest) -> bool:
        while self.late:
            await put(Shelf(self.inner), [self.late.pop()], generation=9)
        return await self.inner.publish(before, after)


@pytest.mark.parametrize("count", [1, 3, 300])
async def test_a_segment_is_merged_when_there_are_eight_of_a_size(count: int) -> None:
    store = MemorySegments()
    shelf = Shelf(store)
    for number in range(count):
        await put(shelf, [passages(f"document:A/{number}", {EN: f"word {number}"})])
        await shelf.merge(8)

    assert len(store.now.live) < 8
    assert count == len(await keys(store, asked("word")))


async def test_the_same_search_reads_nothing_again_until_the_index_is_another() -> None:
    store = MemorySegments()
    shelf, index = Shelf(store), SearchIndex(store)
    search = replace(asked("migrants"), first=1)
    await put(shelf, [passages("document:A/1", {EN: "migrants"})])
    first = await index.search(search)
    read: list[str] = []
    parts = store.parts

    async def noting(names: Sequence[str]) -> Any:
        read.extend(names)
        return await parts(names)

    store.parts = noting  # type: ignore[method-assign]  # to see what is read

    assert await index.search(search) is first
    assert read == []
    assert await index.search(replace(search, first=2)) is not first

    title = passages("document:A/2", {EN: "migrants"}, kind=UnitKind.DOCUMENT)
    await put(shelf, [title], generation=2)
    assert [each.key for each in (await index.search(search)).hits] == ["A/2#1"]
    assert read
