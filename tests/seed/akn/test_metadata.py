"""What a file says of its document, alike in all languages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from i18n.citing.symbols import Symbol
from seed.akn import read_akn
from seed.akn.identity import from_uri
from seed.akn.metadata import agenda_item
from seed.akn.proceedings import split
from seed.akn.subjects import unescaped
from seed.tree import Metadata
from store.records import Adoption, Ballots, DocumentKind, Draft, Sponsor, Subject, SubjectScheme, Vote
from tests.seed.akn.files import read

GOLDEN = Path(__file__).parent / "golden"
SIX = ("ar", "en", "es", "fr", "ru", "zh")


def practice(language: str) -> Metadata:
    return read_akn((GOLDEN / f"practice.{language}.xml").read_bytes()).metadata


@pytest.mark.parametrize("language", SIX)
def test_facts_are_the_same_in_every_language(language: str) -> None:
    meta = practice(language)

    assert (Symbol("A/RES/86/401"), True) == (meta.symbol, meta.symbol_is_printed)
    assert (DocumentKind.RESOLUTION, "UN-GA", "86", "General") == (
        *(meta.kind, meta.body, meta.session, meta.distribution),
    )
    assert ("20 (b)", "Second Committee") == (meta.agenda_item, meta.committee)
    assert (date(2031, 12, 5), date(2032, 1, 9)) == (meta.adopted_on, meta.issued_on)
    assert (Symbol("A/86/512/Add.3"), "14") == (meta.committee_report, meta.committee_report_paragraph)
    assert Symbol("A/86/PV.61") == meta.meeting_record
    assert Draft(symbol=Symbol("A/C.2/86/L.7/Rev.1"), submitted_on=date(2031, 11, 2)) == meta.draft


def test_what_is_printed_is_in_the_language_of_the_file() -> None:
    assert ("Protection des pollinisateurs", "61ᵉ séance plénière".replace("ᵉ", "e")) == (
        practice("fr").title,
        practice("fr").meeting,
    )
    assert "حماية الملقحات" == practice("ar").title
    assert "31-22222 (A)" == practice("ar").job_number


def test_sponsors_are_told_apart_by_name() -> None:
    assert (
        Sponsor(name="Benin"),
        Sponsor(name="Guinea", on_behalf_of="the Group of 77 and China"),
        Sponsor(name="Trinidad and Tobago"),
        Sponsor(name="Bosnia and Herzegovina", is_additional=True),
        Sponsor(name="Holy Sea", is_additional=True),
    ) == practice("en").sponsors


def test_a_vote_has_its_sides_with_names_as_printed() -> None:
    assert (
        Vote(
            adoption=Adoption.RECORDED_VOTE,
            in_favour=Ballots(count=2, names=("BENIN", "COTE D'IVOIRE")),
            abstaining=Ballots(count=1, names=("ATLANTIS",)),
        )
        == practice("en").vote
    )


def test_subjects_have_their_vocabulary_and_are_unescaped() -> None:
    assert (
        Subject(scheme=SubjectScheme.SDG, label="SDG 15", uri="http://metadata.un.org/sdg/15"),
        Subject(scheme=SubjectScheme.EUROVOC, label="women's rights", uri="http://eurovoc.europa.eu/585"),
        Subject(scheme=SubjectScheme.UNBIS, label="BEES"),
    ) == practice("en").subjects


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Turkey and Uruguay", ["Turkey", "Uruguay"]),
        ("Antigua and Barbuda", ["Antigua and Barbuda"]),
        ("Tonga and Trinidad and Tobago", ["Tonga", "Trinidad and Tobago"]),
        ("Antigua and Barbuda and Peru", ["Antigua and Barbuda", "Peru"]),
        ("Iran (Islamic Republic of) and the Comoros", ["Iran (Islamic Republic of)", "Comoros"]),
        ("submitted by the President of the General Assembly", ["President of the General Assembly"]),
        ("Peru,  Fiji , Togo and Niger", ["Peru", "Fiji", "Togo", "Niger"]),
        ("", []),
        ("Nobody and Noone", ["Nobody and Noone"]),  # no name of the two is known
    ],
)
def test_a_list_of_sponsors_is_parted_where_names_end(words: str, names: list[str]) -> None:
    assert names == [name for name, _ in split(words)]


def test_hostile_lists_of_sponsors_take_no_time() -> None:
    assert list(split("a and " * 4000 + "," * 4000))
    assert list(split("(" * 20_000 + "," * 1_000_000))


@pytest.mark.parametrize(
    ("printed", "item"),
    [
        ("Agenda item 70 (b)", "70 (b)"),
        ("Point 20 b) de l’ordre du jour", "20 (b)"),
        ("Пункт 15 повестки дня", "15"),
        ("议程项目20(b)", "20 (b)"),
        ("البند 70 (ب) من جدول الأعمال", "70 (b)"),
        ("Agenda items 15 and 116", "15 and 116"),
        ("Agenda items 9, 15 and 116 (a)", "9, 15 and 116 (a)"),
        ("Agenda item 19 (a) and (c)", "19 (a) and (c)"),
        ("", None),
    ],
)
def test_an_agenda_item_is_the_same_in_every_language(printed: str, item: str | None) -> None:
    assert item == agenda_item(printed)


@pytest.mark.parametrize(
    ("uri", "symbol"),
    [
        ("/akn/un/statement/deliberation/unga/2019-12-18/74-148/", "A/RES/74/148"),
        ("/akn/un/statement/deliberation/un-ga/2016-10-13/71-4", "A/RES/71/4"),
        ("/akn/un/statement/deliberation/unga//79-26/", "A/RES/79/26"),  # no date
        ("/akn/un/statement/deliberation/unga/2022-03-02/ES-11-1/", "A/RES/ES-11/1"),
        ("/akn/un/statement/deliberation/unga/2020-12-31/75-242B/", "A/RES/75/242 B"),
        ("/akn/un/statement/deliberation/unga/2019-12-27/74-264A-C/", "A/RES/74/264 A-C"),
        ("/akn/un/statement/deliberation/unsc/2023-06-14/2686-2023/", "S/RES/2686 (2023)"),
        ("/akn/un/collection/publication/un-ga/2012-01-13/A-RES-66-1", "A/RES/66/1"),
        ("/akn/un/statement/deliberation/unga/2019-12-18/74-148/!main/", "A/RES/74/148"),
        ("/akn/fr/act/2019-12-18/74-148", None),
        ("", None),
    ],
)
def test_a_work_is_named_by_its_symbol_and_never_by_its_date(uri: str, symbol: str | None) -> None:
    found = from_uri(uri)

    assert symbol == (str(found) if found else None)


def dated(work: str, printed: str) -> date | None:
    meta = f'<identification><FRBRWork><FRBRdate date="{work}" name="adoption"/></FRBRWork></identification>'
    closing = f'<conclusions><p><docDate date="{printed}" refersTo="#adoptionDate"/></p></conclusions>'
    return read("", meta=meta, attachments=closing).metadata.adopted_on


@pytest.mark.parametrize(
    ("work", "printed", "day"),
    [
        ("2031-12-05", "2031-12-05", date(2031, 12, 5)),
        ("2032-01-10", "2031-12-05", date(2031, 12, 5)),  # what is printed is right
        ("0001-01-01", "2031-12-05", date(2031, 12, 5)),
        ("2031-12-05", "0001-01-01", date(2031, 12, 5)),
        ("0001-01-01", "0001-01-01", None),
        ("soon", "", None),
    ],
)
def test_the_day_of_adoption_is_the_one_that_is_known(work: str, printed: str, day: date | None) -> None:
    assert day == dated(work, printed)


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("women&amp;#39;s_rights", "women's rights"),
        ("women's_rights", "women's rights"),
        ("http://a/b_c", "http://a/b_c"),
    ],
)
def test_a_label_is_unescaped_however_often_it_was_escaped(words: str, plain: str) -> None:
    assert plain == unescaped(words)
