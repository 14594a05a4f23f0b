"""What is shown of a text that answers."""

from __future__ import annotations

import html
import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolvers.search.errors import BadQuery
from resolvers.search.parsing import parse_query
from resolvers.search.snippets import WIDTH, answers, snippet


@pytest.mark.parametrize(
    ("text", "query", "shown"),
    [
        ("Protection of migrants", "migrants", "Protection of <mark>migrants</mark>"),
        ("the human rights of all", '"human rights"', "the <mark>human rights</mark> of all"),
        ("rights and human beings", "human rights", "<mark>rights</mark> and <mark>human</mark> beings"),
        ("rights, human rights", '"human rights"', "rights, <mark>human rights</mark>"),
        ("<b>migrants</b> & more", "migrants", "&lt;b&gt;<mark>migrants</mark>&lt;/b&gt; &amp; more"),
        ("de l’Assemblée générale", "assemblee", "de l’<mark>Assemblée</mark> générale"),
        ("حقوق المُهاجرين والنساء", "مهاجرين", "حقوق <mark>المُهاجرين</mark> والنساء"),
        ("关于移民工人的决议", "移民工人", "关于<mark>移民工人</mark>的决议"),
        ("关于移民工人的决议", "人", "关于移民工<mark>人</mark>的决议"),
        ("see A/RES/74/148, para. 5", "74/148", "see <mark>A/RES/74/148</mark>, para. 5"),
        ("nothing of it", "migrants", "nothing of it"),
        ("a\nb\x00c\u2028migrants", "migrants", "a b c <mark>migrants</mark>"),
        ("", "migrants", ""),
    ],
)
def test_what_was_sought_is_marked_and_all_else_is_escaped(text: str, query: str, shown: str) -> None:
    assert shown == snippet(text, parse_query(query))


def test_a_long_text_is_cut_between_words_around_what_was_sought() -> None:
    before, after = "before " * 100, "after " * 100

    shown = snippet(f"{before}migrants and refugees {after}", parse_query("refugees"))

    assert shown.startswith("…before before ")
    assert "migrants and <mark>refugees</mark> after" in shown
    assert shown.endswith(" after…")
    assert len(shown) < WIDTH + len("<mark></mark>……")


def test_the_piece_with_most_of_the_query_is_shown() -> None:
    text = f"human {'x ' * 200} human rights of migrants {'x ' * 200}"

    assert "<mark>human</mark> <mark>rights</mark> of <mark>migrants</mark>" in snippet(
        text, parse_query("human rights migrants")
    )


def test_a_text_without_spaces_is_cut_too() -> None:
    shown = snippet("字" * 1000 + "移民" + "字" * 1000, parse_query("移民"))

    assert "字<mark>移民</mark>字" in shown
    assert len(shown) <= WIDTH + len("<mark></mark>……")


@given(st.text(max_size=900), st.text(min_size=1, max_size=12))
def test_a_snippet_is_safe_and_says_what_the_text_says(text: str, typed: str) -> None:
    with suppress(BadQuery):
        query = parse_query(typed)
        shown = snippet(text, query)

        assert set(re.findall(r"<[^>]*>", shown)) <= {"<mark>", "</mark>"}
        assert shown.count("<mark>") == shown.count("</mark>")
        bare = html.unescape(re.sub(r"</?mark>", "", shown)).strip("…")
        assert len(bare) <= WIDTH
        if answers(text, query) and len(text) <= WIDTH:
            assert "<mark>" in shown
