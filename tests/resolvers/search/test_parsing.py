"""What people type as a query."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolvers.search.errors import BadQuery
from resolvers.search.parsing import LONGEST, MOST_WORDS, parse_query
from store.search.query import Query, Term


def shown(query: Query) -> str:
    """A query in a short form: + for what must be there, | between alternatives, - for what must not."""

    def words(term: Term) -> str:
        return " ".join(word.text + "*" * word.is_prefix for word in term.words)

    every = ["+" + "|".join(words(term) for term in terms) for terms in query.every]
    return "; ".join([*every, *(f"-{words(term)}" for term in query.none)])


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("migrants", "+migrants"),
        ("  Human   RIGHTS ", "+human; +rights"),
        ('"human rights"', "+human rights"),
        ("“human rights” «droits de l’homme»", "+human rights; +droits de l homme"),
        ("„права человека“ 「人权」", "+права человека; +人权"),
        ("migrants -detention", "+migrants; -detention"),
        ('migrants -"human rights"', "+migrants; -human rights"),
        ("migrants or refugees", "+migrants|refugees"),
        ("children migrants OR refugees | people", "+children; +migrants|refugees|people"),
        ('"or"', "+or"),
        ("-or migrants", "+migrants; -or"),
        ("COVID-19", "+covid 19"),
        ("- migrants -", "+migrants"),
        ("migrants migrants", "+migrants"),
        ("人权理事会", "+人权; +权理; +理事; +事会"),
        ('"人权理事会"', "+人权 权理 理事 事会"),
        ("人权理 or 移民工人", "+人权 权理|移民 民工 工人"),
        ("国", "+国*"),
        ("A/RES/74/148", "+a/res/74/148"),
        ("حقوق المهاجرين", "+حقوق; +مهاجرين"),
        ("§ 5", "+5"),
    ],
)
def test_a_query_is_understood(typed: str, understood: str) -> None:
    assert understood == shown(parse_query(typed))


@pytest.mark.parametrize(
    ("typed", "code", "params"),
    [
        ("", "SEARCH_EMPTY", {}),
        (" — § ", "SEARCH_EMPTY", {}),
        ("-migrants", "SEARCH_ONLY_EXCLUDES", {}),
        ('migrants "human rights', "SEARCH_QUOTE_NOT_CLOSED", {"words": '"human rights'}),
        ("or", "SEARCH_OR_WITHOUT_WORDS", {}),
        ("migrants or", "SEARCH_OR_WITHOUT_WORDS", {}),
        ("or migrants", "SEARCH_OR_WITHOUT_WORDS", {}),
        ("migrants or -refugees", "SEARCH_OR_WITHOUT_WORDS", {}),
        ("migrants or or refugees", "SEARCH_OR_WITHOUT_WORDS", {}),
        ("migrants or §", "SEARCH_OR_WITHOUT_WORDS", {}),
        ("x" * (LONGEST + 1), "SEARCH_TOO_LONG", {"limit": "1000"}),
        (" ".join(f"w{n}" for n in range(MOST_WORDS + 1)), "SEARCH_TOO_MANY_WORDS", {"limit": "32"}),
        ("".join(chr(0x4E00 + n) for n in range(MOST_WORDS + 2)), "SEARCH_TOO_MANY_WORDS", {"limit": "32"}),
    ],
)
def test_what_cannot_be_understood_says_why(typed: str, code: str, params: dict[str, str]) -> None:
    with pytest.raises(BadQuery) as caught:
        parse_query(typed)

    assert (code, params) == (caught.value.code, caught.value.params)


@given(st.text(alphabet=st.sampled_from("ab -|\"“”«»'or/.移民ال\0\n"), max_size=40) | st.text(max_size=60))
def test_any_text_is_a_query_or_a_bad_query(typed: str) -> None:
    with suppress(BadQuery):
        query = parse_query(typed)
        assert query.every
        assert all(term.words for term in query.terms())
