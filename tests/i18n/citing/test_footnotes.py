"""Footnotes are read into citations, and "Ibid." inherits by component."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.citing.footnotes import (
    LEVELS,
    Components,
    ParsedCitation,
    Signal,
    SourceKind,
    canonical_url,
    inherit,
    parse_note,
)


def one(text: str) -> ParsedCitation:
    (citation,) = parse_note(text)
    return citation


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (
            (
                "Official Records of the General Assembly, Fifty-ninth Session, Supplement No. 4 (A/59/4), "
                "chap. V, sect. A.23."
            ),
            SourceKind.OFFICIAL_RECORDS,
            Components(
                series="Official Records of the General Assembly",
                session="Fifty-ninth Session",
                volume="4",
                document="A/59/4",
                pinpoint="chap. V, sect. A.23",
            ),
        ),
        (
            (
                "Official Records of the Economic and Social Council, 2006, Supplement No. 5 (E/2006/25), "
                "chap. I, sect. B."
            ),
            SourceKind.OFFICIAL_RECORDS,
            Components(
                series="Official Records of the Economic and Social Council",
                session="2006",
                volume="5",
                document="E/2006/25",
                pinpoint="chap. I, sect. B",
            ),
        ),
        (
            "United Nations, Treaty Series, vols. 2225, 2237, 2241 and 2326, No. 39574.",
            SourceKind.TREATY_SERIES,
            Components(
                series="United Nations, Treaty Series", volume="2225, 2237, 2241 and 2326", document="No. 39574"
            ),
        ),
        ("Resolution 217 A (III).", SourceKind.RESOLUTION, Components(document="A/RES/217(III)[A]")),
        ("Resolution 70/1.", SourceKind.RESOLUTION, Components(document="A/RES/70/1")),
        (
            "General Assembly resolution 73/195, annex, para. 23 (l).",
            SourceKind.RESOLUTION,
            Components(document="A/RES/73/195", pinpoint="annex, para. 23 (l)"),
        ),
        ("A/HRC/15/29.", SourceKind.SYMBOL, Components(document="A/HRC/15/29")),
        ("A/66/16, annex.", SourceKind.SYMBOL, Components(document="A/66/16", pinpoint="annex")),
        (
            "Adopted under the UNFCCC in FCCC/CP/2015/10/Add.1, decision 1/CP.21.",
            SourceKind.SYMBOL,
            Components(document="FCCC/CP/2015/10/Add.1", pinpoint="decision 1/CP.21"),
        ),
        ("Ibid.", SourceKind.IBID, Components()),
        ("Ibid., vol. 2716, No. 48088.", SourceKind.IBID, Components(volume="2716", document="No. 48088")),
        ("Ibid., annex II.", SourceKind.IBID, Components(pinpoint="annex II")),
        (
            "Ibid., Seventy-third Session, Supplement No. 48 (A/73/48).",
            SourceKind.IBID,
            Components(session="Seventy-third Session", volume="48", document="A/73/48"),
        ),
        ("Ibid., 2009, Supplement No. 5.", SourceKind.IBID, Components(session="2009", volume="5")),
    ],
)
def test_a_source_has_its_components(text: str, kind: SourceKind, expected: Components) -> None:
    citation = one(text)

    assert (kind, expected) == (citation.kind, citation.components)


@pytest.mark.parametrize(
    ("text", "signals"),
    [
        ("See resolution 2200 A (XXI), annex.", [Signal.SEE]),
        ("A/HRC/38/41. See also A/HRC/39/45.", [Signal.NONE, Signal.SEE_ALSO]),
        ("See, for example, A/72/335.", [Signal.SEE_FOR_EXAMPLE]),
        ("See A/72/335; and A/72/336.", [Signal.SEE, Signal.NONE]),
    ],
)
def test_signals(text: str, signals: list[Signal]) -> None:
    assert signals == [citation.signal for citation in parse_note(text)]


def test_one_note_may_name_several_documents() -> None:
    assert ["A/73/178/Rev.1", "A/74/191"] == [
        str(citation.symbol) for citation in parse_note("A/73/178/Rev.1 and A/74/191.")
    ]
    assert ["A/RES/55/2", "A/RES/60/1"] == [str(each.symbol) for each in parse_note("Resolutions 55/2 and 60/1.")]


@pytest.mark.parametrize(
    ("text", "author", "title", "pinpoint"),
    [
        (
            "International Organization for Migration, Fatal Journeys: Tracking Lives (Geneva, 2014), p. 90.",
            "International Organization for Migration",
            "Fatal Journeys: Tracking Lives",
            "p. 90",
        ),
        (
            "United Nations, “Policy brief: COVID-19 and people on the move”, 2020.",
            "United Nations",
            "Policy brief: COVID-19 and people on the move",
            None,
        ),
        (
            "Department of Economic and Social Affairs, Population Division, International Migration Report 2019.",
            "Department of Economic and Social Affairs, Population Division",
            "International Migration Report 2019",
            None,
        ),
    ],
)
def test_a_work_has_an_author_and_a_title(text: str, author: str, title: str, pinpoint: str | None) -> None:
    citation = one(text)

    assert (author, title, pinpoint) == (citation.author, citation.title, citation.components.pinpoint)


@pytest.mark.parametrize(
    ("printed", "asked"),
    [
        ("www.un.org/sg/en/content", "https://www.un.org/sg/en/content"),
        ("https://data.unicef.org/topic/ child-migration/", "https://data.unicef.org/topic/child-migration/"),
        ("https://missingmigrants.iom.int/.", "https://missingmigrants.iom.int/"),
    ],
)
def test_an_address_is_one_that_a_program_can_ask_for(printed: str, asked: str) -> None:
    assert asked == canonical_url(printed)


SERIES = Components(
    series="Official Records of the General Assembly",
    session="Seventy-second Session",
    volume="53",
    document="A/72/53",
    pinpoint="chap. V, sect. A",
)


@pytest.mark.parametrize(
    ("given_", "expected", "inherited"),
    [
        (Components(), SERIES, LEVELS),
        (
            Components(volume="53A", document="A/72/53/Add.1", pinpoint="chap. III"),
            Components(
                series=SERIES.series,
                session=SERIES.session,
                volume="53A",
                document="A/72/53/Add.1",
                pinpoint="chap. III",
            ),
            ("series", "session"),
        ),
        (
            Components(session="Seventy-fourth Session", volume="53", document="A/74/53"),
            Components(series=SERIES.series, session="Seventy-fourth Session", volume="53", document="A/74/53"),
            ("series",),
        ),
        (
            Components(pinpoint="annex II"),
            Components(
                series=SERIES.series,
                session=SERIES.session,
                volume="53",
                document="A/72/53",
                pinpoint="annex II",
            ),
            ("series", "session", "volume", "document"),
        ),
    ],
    ids=["nothing", "supplement", "session", "pinpoint"],
)
def test_ibid_replaces_one_level_and_clears_those_below(
    given_: Components, expected: Components, inherited: tuple[str, ...]
) -> None:
    assert (expected, inherited) == inherit(SERIES, given_)


words = st.one_of(st.none(), st.text("abc", min_size=1, max_size=3))
components = st.builds(Components, series=words, session=words, volume=words, document=words, pinpoint=words)


@given(components, components)
def test_ibid_never_inherits_below_what_is_given(antecedent: Components, given_: Components) -> None:
    whole, inherited = inherit(antecedent, given_)

    first = next((at for at, level in enumerate(LEVELS) if getattr(given_, level)), len(LEVELS))
    assert all(LEVELS.index(level) < first for level in inherited)
    assert all(getattr(whole, level) == getattr(given_, level) for level in LEVELS[first:])


pieces = st.sampled_from(
    [
        "See ",
        "Ibid.",
        ", ",
        "; ",
        "A/74/191",
        "resolution 70/1",
        "United Nations, Treaty Series",
        "vol. 3",
        "No. 4",
        ". ",
    ]
)


@given(st.one_of(st.text(max_size=80), st.lists(pieces, max_size=8).map("".join)))
def test_any_note_is_read_and_its_words_stand_where_it_says(text: str) -> None:
    for citation in parse_note(text):
        assert citation.words == text[citation.start : citation.end]
        assert citation.words.strip()
