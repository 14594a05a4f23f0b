"""Which text is served, and what it looks like."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.languages import EN, Tag
from i18n.negotiation import Match
from resolvers.spans import spans
from resolvers.texts import Wording, wording, wordings
from store import texts
from store.records import Basis, FootnoteRecord, Span, Variant
from tests.store.builders import citation, paragraph, variant

AR, FR = Tag("ar"), Tag("fr")


def said(text: str, language: Tag = EN, **fields: Any) -> Wording:
    """A text as it would be served to who asks for its language."""
    unit = paragraph(1, variants={language: variant(text, language)}, original_language=language, **fields)
    found = wording(unit, (language,))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Recalls", "Recalls"),
        ("*Recalling* it,[^5]", '<em>Recalling</em> it,<sup><a href="#fn5">5</a></sup>'),
        ("*Recalling[^5]* it", '<em>Recalling</em><sup><a href="#fn5">5</a></sup> it'),
        ("a < b & “c” \\*", "a &lt; b &amp; “c” *"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ('[^"><b>]', '<sup><a href="#fn%22%3E%3Cb%3E">&quot;&gt;&lt;b&gt;</a></sup>'),
        ("both[^1][^2]", 'both<sup><a href="#fn1">1</a></sup><sup><a href="#fn2">2</a></sup>'),
        ("**empty", "empty"),
    ],
)
def test_html_is_escaped_and_links_its_calls(markdown: str, expected: str) -> None:
    assert said(markdown).html == f'<span lang="en" dir="ltr">{expected}</span>'


def test_html_says_language_and_direction() -> None:
    assert said("إذ تشير", AR).html == '<span lang="ar" dir="rtl">إذ تشير</span>'


def test_a_call_in_an_annex_links_to_the_note_of_the_annex() -> None:
    assert '<a href="#annexII.fn5">' in said("it[^5]", part="annex II").html


@given(st.text(alphabet="ab*[]^\\1<>&\"' ", max_size=40))
def test_html_without_tags_is_the_plain_text_and_the_markers(markdown: str) -> None:
    """Nothing is lost, nothing is left unescaped, and every tag that opens closes."""
    text = said(markdown)
    inner = text.html.removeprefix('<span lang="en" dir="ltr">').removesuffix("</span>")
    without_calls = re.sub(r"<sup><a href=\"[^\"<>]*\">[^<>]*</a></sup>", "", inner)

    assert html.unescape(re.sub(r"</?em>", "", without_calls)) == text.plain
    assert re.sub(r"<em>[^<>]*</em>", "", without_calls).count("<") == 0
    assert inner.count("<sup>") == len(texts.read(markdown).calls)


@pytest.mark.parametrize(
    ("asked", "fallback", "language", "match"),
    [
        ((FR,), True, FR, Match.EXACT),
        ((Tag("fr-CA"),), True, FR, Match.LOOKUP),
        ((Tag("wo"),), True, FR, Match.FALLBACK),
        ((AR,), True, EN, Match.ORIGINAL),
        ((), True, EN, Match.ORIGINAL),
        ((AR,), False, None, None),
        ((FR,), False, FR, Match.EXACT),
    ],
)
def test_the_language_served_and_why(
    asked: tuple[Tag, ...], fallback: bool, language: Tag | None, match: Match | None
) -> None:
    unit = paragraph(1, variants={EN: variant("Recalls"), FR: variant("Rappelle", FR)})

    found = wording(unit, asked, fallback=fallback)

    assert (found and found.language, found and found.match) == (language, match)
    assert found is None or found.requested == asked


def test_every_text_has_the_original_first() -> None:
    unit = paragraph(1, variants={AR: variant("إذ", AR), FR: variant("Rappelle", FR), EN: variant("Recalls")})

    assert [each.language for each in wordings(unit, None)] == [EN, AR, FR]
    assert [each.language for each in wordings(unit, [FR, Tag("ru"), EN, FR])] == [FR, EN]


def test_a_text_is_stale_when_what_it_was_made_from_has_changed() -> None:
    original = variant("Recalls")
    made: dict[str, Variant] = {
        digest: variant("Rappelle", FR, basis=Basis(EN, 1, digest)) for digest in (original.digest, "0" * 16)
    }
    units = [paragraph(1, variants={EN: original, FR: each}) for each in made.values()]

    assert [each.is_stale for unit in units for each in wordings(unit, [FR])] == [False, True]


def test_spans_are_the_unit_s_own_words_and_its_calls_in_order() -> None:
    text = said("It recalls[^1] the Compact[^2].", citations=(1, 2))
    own = replace(citation(1, "A/RES/73/195#annex"), unit=text.unit.key, spans={EN: Span(15, 22)})
    notes = [
        FootnoteRecord(key=f"A#fn{sign}", document="A", position=sign, marker=str(sign), marker_key=str(sign))
        for sign in (1, 2)
    ]

    found = spans(text, [citation(2, "treaty:X"), own], notes)

    assert [(each.start, each.end) for each in found] == [(10, 10), (15, 22), (22, 22)]
    assert [each.citation and each.citation.key for each in found] == [None, own.key, None]
    assert [each.footnote and each.footnote.marker for each in found] == ["1", None, "2"]


def test_words_of_another_language_have_no_span_here() -> None:
    text = said("Il rappelle le Pacte.", FR)

    assert spans(text, [replace(citation(1, "treaty:X"), unit=text.unit.key)], []) == []
