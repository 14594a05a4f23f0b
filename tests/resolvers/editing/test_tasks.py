"""Work lists: what a language wants, in the order of documents and texts, in agreement with the coverage."""

from __future__ import annotations

import pytest

from i18n.languages import EN, Tag
from resolvers.editing.intents import Intent, Transition
from resolvers.editing.tasks import Place, Task, Tasks, TranslationState, tasks
from store.records import DocumentRecord
from tests.support.desks import ADA, ES, FR, RESOLUTION, Table, paragraph
from tests.support.records import REPORT
from tests.support.watching_reads import CountingReader

MISSING, DRAFT = TranslationState.MISSING, TranslationState.DRAFT
IN_REVIEW, PUBLISHED = TranslationState.IN_REVIEW, TranslationState.PUBLISHED


async def listed(table: Table, language: Tag = ES, **conditions: object) -> list[Task]:
    """The whole list, a page of three at a time."""
    found: list[Task] = []
    after: Place | None = None
    while True:
        asked = Tasks(language=language, first=3, after=after, **conditions)  # type: ignore[arg-type]  # by name
        (page,) = await tasks(table.store, [asked])
        found += page.tasks
        if not page.has_next:
            return found
        assert 3 == len(page.tasks)
        after = Place.parse(str(page.tasks[-1].place))


def keys(found: list[Task]) -> list[str]:
    return [each.unit.key for each in found]


@pytest.fixture
async def worked(table: Table) -> Table:
    """One Spanish text in each state, and one that is stale."""
    await table.write(ADA, paragraph("1"), "Borrador", intent=Intent.DRAFT)
    await table.write(ADA, paragraph("2"), "En revisión")
    await table.publish(paragraph("3"), "Publicado")
    await table.publish(paragraph("PP1"), "Recordando", basis=await table.basis(paragraph("PP1")))
    await table.publish(paragraph("PP1"), "*Recalling* it,[^1]", 1, EN)
    return table


async def test_everything_is_listed_once_in_the_order_of_documents_and_texts(table: Table) -> None:
    found = keys(await listed(table))

    assert [REPORT, f"{REPORT}#sec.I", f"{REPORT}#sec.II"] == found[:3]
    assert [RESOLUTION, f"{RESOLUTION}#PP1", f"{RESOLUTION}#1"] == found[11:14]
    assert [f"{RESOLUTION}#fn1", f"{RESOLUTION}#fn2"] == found[-2:]
    assert 20 == len(found) == len(set(found))


@pytest.mark.parametrize(
    ("states", "wanted"),
    [
        ((DRAFT,), ["1"]),
        ((IN_REVIEW,), ["2"]),
        ((PUBLISHED,), ["PP1", "3"]),
        ((DRAFT, PUBLISHED), ["PP1", "1", "3"]),
    ],
    ids=str,
)
async def test_only_the_wanted_states_are_listed(
    worked: Table, states: tuple[TranslationState, ...], wanted: list[str]
) -> None:
    found = await listed(worked, states=frozenset(states))

    assert [f"{RESOLUTION}#{label}" for label in wanted] == keys(found)
    assert {each.state for each in found} == set(states)


async def test_what_is_stale_is_listed_as_such(worked: Table) -> None:
    assert [f"{RESOLUTION}#PP1"] == keys(await listed(worked, stale=True))
    assert 19 == len(await listed(worked, stale=False))


async def test_a_document_can_be_named(worked: Table) -> None:
    assert 9 == len(await listed(worked, document=RESOLUTION))
    assert [] == await listed(worked, document="A/RES/1/1")


async def test_the_list_and_the_coverage_agree(worked: Table) -> None:
    await worked.step(ADA, paragraph("3"), 2, Transition.WITHDRAW)
    for language in (ES, FR, EN, Tag("sw")):
        (document,) = await worked.store.get(DocumentRecord, [RESOLUTION])
        assert document is not None
        covered = {each.language: each for each in document.coverage}.get(language)
        found = await listed(worked, language, document=RESOLUTION)
        counts = [sum(each.state is state for each in found) for state in TranslationState]
        if covered is None:
            assert [9, 0, 0, 0] == counts
        else:
            assert (covered.total, covered.draft, covered.in_review) == (9, counts[1], counts[2])
            assert covered.published == sum(language in each.unit.variants for each in found)
            assert covered.stale == sum(each.is_stale for each in found)


async def test_documents_that_have_nothing_of_it_are_not_read(worked: Table) -> None:
    """The report has no Spanish at all: it is passed over by what its entry in the listing says."""
    reader = CountingReader(worked.store)

    await tasks(reader, [Tasks(language=ES, first=20, states=frozenset({DRAFT, IN_REVIEW}))])

    assert ["pages", "get"] + ["ranges"] * 2 == reader.asked
    reader.asked.clear()
    await tasks(reader, [Tasks(language=EN, first=20, states=frozenset({MISSING}))])
    assert ["pages"] == reader.asked


@pytest.mark.parametrize("words", ["", "x", "1.2", "4.1.A/1", "-1.0.A/1", "1.x.A/1", "0.0."])
def test_what_is_no_place_is_none(words: str) -> None:
    assert Place.parse(words) is None


def test_a_place_is_read_back() -> None:
    place = Place("S/RES/1325 (2000)", 2, 17)

    assert place == Place.parse(str(place))
