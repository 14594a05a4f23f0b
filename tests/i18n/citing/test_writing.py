"""What a note says is read back as it was written, in each language: the components are those of all languages."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from i18n.citing.components import Components
from i18n.citing.folding import fold
from i18n.citing.footnotes import ParsedCitation, Signal, parse_note, read_note
from i18n.citing.languages import WORDS
from i18n.citing.numbers import canonical_session
from i18n.citing.numerals import to_roman
from i18n.languages import Tag
from tests.support.citing import LANGUAGES, RECORDS, RESOLUTION, TREATY, Records, ordinal

patient = settings(deadline=None)
"""Each language's patterns are made when it is first read."""

languages = st.sampled_from(LANGUAGES)
records = st.builds(
    Records,
    session=st.integers(31, 99),
    supplement=st.integers(1, 60),
    letter=st.sampled_from(["", "A", "B", "K"]),
    chapter=st.integers(1, 19),
    section=st.sampled_from("ABCDEHM"),
)


def one(text: str, language: Tag) -> ParsedCitation:
    (citation,) = parse_note(text, WORDS[language])
    return citation


@patient
@given(languages, records)
def test_a_supplement_of_the_official_records_is_read_back(language: Tag, each: Records) -> None:
    expected = Components(
        series="Official Records UN-GA",
        session=str(each.session),
        volume=f"{each.supplement}{each.letter}",
        document=each.symbol,
        pinpoint=f"chap. {to_roman(each.chapter)}, sect. {each.section}",
    )

    assert expected == one(RECORDS[language](each), language).canonical


@patient
@given(languages, st.integers(1, 3000), st.integers(1, 60000))
def test_a_place_in_the_treaty_series_is_read_back(language: Tag, volume: int, number: int) -> None:
    canonical = one(TREATY[language](volume, number), language).canonical

    assert (str(volume), f"No. {number}") == (canonical.volume, canonical.document)


@patient
@given(languages, st.integers(31, 99), st.integers(1, 320), st.integers(1, 12))
def test_an_annex_of_a_resolution_is_read_back(language: Tag, session: int, number: int, annex: int) -> None:
    citation = one(RESOLUTION[language](f"{session}/{number}", annex), language)

    assert (f"A/RES/{session}/{number}", f"annex {to_roman(annex)}", Signal.SEE) == (
        citation.canonical.document,
        citation.canonical.pinpoint,
        citation.signal,
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_session_below_a_hundred_is_read(language: Tag) -> None:
    words = WORDS[language]
    read = [
        canonical_session(fold(ordinal(number, language)).text, words, is_special=False, is_emergency=False)
        for number in range(1, 100)
    ]

    assert [str(number) for number in range(1, 100)] == read


pieces = st.sampled_from(
    [
        *(
            "Voir ",
            "Ibid.",
            "Véase ",
            "См. ",
            "Там же",
            "见",
            "同上",
            "انظر ",
            "المرجع نفسه",
            ", ",
            "; ",
            "，",
            "、",
            "؛ ",
            "。",
        ),
        *(
            "A/74/191",
            "résolution 70/1",
            "第70/1号决议",
            "القرار 217 ألف (د-3)",
            "Recueil des Traités",
            "《条约汇编》",
            "第3卷",
        ),
        *(
            "nᵒ 4",
            "№ 5",
            "第五章",
            "الفصل الخامس",
            "(",
            ")",
            "“",
            "”",
            "《",
            "》",
            "\u200f",
            " et ",
            " и ",
            "و",
            "12/3",
            "B",
        ),
    ]
)


@patient
@given(languages, st.one_of(st.text(max_size=60), st.lists(pieces, max_size=10).map("".join)))
def test_any_note_is_read_in_any_language_and_its_words_stand_where_it_says(language: Tag, text: str) -> None:
    read = read_note(text, WORDS[language])

    for citation in read.citations:
        assert citation.words == text[citation.start : citation.end]
        assert citation.words.strip()
    for start, end in read.remarks:
        assert text[start:end].strip()
