"""How French notes are read: short quotations from resolutions, and what all languages make of them."""

from __future__ import annotations

import pytest

from i18n.citing.footnotes import parse_note
from i18n.citing.languages import WORDS
from i18n.languages import Tag

LANGUAGE = Tag("fr")

ROWS = [
    (
        "sessions are ordinals in words",
        (
            "Voir Documents officiels de l’Assemblée générale, soixante-douzième session, Supplément no 53 "
            "(A/72/53), chap. V, sect. A."
        ),
        [("Official Records UN-GA", "72", "53", "A/72/53", "chap. V, sect. A")],
    ),
    (
        "a supplement's letter",
        "Ibid., Supplément nᵒ 53A (A/72/53/Add.1), chap. III.",
        [(None, None, "53A", "A/72/53/Add.1", "chap. III")],
    ),
    (
        "a corrigendum is not a source of its own",
        (
            "Ibid., soixante et onzième session, Supplément no 53A et rectificatif (A/71/53/Add.1 et "
            "A/71/53/Add.1/Corr.1), chap. II."
        ),
        [(None, "71", "53A", "A/71/53/Add.1", "chap. II")],
    ),
    (
        "the series has a French name, volumes are a list",
        "Nations Unies, Recueil des Traités, vol. 2225, 2237, 2241 et 2326, no 39574.",
        [("Treaty Series", None, "2225, 2237, 2241, 2326", "No. 39574", None)],
    ),
    (
        "thousands are parted",
        "Ibid., vol. 1249, no 20,378.",
        [(None, None, "1249", "No. 20378", None)],
    ),
    (
        "old resolutions have their session",
        "Résolution 217 A (III).",
        [(None, None, None, "A/RES/217(III)[A]", None)],
    ),
    (
        "the word is not repeated",
        "Résolutions S-23/2, annexe, et S-23/3, annexe.",
        [(None, None, None, "A/RES/S-23/2", "annex"), (None, None, None, "A/RES/S-23/3", "annex")],
    ),
    (
        "nor is the number",
        "Résolutions 53/243 A et B.",
        [(None, None, None, "A/RES/53/243 A", None), (None, None, None, "A/RES/53/243 B", None)],
    ),
    (
        "symbols are a list",
        "A/53/293 et A/53/293/Add.1.",
        [(None, None, None, "A/53/293", None), (None, None, None, "A/53/293/Add.1", None)],
    ),
    (
        "a decision has a symbol",
        "Voir décision 60/519 et A/60/88, A/60/88/Corr.1 et A/60/88/Corr.2, annexe.",
        [
            (None, None, None, "A/DEC/60/519", None),
            (None, None, None, "A/60/88", "annex"),
            (None, None, None, "A/60/88/Corr.1", "annex"),
            (None, None, None, "A/60/88/Corr.2", "annex"),
        ],
    ),
    (
        "a space stands before the semicolon",
        (
            "S/PRST/2010/16 ; voir Résolutions et décisions du Conseil de sécurité, 1er août 2010-31 "
            "juillet 2011 (S/INF/66)."
        ),
        [(None, None, None, "S/PRST/2010/16", None), (None, None, None, "S/INF/66", None)],
    ),
    (
        "a decision of another body is a place",
        "Adopté en vertu de la CCNUCC et paru sous la cote FCCC/CP/2015/10/Add.1, décision 1/CP.21.",
        [(None, None, None, "FCCC/CP/2015/10/Add.1", "decision 1/CP.21")],
    ),
    (
        "a sub-paragraph has one parenthesis",
        "A/57/465, annexe I, par. 10 a).",
        [(None, None, None, "A/57/465", "annex I, para. 10 (a)")],
    ),
    (
        "sold publications have a number",
        (
            "Rapport de la quatrième Conférence mondiale sur les femmes, Beijing, 4-15 septembre 1995 "
            "(publication des Nations Unies, numéro de vente : F.96.IV.13), chap. I, résolution 1, annexes "
            "I et II."
        ),
        [(None, None, None, "sales 96.IV.13", "chap. I, resolution 1, annexes I and II")],
    ),
    (
        "other organizations number their documents",
        ("Organisation maritime internationale, document MSC 84/24/Add.1, annexe 3, résolution MSC.257(84)."),
        [(None, None, None, "MSC 84/24/Add.1", "annex 3, resolution MSC.257(84)")],
    ),
    (
        "a place in the same document is no source",
        "Voir par. 5 ci-dessus.",
        [],
    ),
    (
        "a remark cites nothing",
        "Qu’elle aura adoptés.",
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
