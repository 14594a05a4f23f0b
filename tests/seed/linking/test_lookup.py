"""What pasted texts cite."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.languages import EN, Tag
from seed.authority.instruments import load_instruments
from seed.linking.authority import Authority
from seed.linking.lookup import LONGEST_LINE, MOST_BYTES, language_of, look_up
from store.records import CitationResolution


@cache
def authority() -> Authority:
    return Authority(load_instruments())


def cited(text: str) -> list[tuple[str, str | None]]:
    return [(each.words, each.instrument) for each in look_up(text, authority())]


def test_footnotes_with_their_markers_are_read_in_order() -> None:
    text = """1. Resolution 217 A (III).
2. United Nations, Treaty Series, vol. 2220, No. 39481.
[^3]: Ibid., vol. 2716, No. 48088.

4 A/HRC/37/34/Add.1, para. 6 (b)."""

    assert [
        ("Resolution 217 A (III)", "A/RES/217(III)[A]"),
        ("United Nations, Treaty Series, vol. 2220, No. 39481", "treaty:ICRMW"),
        ("Ibid., vol. 2716, No. 48088", "treaty:ICPPED"),
        ("A/HRC/37/34/Add.1, para. 6 (b)", "A/HRC/37/34/Add.1"),
    ] == cited(text)


def test_running_text_is_read_for_names_and_numbers() -> None:
    text = (
        "Recalling the Global Compact for Migration, its resolution 72/179 and target 10.7 of the Sustainable "
        "Development Goals,"
    )

    assert [
        ("Global Compact for Migration", "A/RES/73/195#annex"),
        ("resolution 72/179", "A/RES/72/179"),
        ("target 10.7 of the Sustainable Development Goals", "SDG:10.7"),
    ] == cited(text)


def test_a_sentence_is_no_publication_and_an_address_is_one() -> None:
    assert [] == cited("Nothing is cited here, although it has commas, and more.")
    assert [("www.un.org/en/page.html", "url:https://www.un.org/en/page.html")] == cited("www.un.org/en/page.html")


def test_a_near_miss_is_not_resolved_and_says_what_is_meant() -> None:
    (found,) = look_up("See A/HCR/24/57.", authority())

    assert (CitationResolution.UNRESOLVED, "A/HCR/24/57", "A/HRC/24/57") == (
        found.resolution,
        str(found.symbol),
        str(found.meant),
    )


@pytest.mark.parametrize(
    ("text", "preference", "language"),
    [
        ("See resolution 74/148", (), "en"),
        ("Voir la résolution 74/148", ("fr",), "fr"),
        ("Voir la résolution 74/148", ("ru", "es"), "es"),
        ("См. резолюцию 74/148 (A/RES/74/148)", ("fr",), "ru"),
        ("انظر القرار 74/148", (), "ar"),
        ("见第74/148号决议", (), "zh"),
        ("", (), "en"),
    ],
)
def test_the_language_is_that_of_the_script_or_of_who_asks(
    text: str, preference: tuple[str, ...], language: str
) -> None:
    assert Tag(language) == language_of(text, [Tag(tag) for tag in preference])


@given(st.text(max_size=400) | st.text(alphabet=st.sampled_from("A/RES74 HC.1\n(Ibid)“”,;*[^]\\"), max_size=200))
def test_spans_are_of_the_text_in_order_and_apart(text: str) -> None:
    last = 0
    for found in look_up(text, authority(), EN):
        assert last <= found.start < found.end <= len(text)
        assert found.words == text[found.start : found.end]
        last = found.end


@pytest.mark.parametrize(
    "piece", ["x", "A/", "“", "(", "Ibid. ", "1. Ibid.\n", "\n", "General Assembly ", "A/RES/74/148 ", ", "]
)
def test_hostile_texts_are_read_to_the_end(piece: str) -> None:
    """No line is so long, and no chain of “Ibid.” so deep, that time or memory runs away."""
    found = look_up((piece * MOST_BYTES)[:MOST_BYTES], authority())

    assert all(each.end - each.start <= LONGEST_LINE for each in found)
