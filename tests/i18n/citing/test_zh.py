"""How Chinese notes are read: short quotations from resolutions, and what all languages make of them."""

from __future__ import annotations

import pytest

from i18n.citing.footnotes import parse_note
from i18n.citing.languages import WORDS
from i18n.languages import Tag

LANGUAGE = Tag("zh")

ROWS = [
    (
        "numbers in Chinese figures",
        "见《大会正式记录，第七十二届会议，补编第53号》(A/72/53)，第四章，A节。",
        [("Official Records UN-GA", "72", "53", "A/72/53", "chap. IV, sect. A")],
    ),
    (
        "a letter apart",
        "同上，《补编第53 A号》(A/67/53/Add.1)，第三章。",
        [(None, None, "53A", "A/67/53/Add.1", "chap. III")],
    ),
    (
        "a year",
        "同上，《2009年，补编第5号》(E/2009/25)，第一章，B节。",
        [(None, "2009", "5", "E/2009/25", "chap. I, sect. B")],
    ),
    (
        "what is numbered stands behind",
        "联合国，《条约汇编》，第2225、2237、2241和2326卷，第39574号。",
        [("Treaty Series", None, "2225, 2237, 2241, 2326", "No. 39574", None)],
    ),
    (
        "several numbers",
        "同上，第1125卷，第17512和17513号。",
        [(None, None, "1125", "No. 17512, 17513", None)],
    ),
    (
        "no spaces",
        "第217A(III)号决议。",
        [(None, None, None, "A/RES/217(III)[A]", None)],
    ),
    (
        "letters of one number",
        "第53/243 A和B号决议。",
        [(None, None, None, "A/RES/53/243 A", None), (None, None, None, "A/RES/53/243 B", None)],
    ),
    (
        "no 第",
        "S-23/2号决议，附件；S-23/3号决议，附件。",
        [(None, None, None, "A/RES/S-23/2", "annex"), (None, None, None, "A/RES/S-23/3", "annex")],
    ),
    (
        "an organ",
        "经济及社会理事会第2002/13号决议，附件。",
        [(None, None, None, "E/RES/2002/13", "annex")],
    ),
    (
        "symbols joined without spaces",
        "A/72/280和A/74/213。",
        [(None, None, None, "A/72/280", None), (None, None, None, "A/74/213", None)],
    ),
    (
        "a decision",
        "见第60/519号决定及A/60/88和A/60/88/Corr.2，附件。",
        [
            (None, None, None, "A/DEC/60/519", None),
            (None, None, None, "A/60/88", "annex"),
            (None, None, None, "A/60/88/Corr.2", "annex"),
        ],
    ),
    (
        "annexes in figures",
        "第69/283号决议，附件一和二。",
        [(None, None, None, "A/RES/69/283", "annexes I and II")],
    ),
    (
        "a sub-paragraph behind the word",
        "A/57/465，附件一，第10段(a)。",
        [(None, None, None, "A/57/465", "annex I, para. 10 (a)")],
    ),
    (
        "a decision of another body",
        "在《联合国气候变化框架公约》下通过，见FCCC/CP/2015/10/Add.1，第1/CP.21号决定。",
        [(None, None, None, "FCCC/CP/2015/10/Add.1", "decision 1/CP.21")],
    ),
    (
        "a resolution as a place",
        "A/56/1026-S/2002/932，附件二，第14/221号决议。",
        [(None, None, None, "A/56/1026-S/2002/932", "annex II, resolution 14/221")],
    ),
    (
        "a title in its marks",
        "《第四次妇女问题世界会议的报告，1995年9月4日至15日，北京》(联合国出版物，出售品编号：C.96.IV.13)，第一章，决议1，附件一和二。",
        [(None, None, None, "sales 96.IV.13", "chap. I, resolution 1, annexes I and II")],
    ),
    (
        "the number before the word",
        "世界卫生组织，WHA58/2005/REC/1号文件，第58.3号决议，附件。",
        [(None, None, None, "WHA58/2005/REC/1", "resolution 58.3, annex")],
    ),
    (
        "a remark",
        "尚待大会通过。",
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
