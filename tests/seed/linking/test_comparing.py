"""Citations of several languages are matched, and where they cite different things is said: nothing more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from i18n.languages import Tag
from seed.authority.instruments import load_instruments
from seed.linking import Authority, Linked, link
from seed.linking.comparing import Comparison, DifferenceKind, compare
from seed.tree import Metadata, ParsedDocument, ParsedFootnote, ParsedParagraph
from store.records import ParagraphKind

AUTHORITY = Authority(load_instruments())


def document(language: str, notes: Sequence[str], paragraphs: Sequence[str] = ()) -> ParsedDocument:
    return ParsedDocument(
        metadata=Metadata(body="UN-GA"),
        language=Tag(language),
        footnotes=tuple(ParsedFootnote(marker=str(at), text=text) for at, text in enumerate(notes, 1)),
        paragraphs=tuple(
            ParsedParagraph(label=str(at), kind=ParagraphKind.NARRATIVE, text=text)
            for at, text in enumerate(paragraphs, 1)
        ),
    )


def compared(documents: Mapping[str, ParsedDocument]) -> tuple[dict[Tag, Linked], Comparison]:
    parsed = {Tag(language): each for language, each in documents.items()}
    linked = {tag: link(each, AUTHORITY) for tag, each in parsed.items()}
    notes = max(len(each.footnotes) for each in parsed.values())
    paragraphs = max(len(each.paragraphs) for each in parsed.values())
    footnotes = [{tag: at for tag, each in parsed.items() if at < len(each.footnotes)} for at in range(notes)]
    units = [dict.fromkeys(parsed, at) for at in range(paragraphs)]
    return linked, compare(linked, units, footnotes, parsed=parsed)


def notes(**of: Sequence[str]) -> Comparison:
    return compared({language: document(language, texts) for language, texts in of.items()})[1]


FIRST = {
    "en": "See Official Records of the General Assembly, Seventy-second Session, Supplement No. 53 (A/72/53), chap. V.",
    "fr": "Voir Documents officiels de l’Assemblée générale, soixante-douzième session, Supplément no 53 (A/72/53), "
    "chap. V.",
    "es": "Véase Documentos Oficiales de la Asamblea General, septuagésimo segundo período de sesiones, suplemento "
    "núm. 53 (A/72/53), cap. V.",
    "ru": "См. Официальные отчеты Генеральной Ассамблеи, семьдесят вторая сессия, Дополнение № 53 (A/72/53), гл. V.",
    "zh": "见《大会正式记录，第七十二届会议，补编第53号》(A/72/53)，第五章。",
    "ar": "انظر الوثائق الرسمية للجمعية العامة، الدورة الثانية والسبعون، الملحق رقم 53 (A/72/53)، الفصل الخامس.",
}
SECOND = {
    "en": "Ibid., Supplement No. 53A (A/72/53/Add.1), chap. III.",
    "fr": "Ibid., Supplément no 53A (A/72/53/Add.1), chap. III.",
    "es": "Ibid., suplemento núm. 53A (A/72/53/Add.1), cap. III.",
    "ru": "Там же, Дополнение № 53А (A/72/53/Add.1), гл. III.",
    "zh": "同上，《补编第53 A号》(A/72/53/Add.1)，第三章。",
    "ar": "المرجع نفسه، الملحق رقم 53 ألف (A/72/53/Add.1)، الفصل الثالث.",
}


def test_six_languages_that_cite_the_same_are_one_citation_each_and_no_difference() -> None:
    found = notes(**{tag: [FIRST[tag], SECOND[tag]] for tag in FIRST})

    assert [6, 6] == [len(each.members) for each in found.citations]
    assert ["A/72/53", "A/72/53/Add.1"] == [each.instrument for each in found.citations]
    assert () == found.differences


def test_one_language_that_prints_another_document_is_named_with_what_each_cites() -> None:
    texts = {tag: [FIRST[tag], SECOND[tag]] for tag in FIRST}
    texts["fr"][1] = texts["fr"][1].replace("A/72/53/Add.1", "A/74/53/Add.1")

    (difference,) = notes(**texts).differences

    assert (DifferenceKind.DOCUMENT, ("fr",), 1) == (difference.kind, difference.odd, difference.at)
    assert "A/74/53/Add.1, chap. III" == difference.cited[Tag("fr")]
    assert {"A/72/53/Add.1, chap. III"} == {words for tag, words in difference.cited.items() if tag != "fr"}


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("Ibid., Supplément no 54A (A/72/53/Add.1), chap. III.", DifferenceKind.SUPPLEMENT),
        ("Ibid., Supplément no 53A (A/72/53/Add.1), chap. IV.", DifferenceKind.PINPOINT),
        ("Ibid., soixante-treizième session, Supplément no 53A (A/72/53/Add.1), chap. III.", None),
    ],
)
def test_what_is_printed_with_a_document_is_compared_where_the_note_prints_it(
    printed: str, kind: DifferenceKind | None
) -> None:
    """A session that only one language repeats is no difference."""
    texts = {tag: [FIRST[tag], SECOND[tag]] for tag in FIRST}
    texts["fr"][1] = printed

    assert ([kind] if kind else []) == [each.kind for each in notes(**texts).differences]


def test_what_ibid_repeats_is_reported_where_it_stands_and_not_again() -> None:
    found = notes(
        en=["A/74/191, para. 4.", "Ibid., para. 9."],
        es=["A/74/191, párr. 4.", "Ibid., párr. 9."],
        fr=["A/74/119, par. 4.", "Ibid., par. 9."],
    )

    assert [(DifferenceKind.DOCUMENT, 0)] == [(each.kind, each.at) for each in found.differences]


def test_a_citation_that_a_language_leaves_out_is_missing() -> None:
    (difference,) = notes(en=["A/73/201 and A/74/272."], es=["A/73/201 y A/74/272."], fr=["A/73/201."]).differences

    assert (DifferenceKind.MISSING, ("fr",)) == (difference.kind, difference.odd)


def test_printing_is_no_difference() -> None:
    """Order, what is added to a symbol, a corrigendum of one language, letters of another script, a missing annex."""
    found = notes(
        en=["A/73/201 and A/74/272.", "Resolution 217 A (III).", "See resolution 69/283, annex II.", "A/53/293."],
        ru=["A/74/272 и A/73/201.", "Резолюция 217 А (III).", "См. резолюцию 69/283.", "A/53/293 и A/53/293/Corr.1."],
    )

    assert () == found.differences


def test_notes_that_stand_in_another_order_are_no_difference() -> None:
    found = notes(
        en=["A/HRC/34/66/Add.1.", "A/71/53, chap. IV.", "Resolution 70/1."],
        zh=["A/71/53，第四章。", "A/HRC/34/66/Add.1。", "第70/1号决议。"],
    )

    assert () == found.differences
    assert [2, 2, 2] == [len(each.members) for each in found.citations]


def test_the_volume_of_a_treaty_alone_is_mild() -> None:
    (difference,) = notes(
        en=["United Nations, Treaty Series, vol. 1833, No. 31363."],
        fr=["Nations Unies, Recueil des Traités, vol. 1834, no 31363."],
    ).differences

    assert (DifferenceKind.VOLUME, True) == (difference.kind, difference.is_mild)


def test_in_running_text_a_number_that_differs_is_reported_and_a_name_that_is_not_said_is_not() -> None:
    _, found = compared(
        {
            "en": document(
                "en", [], ["Recalling the Charter of the United Nations and resolutions 72/179 and 73/195,"]
            ),
            "fr": document("fr", [], ["Rappelant la Charte et les résolutions 72/179 et 73/159,"]),
            "es": document("es", [], ["Recordando la Carta y las resoluciones 72/179 y 73/195,"]),
        }
    )

    assert [(DifferenceKind.DOCUMENT, ("fr",))] == [(each.kind, each.odd) for each in found.differences]


def test_of_two_targets_cited_equally_often_the_originals_counts() -> None:
    found = notes(en=["A/74/191."], fr=["A/74/119."])

    assert ["A/74/191"] == [each.instrument for each in found.citations]
