"""The linker against the United Nations' own resolutions in six languages: shares, differences, planted alterations."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from benchmarks.citing import Shares, comparison, links, planted
from i18n.languages import EN, OFFICIAL, Tag
from seed.authority.instruments import load_instruments
from seed.linking import Authority, Linked, UnitKind
from seed.linking.comparing import Difference, DifferenceKind
from tests.support.resolutions import Resolution, align, by_number, resolutions

pytestmark = pytest.mark.corpus

EVERY = 8
"""Of the resolutions of the seventy-fourth session each eighth: forty, in six languages."""


@cache
def sample() -> list[tuple[dict[Tag, Resolution], dict[Tag, Linked]]]:
    authority = Authority(load_instruments())
    found = list(by_number(resolutions(74)).values())[::EVERY]
    return [(languages, links(languages, authority)) for languages in found]


@cache
def shares() -> dict[Tag, Shares]:
    found = {tag: Shares() for tag in OFFICIAL}
    for languages, linked in sample():
        for tag, each in linked.items():
            found[tag].add(languages[tag].parsed, each)
    return found


@pytest.mark.parametrize("language", OFFICIAL)
def test_footnotes_yield_a_citation_or_are_known_to_cite_nothing(language: Tag) -> None:
    assert shares()[language].read >= 0.98


@pytest.mark.parametrize("language", OFFICIAL)
def test_few_footnotes_are_said_to_cite_nothing(language: Tag) -> None:
    """So that the share above is not reached by calling everything a remark."""
    assert shares()[language].remarks / shares()[language].notes <= 0.03


@pytest.mark.parametrize("language", OFFICIAL)
def test_citations_are_resolved(language: Tag) -> None:
    assert shares()[language].resolved >= 0.97


def test_no_language_falls_behind_english() -> None:
    assert all(abs(each.resolved - shares()[EN].resolved) <= 0.02 for each in shares().values())


def test_most_notes_are_cited_alike_in_all_languages() -> None:
    """The languages check each other: a rule that one of them lacks shows as a difference."""
    units = differences = 0
    for languages, linked in sample():
        _, footnotes = align(languages)
        units += len(footnotes)
        found = comparison(languages, linked).differences
        differences += len({each.at for each in found if each.unit is UnitKind.FOOTNOTE and not each.is_mild})

    assert differences / units <= 0.04


def difference(number: str, marker: str) -> list[Difference]:
    languages = by_number(each for each in resolutions(74) if each.number == number)[number]
    linked = links(languages, Authority(load_instruments()))
    _, footnotes = align(languages)
    english = [note.marker for note in languages[EN].parsed.footnotes].index(marker)
    return [
        each
        for each in comparison(languages, linked).differences
        if each.unit is UnitKind.FOOTNOTE and footnotes[each.at].get(EN) == english
    ]


def test_one_language_cites_the_report_of_another_session() -> None:
    """Five languages print A/72/53/Add.1, French A/74/53/Add.1."""
    (found,) = difference("A/RES/74/148", "2")

    assert (DifferenceKind.DOCUMENT, ("fr",)) == (found.kind, found.odd)
    assert "A/74/53/Add.1, chap. III" == found.cited[Tag("fr")]
    assert Counter({"A/72/53/Add.1, chap. III": 5}) == Counter(
        words for tag, words in found.cited.items() if tag != Tag("fr")
    )


def test_of_planted_alterations_nine_in_ten_are_found() -> None:
    """A digit of a symbol, a volume, a registration number, a session and so on; a citation left out."""
    results = [found for _, _, found in planted(200, (74,), seed=1, every=EVERY)]

    assert sum(results) / len(results) >= 0.9
