"""A translation is stale as soon as its source is another, on every path that changes a text; a revert heals it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from i18n.languages import EN
from resolvers.editing.intents import Transition
from store.ports import Put, PutVariant
from store.records import Basis, Coverage, DocumentRecord, ParagraphRecord, Variant
from store.staleness import is_stale
from tests.store.builders import variant
from tests.support.desks import ADA, ES, RESOLUTION, Table, paragraph

UNIT = paragraph("1")
BEFORE, AFTER = "Welcomes it;[^2]", "Welcomes it warmly;[^2]"

Path = Callable[[Table, str], Awaitable[None]]
"""A way in which the source gets a text."""


async def by_mutation(table: Table, text: str) -> None:
    await table.publish(UNIT, text, max((await table.heads(UNIT, EN)).revisions), EN)


async def by_restoring(table: Table, text: str) -> None:
    """Written once as a draft that nobody publishes, then restored from the history."""
    history = [each.variant for each in await table.store.history(ParagraphRecord, UNIT.key)]
    expected = max((await table.heads(UNIT, EN)).revisions)
    found = next((each for each in history if each.language == EN and each.text == text), None)
    if found is None:
        written = await table.write(ADA, UNIT, text, expected, EN)
        assert written.variant is not None
        found, expected = written.variant, written.variant.revision
        other = await table.write(ADA, UNIT, "Something else", expected, EN)
        assert other.variant is not None
        expected = other.variant.revision
    restored = await table.restore(ADA, UNIT, found.revision, expected, EN)
    assert restored.variant is not None
    await table.step(ADA, UNIT, restored.variant.revision, Transition.PUBLISH, EN)


async def by_import(table: Table, text: str) -> None:
    """As a load does it: the whole record, and the document with its coverage counted anew."""
    unit = await table.unit(UNIT)
    new = variant(text, revision=unit.variants[EN].revision + 1)
    (document,) = await table.store.get(DocumentRecord, [RESOLUTION])
    assert document is not None
    after = replace(unit, variants={**unit.variants, EN: new})
    stale = is_stale(after, ES) - is_stale(unit, ES)
    coverage = [replace(each, stale=each.stale + stale * (each.language == ES)) for each in document.coverage]
    await table.store.commit(
        [Put(unit, after), Put(document, replace(document, coverage=tuple(coverage)))], by="import"
    )


async def by_translation_file(table: Table, text: str) -> None:
    """One text alone, as a file of translations writes it."""
    there = (await table.heads(UNIT, EN)).published
    assert there is not None
    await table.store.commit([PutVariant(ParagraphRecord, UNIT.key, variant(text), there.revision)], by="import")


PATHS = [by_mutation, by_restoring, by_import, by_translation_file]


async def spanish(table: Table) -> tuple[Variant, bool, Coverage]:
    """The text of readers, whether it is stale, and what the document's coverage says of the language."""
    unit = await table.unit(UNIT)
    (document,) = await table.store.get(DocumentRecord, [RESOLUTION])
    assert document is not None
    (coverage,) = [each for each in document.coverage if each.language == ES]
    return unit.variants[ES], is_stale(unit, ES), coverage


@pytest.mark.parametrize("back", PATHS)
@pytest.mark.parametrize("there", PATHS)
async def test_a_translation_is_stale_once_its_source_changed_and_a_revert_heals_it(
    table: Table, there: Path, back: Path
) -> None:
    await table.publish(UNIT, "La acoge;[^2]", basis=await table.basis(UNIT))
    text, stale, coverage = await spanish(table)
    assert (False, 0, 1) == (stale, coverage.stale, coverage.published)

    await there(table, AFTER)
    assert (text, True, 1) == ((told := await spanish(table))[0], told[1], told[2].stale)

    await back(table, BEFORE)
    assert (text, False, 0) == ((told := await spanish(table))[0], told[1], told[2].stale)
    assert [] == await table.store.differences()  # type: ignore[attr-defined]  # the store in memory has it


@pytest.mark.parametrize("path", PATHS)
async def test_the_feed_tells_that_a_translation_became_stale(table: Table, path: Path) -> None:
    await table.publish(UNIT, "La acoge;[^2]", basis=await table.basis(UNIT))
    head = await table.store.head()

    await path(table, AFTER)

    changes = await table.store.changes(head, 100)
    assert {EN, ES} <= {tag for change in changes if change.key == UNIT.key for tag in change.languages}


async def test_a_translation_made_from_a_translation_follows_that_one(table: Table) -> None:
    await table.publish(UNIT, "La acoge;[^2]", basis=await table.basis(UNIT))
    spanish = await table.basis(UNIT, ES)
    await table.publish(UNIT, "S’en félicite;[^2]", 0, "fr", basis=spanish)  # type: ignore[arg-type]  # a tag

    await by_mutation(table, AFTER)
    unit = await table.unit(UNIT)
    assert (True, False) == (is_stale(unit, ES), is_stale(unit, "fr"))  # type: ignore[arg-type]  # a tag

    new = await table.basis(UNIT)
    await table.publish(UNIT, "La acoge con agrado;[^2]", 2, basis=new)
    unit = await table.unit(UNIT)
    assert (False, True) == (is_stale(unit, ES), is_stale(unit, "fr"))  # type: ignore[arg-type]  # a tag


async def test_the_same_words_from_a_newer_source_heal_a_text_once_published(table: Table) -> None:
    await table.publish(UNIT, "La acoge;[^2]", basis=await table.basis(UNIT))
    await by_mutation(table, AFTER)

    await table.publish(UNIT, "La acoge;[^2]", 2, basis=await table.basis(UNIT))

    text, stale, _ = await spanish(table)
    assert (False, Basis(EN, 3, (await table.basis(UNIT)).digest)) == (stale, text.basis)
