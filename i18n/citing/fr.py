"""How French writes a citation."""

from __future__ import annotations

from types import MappingProxyType

from i18n.citing import ordinals
from i18n.citing.words import LATIN_VALUE, Words
from i18n.languages import Tag

_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_OF = r"(?:de la |de l'|du |des |de )"
_DATED = rf"(?:,? (?:en date )?du \d{{1,2}}(?:er)? (?:{_MONTHS})(?: \d{{4}})?)?"

FRENCH = Words(
    language=Tag("fr"),
    see=r"[Vv]oir|[Cc]f\.",
    see_also=r"[Vv]oir (?:aussi|également)|[Cc]f\. aussi",
    see_for_example=r"[Vv]oir,? (?:par exemple|notamment|entre autres),?",
    ibid=r"[Ii]bid(?:em)?\.?",
    official_records=rf"Documents officiels {_OF}(?P<organ>{{organ}}|[A-Z][^,.;]+?)(?=[,.;]|$)",
    treaty_series=r"(?:Organisation des )?Nations Unies, ?Recueil des [Tt]raités|United Nations,? Treaty Series",
    league_series=r"Société des [Nn]ations, ?Recueil des [Tt]raités",
    session=(r"(?P<ordinal>{ordinal}) session(?P<emergency> extraordinaire d'urgence)?(?P<special> extraordinaire)?"),
    year=r"\d{4}(?:-\d{2,4})?",
    supplement=r"[Ss]uppléments? no?s? ?o?s?\.? ?(?P<list>{list})",
    volume=r"[Vv]ol(?:s?\.|umes?) ?(?P<list>{list})",
    number=r"(?<![\w-])(?:[Nn] ?os?\.?|numéros?) ?(?P<list>{list})",
    resolution=(
        rf"[Rr]ésolutions? ?(?P<numbers>{{numbers}})(?:{_DATED}(?:, | ){_OF}(?P<organ>{{organ}}))?"
        rf"|[Rr]ésolutions? {_OF}(?P<organ2>{{organ}}) (?P<numbers2>{{numbers}})"
    ),
    decision=rf"[Dd]écisions? ?(?P<numbers>{{numbers}})(?:{_DATED}(?:, | ){_OF}(?P<organ>{{organ}}))?",
    document=r"[Dd]ocuments?",
    conjunction=r"et",
    through=r"à",
    organs=MappingProxyType(
        {
            "Assemblée générale": "UN-GA",
            "Assemblée": "UN-GA",
            "Conseil de sécurité": "UN-SC",
            "Conseil économique et social": "UN-ECOSOC",
            "Conseil des droits de l'homme": "UN-HRC",
            "Commission des droits de l'homme": "UN-CHR",
            "Commission de la population et du développement": "UN-CPD",
            "Commission de la condition de la femme": "UN-CSW",
            "Commission des stupéfiants": "UN-CND",
            "Commission pour la prévention du crime et la justice pénale": "UN-CCPCJ",
            "Commission du développement social": "UN-CSOCD",
            "Assemblée des Nations Unies pour l'environnement": "UN-UNEA",
        }
    ),
    units=MappingProxyType(
        {
            "annex": r"[Aa]nnexes?(?: (?P<values>{values}))?",
            "appendix": r"[Aa]ppendices?(?: (?P<values>{values}))?",
            "enclosure": r"[Pp]ièces? jointes?(?: (?P<values>{values}))?",
            "attachment": r"[Aa]dditifs?(?: (?P<values>{values}))?",
            "chap.": r"[Cc]hap(?:\.?|itres?) (?P<values>{values})",
            "sect.": r"[Ss]ect(?:s?\.|ions?) (?P<values>{values})",
            "para.": r"(?:[Pp]ar(?:\.|agraphes?)|alinéas?) (?P<values>{values})",
            "p.": r"(?:pp?\.|pages?) (?P<values>{values})",
            "art.": r"[Aa]rt(?:\.|icles?) (?P<values>{values})",
            "part": r"[Pp]arties? (?P<values>{values})|(?P<ordinal>{few}) partie",
            "vol.": r"[Vv]ol(?:s?\.|umes?) ?(?P<values>{values})",
            "table": r"[Tt]ableaux? (?P<values>{values})",
            "rule": r"[Rr]ègles? (?P<values>{values})",
            "principle": r"[Pp]rincipes? (?P<values>{values})",
            "decision": r"[Dd]écisions? (?P<values>{code})",
            "resolution": r"[Rr]ésolutions? (?P<values>{code}|l)",
            "goal": r"[Oo]bjectifs? (?P<values>{values})",
            "target": r"[Cc]ibles? (?P<values>{values})",
            "recommendation": r"[Rr]ecommandations? (?:no )?(?P<values>{code})",
        }
    ),
    value=LATIN_VALUE,
    ordinals=ordinals.FR,
    behind_number=_DATED,
    its=r"(?:[Ss]a |[Ss]es )",
    goal=r"\b(?:[Oo]bjectifs? de développement durable|ODD)(?: nos?| numéros?)? ?(?P<list>{goals})",
    target=r"\b[Cc]ibles? (?P<list>{targets})(?: des (?:[Oo]bjectifs de développement durable|ODD))?",
    labour=r"\bConvention\b[^.;:]{0,140}?(?:1[89]\d\d|20\d\d)[^.;:]{0,120}?\(no ?(?P<number>\d{1,3})\)",
    report=r"Rapports?|Actes|Adoptée?s?|Conclue?s?|Document final",
)
"""French, by what the General Assembly's resolutions print."""
