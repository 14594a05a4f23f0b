"""Which document a file holds: by its cover, unless the number of the text and the work's identifier say otherwise."""

from __future__ import annotations

import pytest

from seed.akn import peek

FILE = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement name="resolution"><meta>
<identification><FRBRWork><FRBRuri value="/akn/un/statement/deliberation/unga/2031-12-05/{uri}/"/></FRBRWork>
<FRBRExpression><FRBRlanguage language="eng"/></FRBRExpression></identification></meta>
<coverPage><p><docNumber refersTo="#symbol">{cover}</docNumber></p></coverPage>
<preface><p><docNumber>{number}.</docNumber> <docTitle>Bees</docTitle></p></preface>
<mainBody>{parts}<p>Decides to go on.</p></mainBody></statement></akomaNtoso>"""
PARTS = "<p><docNumber>A</docNumber></p><p><docNumber>B</docNumber></p>"


@pytest.mark.parametrize(
    ("cover", "number", "uri", "parts", "expected", "why"),
    [
        ("A/RES/86/401", "86/401", "86-401", "", "A/RES/86/401", "all agree"),
        ("A/RES/86/400", "86/401", "86-401", "", "A/RES/86/401", "the cover alone says so"),
        ("A/RES/86/401", "86/400", "86-401", "", "A/RES/86/401", "text and identifier do not agree"),
        ("A/RES/86/401", "86/401", "86-401", PARTS, "A/RES/86/401 A-B", "it is adopted in parts"),
        ("A/RES/86/401 A-B", "86/401", "86-401", PARTS, "A/RES/86/401 A-B", "the cover has the letters"),
        ("A/RES/86/401 B", "86/401", "86-401B", "", "A/RES/86/401 B", "it is a part of its own"),
    ],
)
def test_the_symbol_is_that_which_most_of_the_file_says(
    *, cover: str, number: str, uri: str, parts: str, expected: str, why: str
) -> None:
    content = FILE.format(cover=cover, number=number, uri=uri, parts=parts).encode()

    assert expected == str(peek(content)[0]), why
