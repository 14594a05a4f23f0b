"""Texts of six languages as tokens: what a reader types finds what is printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.words import LONGEST, Sought, apart, fold, index_tokens, located, sought


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Recalling all previous resolutions", "recalling all previous resolutions"),
        ("L’Assemblée générale", "l assemblee generale"),
        ("L'Assemble\u0301e ge\u0301ne\u0301rale", "l assemblee generale"),
        ("niñas, señaló", "ninas senalo"),
        ("Ёлка, объём й", "елка объем и"),
        ("İSTANBUL straße ﬁn", "istanbul strasse fin"),
        ("State's", "state s"),
        ("COVID-19", "covid 19"),
        ("snake_case", "snake case"),
        ("وَالمُهَاجِرِين", "مهاجرين"),
        ("المهاجـــرين", "مهاجرين"),
        ("أحمد إلى آخر", "احمد الي اخر"),
        ("الجمعية", "جمعيه"),
        ("للأمم بالحقوق والنساء", "امم حقوق نساء"),
        ("ال الآن", "ال الان"),
        ("٧٤ ۱۲", "74 12"),
        ("移民权利", "移民 民权 权利 利"),
        ("国", "国"),
        ("第217A(III)号", "第 217a iii 号"),
        ("A/RES/74/148", "a/res/74/148 a res/74/148 res 74/148 74 148"),
        ("٧٤/١٤٨", "74/148 74 148"),
        ("10.7", "10.7 10 7"),
        ("A/66/53/Add.1", "a/66/53/add.1 a 66/53/add.1 66 53/add.1 53 add.1 add 1"),
        ("", ""),
        (" — § … * ", ""),
    ],
)
def test_a_text_is_these_tokens(text: str, tokens: str) -> None:
    assert tokens.split() == index_tokens(text)[0]


def test_a_short_word_keeps_what_only_looks_like_an_article() -> None:
    """Behind the article three letters must be left."""
    assert ["الم", "لله"] == [fold("ألم"), fold("لله")]


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("The Assembly reaffirms", "REAFFIRMS"),
        ("réaffirme", "reaffirme"),
        ("للمهاجرين", "المهاجرين"),
        ("المُهاجرون إلى", "الى"),
        ("resolution 74/148 of", "74/148"),
        ("resolution A/RES/74/148 of", "74/148"),
        ("resolution A/RES/74/148, para. 6", "a/res/74/148, PARA"),
        ("关于移民工人的决议", "移民工人"),
        ("关于移民工人的决议", "人"),
        ("第5条", "条"),
        ("non-refoulement", "non refoulement"),
        ("non refoulement", "non-refoulement"),
    ],
)
def test_words_are_found_where_they_stand_together(printed: str, typed: str) -> None:
    assert is_in(sought(typed), printed)


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("rights of all human beings", "human rights"),
        ("resolution 174/148", "74/148"),
        ("移居民众", "移民"),
        ("A/RES/74/148", "A/RES/74"),
    ],
)
def test_words_are_not_found_where_others_stand_between(printed: str, typed: str) -> None:
    assert not is_in(sought(typed), printed)


def is_in(words: tuple[Sought, ...], text: str) -> bool:
    there = {(token.text, token.place) for token in located(text)}

    def fits(word: Sought, base: int) -> bool:
        wanted = base + word.place
        return any(
            place == wanted and (token.startswith(word.text) if word.is_prefix else token == word.text)
            for token, place in there
        )

    return any(all(fits(word, base) for word in words) for base in {place for _, place in there})


def test_signs_of_chinese_are_apart_unless_they_are_quoted() -> None:
    """Nothing says where one word ends: all pairs must be there, in any order."""
    assert (
        (Sought("人权", 0),),
        (Sought("权理", 0),),
        (Sought("covid", 0), Sought("19", 1)),
    ) == apart("人权理COVID-19")


@given(st.text())
def test_any_text_is_read_and_tokens_stand_in_it_in_order(text: str) -> None:
    tokens, places, width = index_tokens(text)
    stood = list(located(text))

    assert tokens == [token.text for token in stood]
    assert places == [token.place for token in stood]
    assert places == sorted(places)
    assert all(0 <= place < width for place in places)
    assert all(0 < len(token) <= LONGEST for token in tokens)
    assert all("\n" not in token and "\0" not in token for token in tokens)
    assert all(0 <= token.start < token.end <= len(text) for token in stood)


@given(st.text(min_size=1))
def test_whatever_is_typed_is_found_in_a_text_that_has_it(text: str) -> None:
    words = sought(text)

    assert not words or is_in(words, text)
    assert all(is_in(group, text) for group in apart(text))


@pytest.mark.parametrize(
    "text", ["x" * 65_536, "a/" * 32_768, "移" * 65_536, "\u0301" * 65_536, ("é" * 100 + " ") * 600]
)
def test_hostile_texts_cost_no_more_than_their_length(text: str) -> None:
    tokens, _, width = index_tokens(text)

    assert width <= len(text)
    assert len(tokens) <= 3 * len(text)
