"""Searching the founding documents over real HTTP, on the embedded store: indexed by the load that seeded it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Ask = Callable[..., dict[str, Any]]

pytestmark = [pytest.mark.embedded, pytest.mark.xdist_group("served")]

REPORT = "A/HRC/45/30"

PARAGRAPHS = """
query($words: String!, $in: [LanguageTag!], $within: DocumentSymbol) {
  search(query: $words, matchIn: $in, within: $within, types: [PARAGRAPH], first: 100) {
    edges { language snippetHtml node {
      ... on Paragraph { label document { symbol } submission { reporter { code } } }
    } }
  }
}
"""


def labels(ask: Ask, words: str, **variables: Any) -> set[str]:
    edges = ask(PARAGRAPHS, words=words, **variables)["search"]["edges"]
    return {edge["node"]["label"] for edge in edges}


def test_q06_and_q16_by_searching(ask: Ask, answer: Callable[[str], Any]) -> None:
    """What the fifteen questions find by walking every submission, a search finds at once."""
    missing = ask(PARAGRAPHS, words='"missing migrants" or "missing migrant" or "missing person" or "missing persons"')
    covid = ask(PARAGRAPHS, words="COVID-19", within=REPORT)

    assert set(answer("Q06")) == codes(missing)
    assert set(answer("Q16")) == codes(covid)


def codes(found: dict[str, Any]) -> set[str]:
    nodes = [edge["node"] for edge in found["search"]["edges"]]
    return {node["submission"]["reporter"]["code"] for node in nodes if node["submission"]}


def test_a_word_of_a_translation_is_found_in_its_language(ask: Ask) -> None:
    edges = ask(PARAGRAPHS, words="travailleuses -enfants", **{"in": ["fr"]})["search"]["edges"]

    assert edges
    assert {"fr"} == {edge["language"] for edge in edges}
    assert all("<mark>" in edge["snippetHtml"] for edge in edges)


def test_words_exclude_and_phrases_are_whole(ask: Ask) -> None:
    migrants = labels(ask, "migrants", within=REPORT)

    assert labels(ask, "migrants -detention", within=REPORT) == migrants - labels(ask, "detention", within=REPORT)
    assert labels(ask, "migrants children or women", within=REPORT) == migrants & (
        labels(ask, "children", within=REPORT) | labels(ask, "women", within=REPORT)
    )
    phrase = labels(ask, '"immigration detention"', within=REPORT)
    assert phrase
    assert phrase < labels(ask, "detention", within=REPORT)


def test_a_treaty_is_found_by_its_acronym_and_in_another_language(ask: Ask) -> None:
    query = """query($words: String!) { search(query: $words, types: [INSTRUMENT], first: 3) { edges { node {
                 ... on Instrument { identifier } } } } }"""

    for words in ("ICRMW", '"Migrant Workers and Members of Their Families"', "العمال المهاجرين وأفراد أسرهم"):
        edges = ask(query, words=words)["search"]["edges"]
        assert "treaty:ICRMW" in {edge["node"]["identifier"] for edge in edges}, words


def test_pasted_footnotes_are_looked_up(ask: Ask) -> None:
    text = "5 See A/HCR/24/57.\n6 United Nations, Treaty Series, vol. 2220, No. 39481.\n7 Ibid., vol. 2716, No. 48088."

    matches = ask(
        "query($text: String!) { lookupCitations(text: $text) { words instrument { identifier } warning } }", text=text
    )["lookupCitations"]

    assert [
        ("A/HCR/24/57", None, "A/HCR/24/57: did you mean A/HRC/24/57?"),
        ("United Nations, Treaty Series, vol. 2220, No. 39481", {"identifier": "treaty:ICRMW"}, None),
        ("Ibid., vol. 2716, No. 48088", {"identifier": "treaty:ICPPED"}, None),
    ] == [(each["words"], each["instrument"], each["warning"]) for each in matches]
