"""How Arabic notes are read: short quotations from resolutions, and what all languages make of them."""

from __future__ import annotations

import pytest

from i18n.citing.footnotes import parse_note
from i18n.citing.languages import WORDS
from i18n.languages import Tag

LANGUAGE = Tag("ar")

ROWS = [
    (
        "ordinals in words, letters by name",
        (
            "() انظر الوثائق الرسمية للجمعية العامة، الدورة الثانية والسبعون، الملحق رقم 53 (A/72/53)، "
            "الفصل الرابع، الفرع ألف."
        ),
        [("Official Records UN-GA", "72", "53", "A/72/53", "chap. IV, sect. A")],
    ),
    (
        "a supplement's letter",
        "() المرجع نفسه، الملحق رقم 53 ألف (A/68/53/Add.1)، الفصل الثالث.",
        [(None, None, "53A", "A/68/53/Add.1", "chap. III")],
    ),
    (
        "a year",
        "() المرجع نفسه، 2009، الملحق رقم 5 (E/2009/25)، الفصل الأول، الفرع باء.",
        [(None, "2009", "5", "E/2009/25", "chap. I, sect. B")],
    ),
    (
        "the first note on the Treaty Series is in English",
        "United Nations, Treaty Series, vol. 1249, No. 20378.",
        [("Treaty Series", None, "1249", "No. 20378", None)],
    ),
    (
        "the next in Arabic",
        "() المرجع نفسه، المجلد 2051، الرقم 35457.",
        [(None, None, "2051", "No. 35457", None)],
    ),
    (
        "with Arabic-Indic digits",
        "() المرجع نفسه، المجلد ٢٠٥١، الرقم ٣٥٤٥٧.",
        [(None, None, "2051", "No. 35457", None)],
    ),
    (
        "an old session is a number",
        "() القرار 217 ألف (د-3).",
        [(None, None, None, "A/RES/217(III)[A]", None)],
    ),
    (
        "a special session has letters",
        "() القرار دإ-24/2، المرفق.",
        [(None, None, None, "A/RES/S-24/2", "annex")],
    ),
    (
        "letters of one number",
        "() القراران 53/243 ألف وباء.",
        [(None, None, None, "A/RES/53/243 A", None), (None, None, None, "A/RES/53/243 B", None)],
    ),
    (
        "a range of letters",
        "() القرارات دإ-20/1 و دإ-20/2 و دإ-20/3 و دإ-20/4 ألف إلى هاء.",
        [
            (None, None, None, "A/RES/S-20/1", None),
            (None, None, None, "A/RES/S-20/2", None),
            (None, None, None, "A/RES/S-20/3", None),
            (None, None, None, "A/RES/S-20/4 A-E", None),
        ],
    ),
    (
        "a dual",
        "() القرار 69/283، المرفقان الأول والثاني.",
        [(None, None, None, "A/RES/69/283", "annexes I and II")],
    ),
    (
        "each with its part",
        "() القرارات 52/214، الجزء باء، و 57/283 باء، الجزء الثالث، و 58/250، الجزء الثالث.",
        [
            (None, None, None, "A/RES/52/214", "part B"),
            (None, None, None, "A/RES/57/283 B", "part III"),
            (None, None, None, "A/RES/58/250", "part III"),
        ],
    ),
    (
        "an organ before the number",
        "() قرار المجلس الاقتصادي والاجتماعي 2002/13، المرفق.",
        [(None, None, None, "E/RES/2002/13", "annex")],
    ),
    (
        "symbols",
        "() A/73/295 و A/73/741 و A/74/313.",
        [
            (None, None, None, "A/73/295", None),
            (None, None, None, "A/73/741", None),
            (None, None, None, "A/74/313", None),
        ],
    ),
    (
        "a decision with Arabic letters",
        "() انظر FCCC/CP/2015/10/Add.1، المقرر 1/م أ-21، المرفق.",
        [(None, None, None, "FCCC/CP/2015/10/Add.1", "decision 1/CP.21, annex")],
    ),
    (
        "a letter as a label",
        "() A/57/465، المرفق الأول، الفقرة 10 (أ).",
        [(None, None, None, "A/57/465", "annex I, para. 10 (a)")],
    ),
    (
        "an ordinal and a letter are one place",
        "() CTOC/COP/2018/13، الفرع الأول - ألف.",
        [(None, None, None, "CTOC/COP/2018/13", "sect. I.A")],
    ),
    (
        "a sales number",
        (
            "() تقرير المؤتمر العالمي الرابع المعني بالمرأة، بيجين، 4-15 أيلول/سبتمبر 1995 (منشورات الأمم "
            "المتحدة، رقم المبيع A.96.IV.13)، الفصل الأول، القرار 1، المرفقان الأول والثاني."
        ),
        [(None, None, None, "sales 96.IV.13", "chap. I, resolution 1, annexes I and II")],
    ),
    (
        "a remark",
        "() تعتمدها الجمعية العامة في وقت لاحق.",
        [],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_a_note_is_read(text: str, expected: list[tuple[str | None, ...]]) -> None:
    """Each citation as its series, session, volume, document (or other number) and place."""
    assert expected == [
        (
            citation.canonical.series,
            citation.canonical.session,
            citation.canonical.volume,
            citation.canonical.document
            or citation.code
            or (citation.sales and f"sales {citation.sales}")
            or citation.url,
            citation.canonical.pinpoint,
        )
        for citation in parse_note(text, WORDS[LANGUAGE])
    ]
