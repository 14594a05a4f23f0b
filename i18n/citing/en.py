"""How English writes a citation."""

from __future__ import annotations

from types import MappingProxyType

from i18n.citing import ordinals
from i18n.citing.words import LATIN_VALUE, Words
from i18n.languages import EN

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"

ENGLISH = Words(
    language=EN,
    see=r"[Ss]ee",
    see_also=r"[Ss]ee also",
    see_for_example=r"[Ss]ee,? (?:for example|e\.g\.|inter alia),?",
    ibid=r"[Ii]b[ií]d(?:em)?\.?",
    official_records=r"Official Records of the (?P<organ>{organ}|[A-Z][^,.;]+?)(?=[,.;]|$)",
    treaty_series=r"United Nations,? Treaty Series",
    league_series=r"League of Nations,? Treaty Series",
    session=r"(?P<ordinal>{ordinal})(?P<emergency> [Ee]mergency [Ss]pecial)?(?P<special> [Ss]pecial)? [Ss]ession",
    year=r"\d{4}(?:-\d{2,4})?",
    supplement=r"[Ss]upplements? Nos?\. ?(?P<list>{list})",
    volume=r"[Vv]ols?\. ?(?P<list>{list})",
    number=r"(?<![\w-])Nos?\. ?(?P<list>{list})",
    resolution=r"(?:(?P<organ>{organ}) )?[Rr]esolutions? ?(?P<numbers>{numbers})",
    decision=r"(?:(?P<organ>{organ}) )?[Dd]ecisions? ?(?P<numbers>{numbers})",
    document=r"[Dd]ocuments?",
    conjunction=r"and",
    through=r"to",
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
    units=MappingProxyType(
        {
            "annex": r"[Aa]nnex(?:es)?(?: (?P<values>{values}))?",
            "appendix": r"[Aa]ppendi(?:x|ces)(?: (?P<values>{values}))?",
            "enclosure": r"[Ee]nclosures?(?: (?P<values>{values}))?",
            "attachment": r"[Aa]ttachments?(?: (?P<values>{values}))?",
            "chap.": r"[Cc]hap(?:s?\.?|ters?) (?P<values>{values})",
            "sect.": r"[Ss]ect(?:s?\.|ions?) (?P<values>{values})",
            "para.": r"[Pp]ara(?:s?\.?|graphs?) (?P<values>{values})",
            "p.": r"pp?\. (?P<values>{values})",
            "art.": r"[Aa]rt(?:s?\.|icles?) (?P<values>{values})",
            "part": r"[Pp]arts? (?P<values>{values}|(?i:one|two|three|four|five|six))",
            "vol.": r"[Vv]ols?\. ?(?P<values>{values})",
            "table": r"[Tt]ables? (?P<values>{values})",
            "rule": r"[Rr]ules? (?P<values>{values})",
            "principle": r"[Pp]rinciples? (?P<values>{values})",
            "decision": r"[Dd]ecisions? (?P<values>{code})",
            "resolution": r"[Rr]esolutions? (?P<values>{code}|l)",
            "goal": r"[Gg]oals? (?P<values>{values})",
            "target": r"[Tt]argets? (?P<values>{values})",
            "recommendation": r"[Rr]ecommendations? (?:No\. )?(?P<values>{code})",
            "footnote": r"[Ff]ootnotes? (?P<values>{values})",
            "schedule": r"[Ss]chedules?(?: (?P<values>{values}))?",
        }
    ),
    value=LATIN_VALUE,
    ordinals=ordinals.EN,
    behind_number=rf"(?: of \d{{1,2}} (?:{_MONTHS})(?: \d{{4}})?)?",
    its=r"[Ii]ts ",
    goal=r"\b(?:Sustainable Development Goals?|SDGs?|Goals?) (?P<list>{goals})",
    target=r"\b[Tt]argets? (?P<list>{targets})(?: of the (?:Sustainable Development Goals|Goals))?",
    labour=(
        r"\b(?:[A-Z][\w'()-]+,? (?:(?:and|of|on|the|in|for|to|at) )*)+?Convention"
        r"(?: \(Revised\))?, (?:1[89]\d\d|20\d\d) \(No\. ?(?P<number>\d{1,3})\)"
    ),
    report=r"Reports?|Proceedings|Outcome|Adopted",
)
"""English, by the Editorial Manual and by what the General Assembly's resolutions print."""
