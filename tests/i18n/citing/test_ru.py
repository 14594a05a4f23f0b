"""How Russian notes are read: short quotations from resolutions, and what all languages make of them."""

from __future__ import annotations

import pytest

from i18n.citing.footnotes import parse_note
from i18n.citing.languages import WORDS
from i18n.languages import Tag

LANGUAGE = Tag("ru")

ROWS = [
    (
        "a Cyrillic А is the letter A",
        (
            "См. Официальные отчеты Генеральной Ассамблеи, семьдесят вторая сессия, Дополнение № 53 "
            "(A/72/53), гл. IV, разд. А."
        ),
        [("Official Records UN-GA", "72", "53", "A/72/53", "chap. IV, sect. A")],
    ),
    (
        "and so in a supplement",
        "Там же, Дополнение № 53А (A/74/53/Add.1), гл. III.",
        [(None, None, "53A", "A/74/53/Add.1", "chap. III")],
    ),
    (
        "a year for a session",
        "Там же, 2014 год, Дополнение № 8 (E/2014/28), гл. I, разд. C.",
        [(None, "2014", "8", "E/2014/28", "chap. I, sect. C")],
    ),
    (
        "the Treaty Series is cited in English",
        "United Nations, Treaty Series, vol. 1249, No. 20378.",
        [("Treaty Series", None, "1249", "No. 20378", None)],
    ),
    (
        "and what follows it, too",
        "Ibid., vol. 75, Nos. 970–973.",
        [(None, None, "75", "No. 970-973", None)],
    ),
    (
        "Cyrillic letters in numbers",
        "Резолюция 217 А (III).",
        [(None, None, None, "A/RES/217(III)[A]", None)],
    ),
    (
        "cases change the word",
        "См. резолюцию 2200 A (XXI), приложение.",
        [(None, None, None, "A/RES/2200(XXI)[A]", "annex")],
    ),
    (
        "an organ behind its number",
        "Резолюция 2002/13 Экономического и Социального Совета, приложение.",
        [(None, None, None, "E/RES/2002/13", "annex")],
    ),
    (
        "two with an annex each",
        "Резолюция S-23/2, приложение, и резолюция S-23/3, приложение.",
        [(None, None, None, "A/RES/S-23/2", "annex"), (None, None, None, "A/RES/S-23/3", "annex")],
    ),
    (
        "decision and symbols",
        "См. решение 60/519 и A/60/88 и A/60/88/Corr.2, приложение.",
        [
            (None, None, None, "A/DEC/60/519", None),
            (None, None, None, "A/60/88", "annex"),
            (None, None, None, "A/60/88/Corr.2", "annex"),
        ],
    ),
    (
        "paragraphs",
        "A/74/464, пп. 27–29.",
        [(None, None, None, "A/74/464", "paras. 27–29")],
    ),
    (
        "brackets for parentheses",
        (
            "Конференция 2010 года участников Договора о нераспространении ядерного оружия по рассмотрению "
            "действия Договора, Заключительный документ, тт. I–III [NPT/CONF.2010/50 (Vol. I), "
            "NPT/CONF.2010/50 (Vol. II) и NPT/CONF.2010/50 (Vol. III)]."
        ),
        [
            (None, None, None, "NPT/CONF.2010/50 (Vol. I)", None),
            (None, None, None, "NPT/CONF.2010/50 (Vol. II)", None),
            (None, None, None, "NPT/CONF.2010/50 (Vol. III)", None),
        ],
    ),
    (
        "a sales number with a Cyrillic letter",
        (
            "Доклад Всемирной встречи на высшем уровне по устойчивому развитию, Йоханнесбург, Южная Африка, "
            "26 августа — 4 сентября 2002 года (издание Организации Объединенных Наций, в продаже под № "
            "R.03.II.А.1 и исправление), гл. I, резолюция 2, приложение."
        ),
        [(None, None, None, "sales 03.II.A.1", "chap. I, resolution 2, annex")],
    ),
    (
        "a remark",
        "Подлежат утверждению Генеральной Ассамблеей.",
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
