"""The translation memory through GraphQL, on the small corpus."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from i18n.languages import Tag
from resolvers.memory.comparing import Operation, differences, score
from schema import ids
from store.search.indexing import Indexer
from tests.support.asking import Asker
from tests.support.records import RESOLUTION, corpus, paragraph, stored, texts

MEMORY = """
query($unit: ID!, $first: Int) {
  translationMemory(unit: $unit, language: "fr", first: $first) {
    from language
    matches { score isExact unit { id } document { symbol } source { plain } target { plain }
              differences { operation start end rememberedStart rememberedEnd } }
    terms { words form }
  }
}
"""
SAME = texts("Encourages States to cooperate effectively;", "Encourage les États à coopérer efficacement ;")
NEAR = texts("Encourages States to cooperate fully;", "Encourage les États à coopérer pleinement ;")
ALONE = texts("Encourages States to cooperate effectively;")


@pytest.fixture
async def ask() -> AsyncIterator[Asker]:
    more = [paragraph(90 + n, f"9{n}", each) for n, each in enumerate((SAME, NEAR, ALONE))]
    store = await stored([*corpus(), *more])
    await Indexer(store).finish()
    yield Asker.of(store)
    await store.close()


def unit(label: str) -> str:
    return ids.encode("Paragraph", f"{RESOLUTION}#{label}")


async def memory(ask: Asker, label: str, **variables: Any) -> dict[str, Any]:
    found: dict[str, Any] = (await ask(MEMORY, unit=unit(label), **variables))["translationMemory"]
    return found


async def test_the_same_text_comes_first_and_then_what_is_like_it(ask: Asker) -> None:
    exact, near = (await memory(ask, "92"))["matches"]
    assert (exact["isExact"], exact["score"], exact["unit"]["id"]) == (True, 1.0, unit("90"))
    assert [each["operation"] for each in exact["differences"]] == ["EQUAL"]
    assert (near["isExact"], near["target"]["plain"]) == (False, NEAR[Tag("fr")].text)
    assert "REPLACE" in {each["operation"] for each in near["differences"]}


async def test_a_text_is_not_remembered_for_itself_nor_without_a_translation(ask: Asker) -> None:
    assert [each["unit"]["id"] for each in (await memory(ask, "90"))["matches"]] == [unit("91")]


async def test_as_many_matches_are_given_as_are_asked_for(ask: Asker) -> None:
    assert len((await memory(ask, "92", first=1))["matches"]) == 1


def test_differences_cover_both_texts_without_gaps() -> None:
    old, new = "Requests the Secretary-General;", "Also requests the 秘书长 again;"
    found = differences(old, new)
    assert "".join(old[each.candidate.start : each.candidate.end] for each in found) == old
    assert "".join(new[each.asked.start : each.asked.end] for each in found) == new
    assert Operation.REPLACE in {each.operation for each in found}


def test_only_the_same_text_has_the_score_1() -> None:
    assert score("a" * 50_000, "a" * 49_999 + "b") < score("same", "same") == 1.0
