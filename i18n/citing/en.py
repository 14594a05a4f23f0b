"""How English writes a citation."""

from __future__ import annotations

from types import MappingProxyType

from i18n.citing.words import Words

ENGLISH = Words(
    see=r"[Ss]ee",
    see_also=r"[Ss]ee also",
    see_for_example=r"[Ss]ee,? (?:for example|e\.g\.|inter alia),?",
    ibid=r"[Ii]b[ií]d\.?",
    official_records=r"Official Records of the",
    treaty_series=r"United Nations,? Treaty Series",
    session=(
        r"(?:(?:One [Hh]undred and )?[A-Z][a-z]+(?:-[a-z]+)?(?: Special| Emergency Special)? Session"
        r"|\d{4}(?:-\d{2,4})?)"
    ),
    supplement=r"Supplements? Nos?\. ?(?P<supplement>\d+ ?[A-Z]?)",
    volume=r"vols?\.",
    number=r"Nos?\.",
    resolution=r"[Rr]esolutions?",
    conjunction=r"and",
    pinpoints=(
        r"(?:annex(?:es)?|appendix|appendices|enclosure|attachment|chaps?\.|chapters?|sects?\.|sections?|paras?\."
        r"|paragraphs?|pp?\.|arts?\.|articles?|part|parts|table|tables|rules?|principles?|decisions?|resolutions?"
        r"|goals?|targets?|recommendations?|footnotes?|schedule)"
    ),
    organs=MappingProxyType(
        {
            "General Assembly": "UN-GA",
            "Assembly": "UN-GA",
            "Security Council": "UN-SC",
            "Economic and Social Council": "UN-ECOSOC",
            "Human Rights Council": "UN-HRC",
            "Commission on Human Rights": "UN-CHR",
            "Commission on Population and Development": "UN-CPD",
            "Commission on the Status of Women": "UN-CSW",
            "Commission on Narcotic Drugs": "UN-CND",
            "Commission on Crime Prevention and Criminal Justice": "UN-CCPCJ",
            "Commission for Social Development": "UN-CSOCD",
            "United Nations Environment Assembly": "UN-UNEA",
        }
    ),
)
"""English, by the Editorial Manual and by what the General Assembly's resolutions print."""
