"""How Spanish notes are read: short quotations from resolutions, and what all languages make of them."""

from __future__ import annotations

import pytest

from i18n.citing.footnotes import parse_note
from i18n.citing.languages import WORDS
from i18n.languages import Tag

LANGUAGE = Tag("es")

ROWS = [
    (
        "sessions are periods",
        (
            "Véase Documentos Oficiales de la Asamblea General, septuagésimo segundo período de sesiones, "
            "suplemento núm. 53 (A/72/53), cap. IV, secc. A."
        ),
        [("Official Records UN-GA", "72", "53", "A/72/53", "chap. IV, sect. A")],
    ),
    (
        "Ibíd. has an accent",
        "Ibíd., suplemento núm. 53A (A/68/53/Add.1), cap. III.",
        [(None, None, "53A", "A/68/53/Add.1", "chap. III")],
    ),
    (
        "half in English",
        "Naciones Unidas, Treaty Series, vols. 2225, 2237, 2241 y 2326, núm. 39574.",
        [("Treaty Series", None, "2225, 2237, 2241, 2326", "No. 39574", None)],
    ),
    (
        "several numbers",
        "Ibid., vol. 1125, núms. 17512 y 17513.",
        [(None, None, "1125", "No. 17512, 17513", None)],
    ),
    (
        "an article stands before the word",
        "Véase la resolución 67/234 B.",
        [(None, None, None, "A/RES/67/234 B", None)],
    ),
    (
        "two sources after one signal",
        "Véanse la resolución 50/245 y A/50/1027.",
        [(None, None, None, "A/RES/50/245", None), (None, None, None, "A/50/1027", None)],
    ),
    (
        "an organ stands before its numbers",
        "Resoluciones 72/194 y 73/211 y resoluciones del Consejo de Seguridad 2133 (2014) y 2178 (2014).",
        [
            (None, None, None, "A/RES/72/194", None),
            (None, None, None, "A/RES/73/211", None),
            (None, None, None, "S/RES/2133 (2014)", None),
            (None, None, None, "S/RES/2178 (2014)", None),
        ],
    ),
    (
        "or behind them",
        "Resolución 2002/13 del Consejo Económico y Social, anexo.",
        [(None, None, None, "E/RES/2002/13", "annex")],
    ),
    (
        "one document with two symbols",
        "A/56/1026‑S/2002/932, anexo II, resolución 14/221.",
        [(None, None, None, "A/56/1026-S/2002/932", "annex II, resolution 14/221")],
    ),
    (
        "each with its annex",
        "Resolución S-23/2, anexo, y resolución S-23/3, anexo.",
        [(None, None, None, "A/RES/S-23/2", "annex"), (None, None, None, "A/RES/S-23/3", "annex")],
    ),
    (
        "parts of a symbol, and a part in words",
        (
            "Conferencia de las Partes del Año 2000 encargada del Examen del Tratado sobre la No "
            "Proliferación de las Armas Nucleares, Documento Final, vol. I (NPT/CONF.2000/28 (Parts I-II)), "
            "primera parte."
        ),
        [(None, None, None, "NPT/CONF.2000/28 (Parts I and II)", "part I")],
    ),
    (
        "a document of another organization",
        "Véase Organización Mundial de la Salud, documento WHA58/2005/REC/1.",
        [(None, None, None, "WHA58/2005/REC/1", None)],
    ),
    (
        "an address",
        "Se puede consultar en www.un.org/dppa/decolonization/es/c24/regional-seminars/2018.",
        [(None, None, None, "https://www.un.org/dppa/decolonization/es/c24/regional-seminars/2018", None)],
    ),
    (
        "sponsors cite nothing",
        "Argentina, Armenia, Belarús, Bolivia (Estado Plurinacional de), Brasil y Viet Nam.",
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
