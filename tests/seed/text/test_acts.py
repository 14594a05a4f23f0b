"""Acts: verbs and who is asked, in the paragraph's own words; and running text as Markdown."""

from __future__ import annotations

import pytest

from seed.text.acts import acts
from seed.text.markup import emphasised, to_markdown, unlinked
from store.records import ParagraphKind

OPERATIVE, PREAMBULAR, NARRATIVE = ParagraphKind.OPERATIVE, ParagraphKind.PREAMBULAR, ParagraphKind.NARRATIVE


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Requests the Secretary-General to report to it;", OPERATIVE, [("Requests", "the Secretary-General")]),
        ("Also calls upon all States, in this regard, to act;", OPERATIVE, [("Also calls upon", "all States")]),
        ("Reaffirms emphatically the duty of States;", OPERATIVE, [("Reaffirms emphatically", None)]),
        ("Expresses its deep concern at the loss;", OPERATIVE, [("Expresses its deep concern", None)]),
        (
            "Strongly condemns such acts, and urges States parties to the Convention to end them;",
            OPERATIVE,
            [("Strongly condemns", None), ("urges", "States parties")],
        ),
        ("Takes note with appreciation of the report;", OPERATIVE, [("Takes note with appreciation", None)]),
        (
            "Requests the Special Rapporteur on the human rights to safe drinking water to report;",
            OPERATIVE,
            [("Requests", "the Special Rapporteur on the human rights to safe drinking water")],
        ),
        (
            "Recalling its resolution 78/1, and recalling also others,",
            PREAMBULAR,
            [("Recalling", None), ("recalling also", None)],
        ),
        ("Deeply concerned at the loss,", PREAMBULAR, [("Deeply concerned", None)]),
        ("Guided by the Charter,", PREAMBULAR, [("Guided", None)]),
        ("Re-emphasizing the right of all,", PREAMBULAR, [("Re-emphasizing", None)]),
        ("The Government reported that it acts.", NARRATIVE, []),
        ("Identify those who have died;", OPERATIVE, []),
    ],
)
def test_acts(text: str, kind: ParagraphKind, expected: list[tuple[str, str | None]]) -> None:
    assert expected == [(one.verb, one.addressee) for one in acts(text, kind)]


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("resolution [72/179](#) of", "resolution 72/179 of"),
        ("[217 A \\(III\\)](#)", "217 A (III)"),
        ("**Encourages** States", "Encourages States"),
        ("[A/80/1](https://undocs.org/A/80/1)", "A/80/1"),
        ("[sic]", "[sic]"),
        ("[^5]: See", "[^5]: See"),
    ],
)
def test_what_extraction_left_is_taken_away(printed: str, words: str) -> None:
    assert words == unlinked(printed)


@pytest.mark.parametrize(
    ("printed", "markdown"),
    [
        ("through, *inter alia*, the Compact", "through, *inter alia*, the Compact"),
        ("*Taking note also of the case *Avena*", "Taking note also of the case Avena"),
        ("2 * 3", "2  3"),
        ("a [sic] b", r"a \[sic\] b"),
        ("a_b", "a_b"),
    ],
)
def test_emphasis_is_kept_where_it_means_something(printed: str, markdown: str) -> None:
    assert " ".join(markdown.split()) == to_markdown(emphasised(printed))


def test_the_emphasis_of_a_notes_title_is_kept() -> None:
    assert "*Official Records*, chap. V" == to_markdown(emphasised("*Official Records*, chap. V", is_note=True))
