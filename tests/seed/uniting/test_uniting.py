"""Languages are united unit by unit: by number and place where they agree, by their signs where they do not."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.citing.symbols import Symbol
from i18n.languages import EN, Tag
from seed.tree import Metadata, ParsedDocument, ParsedFootnote, ParsedParagraph, ParsedSection
from seed.uniting import United, unite
from seed.uniting.anchors import anchors, overlap, western
from seed.uniting.pairing import pair
from seed.uniting.places import paragraph_places
from store.records import ParagraphKind

AR, FR, RU = Tag("ar"), Tag("fr"), Tag("ru")
META = Metadata(symbol=Symbol.parse("A/RES/99/1"))


def recital(count: int, text: str) -> ParsedParagraph:
    return ParsedParagraph(label=f"PP{count}", label_is_printed=False, kind=ParagraphKind.PREAMBULAR, text=text)


def operative(label: str, text: str, parent: int | None = None) -> ParsedParagraph:
    return ParsedParagraph(label=label, kind=ParagraphKind.OPERATIVE, text=text, parent=parent, aliases=(f"p_{label}",))


def tree(
    language: Tag,
    *paragraphs: ParsedParagraph,
    notes: Sequence[tuple[str, str]] = (),
    sections: Sequence[ParsedSection] = (),
) -> ParsedDocument:
    footnotes = tuple(ParsedFootnote(marker=marker, text=text) for marker, text in notes)
    return ParsedDocument(
        metadata=META, language=language, paragraphs=paragraphs, footnotes=footnotes, sections=tuple(sections)
    )


ENGLISH = tree(
    EN,
    recital(1, "Recalling its resolution 72/179 of 19 December 2017,"),
    recital(2, "Noting the report of 2019 in document A/74/191,"),
    operative("1", "Welcomes the 2 reports;"),
    operative("2", "Requests the Secretary-General to report at its 76th session:"),
    operative("2(a)", "On 1 matter;", parent=3),
)
FRENCH = tree(
    FR,
    recital(1, "Rappelant sa résolution 72/179 du 19 décembre 2017,"),
    recital(2, "Prenant note du rapport de 2019 publié sous la cote A/74/191,"),
    operative("1", "Accueille avec satisfaction les 2 rapports ;"),
    operative("2", "Prie le Secrétaire général de lui présenter un rapport à sa 76e session :"),
    operative("2(a)", "Sur 1 question ;", parent=3),
)


def seen(united: United) -> list[dict[Tag, int]]:
    return [dict(each) for each in united.paragraphs]


def test_languages_that_agree_are_one_to_one() -> None:
    united = unite([FRENCH, ENGLISH])

    assert (EN, FR) == united.languages
    assert [{EN: at, FR: at} for at in range(5)] == seen(united)
    assert ENGLISH.paragraphs[0].text == united.whole.paragraphs[0].text
    assert () == united.diagnostics


def test_a_language_alone_is_what_it_was() -> None:
    united = unite([FRENCH])

    assert FRENCH.paragraphs == united.whole.paragraphs
    assert FR == united.whole.language


def test_two_texts_of_one_language_are_not_united() -> None:
    with pytest.raises(ValueError, match="two trees"):
        unite([ENGLISH, ENGLISH])


def test_a_missing_recital_leaves_the_others_in_place_and_is_reported() -> None:
    second = FRENCH.paragraphs[1]
    shorter = tree(FR, recital(1, second.text), *FRENCH.paragraphs[2:4])

    united = unite([ENGLISH, shorter])

    assert [{EN: 0}, {EN: 1, FR: 0}, {EN: 2, FR: 1}, {EN: 3, FR: 2}, {EN: 4}] == seen(united)
    assert ["PP1", "PP2", "1", "2", "2(a)"] == [each.label for each in united.whole.paragraphs]
    assert [("PARAGRAPH_NOT_IN_LANGUAGE", "PP1", "fr"), ("PARAGRAPH_NOT_IN_LANGUAGE", "2(a)", "fr")] == [
        (each.code, each.params["label"], each.params["languages"]) for each in united.diagnostics
    ]


def test_what_the_original_does_not_have_stands_in_its_place_under_a_name_of_its_own() -> None:
    extra = recital(2, "Rappelant également sa décision 5/12 du 3 mai 1999,")
    longer = tree(FR, FRENCH.paragraphs[0], extra, recital(3, FRENCH.paragraphs[1].text), *FRENCH.paragraphs[2:4])

    united = unite([ENGLISH, longer])

    assert ["PP1", "PP1+1", "PP2", "1", "2", "2(a)"] == [each.label for each in united.whole.paragraphs]
    assert extra.text == united.whole.paragraphs[1].text
    assert 4 == united.whole.paragraphs[5].parent


def test_what_several_languages_have_and_the_original_lacks_is_one_unit() -> None:
    russian = tree(RU, recital(1, "Ссылаясь на резолюцию 72/179 от 19 декабря 2017 года,"), *FRENCH.paragraphs[1:])
    without = tree(EN, *ENGLISH.paragraphs[1:4])

    united = unite([without, FRENCH, russian])

    assert {FR: 0, RU: 0} == united.paragraphs[0]
    assert {FR: 4, RU: 4} == united.paragraphs[4]


def test_numbering_that_was_restarted_is_the_same_paragraph_by_its_signs() -> None:
    """The French text begins its numbers anew: figures and place say which paragraph is which."""
    restarted = tree(
        FR, *FRENCH.paragraphs[:3], operative("1", FRENCH.paragraphs[3].text), operative("1(a)", "Sur 1 question ;", 3)
    )

    united = unite([ENGLISH, restarted])

    assert {EN: 3, FR: 3} == united.paragraphs[3]
    assert ("LABEL_DIFFERS", {"label": "2", "language": "fr", "printed": "1"}) == (
        united.diagnostics[0].code,
        united.diagnostics[0].params,
    )


def test_notes_are_paired_by_marker_and_signs() -> None:
    english = tree(EN, notes=[("1", "Resolution 217 A (III)."), ("2", "See A/72/53, chap. III.")])
    french = tree(FR, notes=[("1", "Inédit."), ("2", "Résolution 217 A (III)."), ("3", "Voir A/72/53, chap. III.")])

    united = unite([english, french])

    assert [{FR: 0}, {EN: 0, FR: 1}, {EN: 1, FR: 2}] == [dict(each) for each in united.footnotes]
    assert {"MARKER_DIFFERS", "FOOTNOTE_NOT_IN_LANGUAGE"} == {each.code for each in united.diagnostics}


def test_units_of_an_annex_are_not_those_of_the_text() -> None:
    annexed = ParsedParagraph(label="1", kind=ParagraphKind.OPERATIVE, text="Welcomes the 2 reports;", part="annex")

    united = unite([ENGLISH, tree(FR, annexed)])

    assert {FR: 0} in seen(united)


def test_identifiers_of_all_languages_are_kept() -> None:
    russian = tree(RU, *FRENCH.paragraphs[:2], *(operative(p.label, p.text, p.parent) for p in FRENCH.paragraphs[2:]))

    united = unite([ENGLISH, russian])

    assert ("p_1",) == united.whole.paragraphs[2].aliases


@pytest.mark.parametrize(
    ("text", "expected"), [("٢٠١٩", "2019"), ("第73号", "第73号"), ("plain 7", "plain 7"), ("۴۲", "42")]
)
def test_digits_of_every_script_are_western(text: str, expected: str) -> None:
    assert expected == western(text)


def test_texts_without_figures_have_nothing_in_common_and_nothing_against_it() -> None:
    assert overlap(anchors("Recalling").signs, anchors("Rappelant").signs) is None


paragraphs = st.lists(
    st.builds(
        ParsedParagraph,
        label=st.sampled_from(["PP1", "PP2", "1", "2", "3", "2(a)", "2(b)"]),
        label_is_printed=st.booleans(),
        kind=st.sampled_from([ParagraphKind.PREAMBULAR, ParagraphKind.OPERATIVE]),
        text=st.sampled_from(["Recalling 72/179", "Noting 2019 and 14", "Welcomes", "Decides 3[^1]", "x" * 300]),
        part=st.sampled_from([None, "annex"]),
    ),
    max_size=7,
)


@given(paragraphs, paragraphs, paragraphs)
def test_every_unit_of_every_language_is_in_the_whole_once_and_in_order(
    one: list[ParsedParagraph], other: list[ParsedParagraph], third: list[ParsedParagraph]
) -> None:
    trees = {EN: tree(EN, *one), FR: tree(FR, *other), AR: tree(AR, *third)}

    united = unite(list(trees.values()))

    for tag, own in trees.items():
        places = [each[tag] for each in united.paragraphs if tag in each]
        assert list(range(len(own.paragraphs))) == places
    assert len(united.paragraphs) == len(united.whole.paragraphs)


@given(paragraphs)
def test_pairing_a_text_with_itself_leaves_nothing_alone(one: list[ParsedParagraph]) -> None:
    places = paragraph_places(tree(EN, *one))

    assert [(at, at) for at in range(len(places))] == pair(places, places)
