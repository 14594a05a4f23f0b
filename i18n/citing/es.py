"""How Spanish writes a citation."""

from __future__ import annotations

from types import MappingProxyType

from i18n.citing import ordinals
from i18n.citing.words import LATIN_VALUE, Words
from i18n.languages import Tag

_MONTHS = "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
_OF = r"(?:de la |de las |del |de los |de )"
_DATED = rf"(?:,? de \d{{1,2}} de (?:{_MONTHS})(?: de \d{{4}})?)?"

SPANISH = Words(
    language=Tag("es"),
    see=r"[Vv]éan?se(?: en)?",
    see_also=r"[Vv]éan?se (?:también|asimismo|además)",
    see_for_example=r"[Vv]éan?se,? (?:por ejemplo|entre otros|entre otras),?",
    ibid=r"[Ii]b[ií]d(?:em)?\.?",
    official_records=rf"Documentos [Oo]ficiales {_OF}(?P<organ>{{organ}}|[A-Z][^,.;]+?)(?=[,.;]|$)",
    treaty_series=r"Naciones Unidas, ?(?:Treaty Series|Recueil des [Tt]raités)|United Nations,? Treaty Series",
    league_series=(
        r"(?:Sociedad|Liga) de las Naciones, ?(?:Treaty Series|Recueil des [Tt]raités)"
        r"|League of Nations,? Treaty Series"
    ),
    session=(
        r"(?P<ordinal>{ordinal}) [Pp]er[ií]odo(?P<special> [Ee]xtraordinario)? de [Ss]esiones"
        r"(?P<emergency> de [Ee]mergencia)?"
    ),
    year=r"\d{4}(?:-\d{2,4})?",
    supplement=r"[Ss]uplementos? (?:[Nn]úms?\.?|No\.) ?(?P<list>{list})",
    volume=r"[Vv]ol(?:s?\.|úmen(?:es)?) ?(?P<list>{list})",
    number=r"(?<![\w-])(?:[Nn]úms?\.?|Nos?\.) ?(?P<list>{list})",
    resolution=(
        rf"[Rr]esoluci(?:ón|ones) ?(?P<numbers>{{numbers}})(?:{_DATED}(?:, | ){_OF}(?P<organ>{{organ}}))?"
        rf"|[Rr]esoluci(?:ón|ones) {_OF}(?P<organ2>{{organ}}) (?P<numbers2>{{numbers}})"
    ),
    decision=rf"[Dd]ecisi(?:ón|ones) ?(?P<numbers>{{numbers}})(?:{_DATED}(?:, | ){_OF}(?P<organ>{{organ}}))?",
    document=r"[Dd]ocumentos?",
    conjunction=r"[ye]",
    through=r"a",
    organs=MappingProxyType(
        {
            "Asamblea General": "UN-GA",
            "Asamblea": "UN-GA",
            "Consejo de Seguridad": "UN-SC",
            "Consejo Económico y Social": "UN-ECOSOC",
            "Consejo de Derechos Humanos": "UN-HRC",
            "Comisión de Derechos Humanos": "UN-CHR",
            "Comisión de Población y Desarrollo": "UN-CPD",
            "Comisión de la Condición Jurídica y Social de la Mujer": "UN-CSW",
            "Comisión de Estupefacientes": "UN-CND",
            "Comisión de Prevención del Delito y Justicia Penal": "UN-CCPCJ",
            "Comisión de Desarrollo Social": "UN-CSOCD",
            "Asamblea de las Naciones Unidas sobre el Medio Ambiente": "UN-UNEA",
        }
    ),
    units=MappingProxyType(
        {
            "annex": r"[Aa]nexos?(?: (?P<values>{values}))?",
            "appendix": r"[Aa]péndices?(?: (?P<values>{values}))?",
            "enclosure": r"(?:[Dd]ocumentos? )?[Aa]djuntos?(?: (?P<values>{values}))?",
            "chap.": r"[Cc]ap(?:s?\.|ítulos?) (?P<values>{values})",
            "sect.": r"(?:[Ss]ecc?(?:s?\.|ión|iones)|[Aa]partados?) (?P<values>{values})",
            "para.": r"[Pp]árr(?:s?\.|afos?) (?P<values>{values})",
            "p.": r"(?:págs?\.|páginas?|pp?\.) (?P<values>{values})",
            "art.": r"[Aa]rt(?:s?\.|ículos?) (?P<values>{values})",
            "part": r"[Pp]artes? (?P<values>{values})|(?P<ordinal>{few}) [Pp]arte",
            "vol.": r"[Vv]ol(?:s?\.|úmen(?:es)?) ?(?P<values>{values})",
            "table": r"[Cc]uadros? (?P<values>{values})",
            "rule": r"[Rr]eglas? (?P<values>{values})",
            "principle": r"[Pp]rincipios? (?P<values>{values})",
            "decision": r"[Dd]ecisi(?:ón|ones) (?P<values>{code})",
            "resolution": r"[Rr]esoluci(?:ón|ones) (?P<values>{code}|l)",
            "goal": r"[Oo]bjetivos? (?P<values>{values})",
            "target": r"[Mm]etas? (?P<values>{values})",
            "recommendation": r"[Rr]ecomendaci(?:ón|ones) (?:núm\. )?(?P<values>{code})",
        }
    ),
    value=LATIN_VALUE,
    ordinals=ordinals.ES,
    behind_number=_DATED,
    its=r"(?:[Ss]us? )",
    goal=r"\b(?:[Oo]bjetivos? de [Dd]esarrollo [Ss]ostenible|ODS|Objetivos?) (?P<list>{goals})",
    target=r"\b[Mm]etas? (?P<list>{targets})(?: de los (?:[Oo]bjetivos de [Dd]esarrollo [Ss]ostenible|Objetivos|ODS))?",
    labour=r"\bConvenio\b[^.;:]{0,140}?,? (?:1[89]\d\d|20\d\d) \([Nn]úm\. ?(?P<number>\d{1,3})\)",
    report=r"Informes?|Actas|Aprobad[oa]s?|Documento final",
)
"""Spanish, by what the General Assembly's resolutions print."""
