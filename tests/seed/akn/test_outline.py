"""What stands where: numbers, points, sections, parts, tables, and what a source has wrong."""

from __future__ import annotations

import pytest

from seed.akn.points import place
from seed.akn.signs import point
from seed.tree import ParsedDocument
from tests.seed.akn.files import annex, labels, note, paragraph, read, recital, sections, texts


def flat(*opened: str, language: str = "en") -> ParsedDocument:
    """A paragraph 1 and siblings behind it that open with these signs."""
    body = paragraph("Asks:", "1.") + "".join(paragraph(f"\t{sign}\tWords;") for sign in opened)
    return read(body, language=language)


@pytest.mark.parametrize(
    ("language", "signs"),
    [
        ("en", ["(a)", "(i)", "(ii)", "(b)"]),
        ("fr", ["a)", "i)", "ii)", "b)"]),
        ("ru", ["а)", "i)", "ii)", "b)"]),
        ("ar", ["(أ)", "’1‘", "’2‘", "(ب)"]),
        ("zh", ["(a)", "㈠", "㈡", "(b)"]),
        ("zh", ["(甲)", "(一)", "(二)", "(乙)"]),
    ],
)
def test_siblings_in_a_row_are_points_by_their_order(language: str, signs: list[str]) -> None:
    assert ["1", "1(a)", "1(a)(i)", "1(a)(ii)", "1(b)"] == labels(flat(*signs, language=language))


@pytest.mark.parametrize(
    ("signs", "wanted"),
    [
        (["(h)", "(i)", "(j)"], ["1(h)", "1(i)", "1(j)"]),
        (["(g)", "(h)", "(i)", "(ii)", "(i)"], ["1(g)", "1(h)", "1(h)(i)", "1(h)(ii)", "1(i)"]),
        (["(a)", "(b)", "(d)"], ["1(a)", "1(b)", "1(d)"]),
        (["(a)", "(a)"], ["1(a)", "1(a)"]),
    ],
)
def test_i_is_a_letter_or_a_numeral_as_the_order_has_it(signs: list[str], wanted: list[str]) -> None:
    assert ["1", *wanted] == labels(flat(*signs))


def test_the_next_sign_tells_a_letter_from_a_numeral() -> None:
    held = [next(level for level in point("(h)"))]

    assert (0, "i") == (place(held, point("(i)"), point("(j)"))[0], "i")
    assert 1 == place(held, point("(i)"), point("(ii)"))[0]


def test_numbers_are_read_where_they_are_typed_in_the_text() -> None:
    body = paragraph("\t1 -\t<span class='bold italic'>تهيب</span> بالدول؛") + paragraph(
        "\t2 <span class='italic'>-</span>\tتقرر؛"
    )
    tree = read(body, language="ar")

    assert ["1", "2"] == labels(tree)
    assert ["تهيب بالدول؛", "تقرر؛"] == texts(tree)


@pytest.mark.parametrize(
    ("text", "language"), [("20 Decide seguir;", "es"), ("20.在不开创先例的情况下决定；", "zh"), ("20. Decides.", "en")]
)
def test_a_typed_number_that_comes_next_needs_no_stop(text: str, language: str) -> None:
    assert ["19", "20"] == labels(read(paragraph("Reitera;", "19.") + paragraph(text), language=language))


@pytest.mark.parametrize(
    ("language", "signs"),
    [("en", ["I", "II"]), ("ar", ["أولا", "ثانيا"]), ("zh", ["一", "二"]), ("ru", ["I", "II"])],
)
def test_numbers_that_begin_anew_in_each_section_have_it_as_their_part(language: str, signs: list[str]) -> None:
    body = "".join(
        f"<section><num>{sign}</num><subheading>\t\t{sign}</subheading></section>"
        + paragraph("One;", "1.")
        + paragraph("Two;", "2.")
        for sign in signs
    )

    assert ["I.1", "I.2", "II.1", "II.2"] == labels(read(body, language=language))


def test_chinese_numerals_number_paragraphs_that_are_sentences() -> None:
    body = paragraph("一. 登记应依照本细则。") + paragraph("二. 登记得由任何当事者为之。")

    assert ["1", "2"] == labels(read(body, language="zh"))


def test_numbers_that_run_on_need_no_part() -> None:
    body = "".join(
        paragraph(f"<b>{sign}</b>", style="H1") + paragraph("Words;", num) for sign, num in (("I", "1."), ("II", "2."))
    )

    assert ["1", "2"] == labels(read(body))


def test_a_numeral_alone_takes_the_next_heading_as_its_words() -> None:
    body = "<subheading>\t\tI</subheading><subheading>\t\tFirst things</subheading>" + paragraph("One;", "1.")

    assert [("I", "First things")] == sections(read(body))


def test_a_short_paragraph_without_a_stop_before_a_number_is_a_heading() -> None:
    body = paragraph("One;", "1.") + paragraph("Closing the digital divide") + paragraph("Two.", "2.")
    tree = read(body)

    assert ["1", "2"] == labels(tree)
    assert [(None, "Closing the digital divide")] == sections(tree)


@pytest.mark.parametrize(
    ("printed", "part"),
    [
        ("Annex", "annex"),
        ("Annex II", "annex II"),
        ("Annexe I", "annex I"),
        ("Anexo", "annex"),
        ("Приложение III", "annex III"),
        ("附件二", "annex II"),
        ("المرفق الأول", "annex I"),
        ("المرفق الثاني", "annex II"),
        ("Appendix", "appendix"),
        ("Добавление", "appendix"),
    ],
)
def test_an_annex_is_known_by_its_heading_in_each_language(printed: str, part: str) -> None:
    """In the body as well as in an attachment."""
    body = paragraph(printed, style="HCh") + paragraph("Words;", "1.")

    assert [f"{part}.1"] == labels(read("", attachments=annex(body)))
    assert ["1", f"{part}.1"] == labels(read(paragraph("Adopts it.", "1.") + body))


def test_an_attachment_without_a_heading_is_an_annex() -> None:
    assert ["annex.1"] == labels(read("", attachments=annex(paragraph("Words;", "1."))))


def test_a_heading_of_the_preamble_in_the_body_is_a_recital() -> None:
    body = '<crossHeading refersTo="#preamble" eId="preamble_3">Having considered the note,</crossHeading>'
    tree = read(body + paragraph("Takes note;", "1."), preamble=recital("Recalling it,"))

    assert ["PP1", "PP2", "1"] == labels(tree)
    assert ("preamble_3",) == tree.paragraphs[1].aliases


def test_a_recital_behind_the_preamble_is_still_one() -> None:
    body = paragraph("Noting that,") + paragraph("Decides.", "1.")

    assert ["PP1", "PP2", "1"] == labels(read(body, preamble=recital("Recalling it,")))


@pytest.mark.parametrize(
    ("numbers", "wanted"),
    [
        (["1.", "", "3."], ["1", "2", "3"]),
        (["1.", "2.", "2.", "4."], ["1", "2", "3", "4"]),
        (["1.", "7.", "3."], ["1", "2", "3"]),
        (["1.", "1.", "1.", "1."], ["1", "2", "3", "4"]),
        (["1.", "3."], ["1", "3"]),  # it may be missing with its text
    ],
)
def test_a_number_that_is_missing_or_misprinted_is_that_of_its_place(numbers: list[str], wanted: list[str]) -> None:
    tree = read("".join(paragraph("Words;", num) for num in numbers))

    assert wanted == labels(tree)
    assert ["NUMBER_MISSING"] * sum(not each.label_is_printed for each in tree.paragraphs) == [
        each.code for each in tree.diagnostics if each.paragraph is not None
    ]


def test_a_paragraph_torn_in_two_is_one() -> None:
    body = paragraph("Takes note of the Vienna", "1.", eid="para_1") + paragraph("programme of action;", eid="para_2")
    tree = read(body + paragraph("Decides.", "2."))

    assert ["Takes note of the Vienna programme of action;", "Decides."] == texts(tree)
    assert ("para_1", "para_2") == tree.paragraphs[0].aliases


def test_a_number_with_its_text_in_the_next_element_has_it() -> None:
    body = "<paragraph><num>1.</num><content><p></p></content></paragraph>" + paragraph("Nous réaffirmons.")

    assert ["Nous réaffirmons."] == texts(read(body, language="fr"))


def test_a_row_of_a_table_is_a_paragraph_under_its_table_and_row() -> None:
    rows = ("<th><p>State</p></th><th><p>Rate<sup>a</sup></p></th>", "<td>Benin</td><td>0.005</td>")
    table = f"<container><table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table></container>"
    tree = read(paragraph("Decides:", "1.") + table + paragraph("a\tPer cent.", style="FootnoteText"))

    assert ["1", "T1.1", "T1.2"] == labels(tree)
    assert ["State | Rate[^a]", "Benin | 0.005"] == texts(tree)[1:]
    assert [("a", "Per cent.")] == [(each.marker, each.text) for each in tree.footnotes]


def test_notes_that_begin_anew_in_an_annex_stand_in_it() -> None:
    body = paragraph(f"Annex{note('1', 'Other.')}", style="HCh") + paragraph("Words.<sup>1</sup>", "1.")
    tree = read(paragraph(f"Adopts it.{note('1', 'One.')}", "1."), attachments=annex(body))

    assert [(None, "One."), ("annex", "Other.")] == [(each.part, each.text) for each in tree.footnotes]


def test_what_is_printed_of_the_meeting_in_the_body_is_no_paragraph() -> None:
    tree = read(paragraph("Decides.", "1.") + paragraph("48th (resumed) plenary meeting"))

    assert ["1"] == labels(tree)
    assert "48th (resumed) plenary meeting" in [line.words for line in tree.furniture if line.rule == "closing"]


def test_every_identifier_of_the_file_is_kept_on_its_unit() -> None:
    body = (
        '<section eId="sec_I"><num>I</num><heading eId="h">Grass</heading>'
        + paragraph("Mow;", "1.", eid="para_33")
        + "</section>"
    )
    tree = read(body)

    assert ("para_33",) == tree.paragraphs[0].aliases
    assert ("sec_I", "h") == tree.sections[0].aliases
    assert "sec_I__para_1" == tree.paragraphs[0].eid
