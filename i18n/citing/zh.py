"""How Chinese writes a citation: a number stands between 第 and what it numbers."""

from __future__ import annotations

from types import MappingProxyType

from i18n.citing import ordinals
from i18n.citing.words import Words
from i18n.languages import Tag

_FIGURES = r"[一二三四五六七八九十百]+"

CHINESE = Words(
    language=Tag("zh"),
    see=r"(?:可)?[见見]|参[见阅看]|详见",
    see_also=r"(?:另|又|也|并)(?:请)?(?:参)?[见見阅]",
    see_for_example=r"(?:[见見],? ?例如|例如,? ?(?:参)?[见見]|例[见見]|除其他外,? ?[见見]),?",
    ibid=r"同[上前]|[Ii]bid\.?",
    official_records=r"(?P<organ>{organ})正式[记纪]录",
    treaty_series=r"联合国,? ?条约汇编|United Nations,? Treaty Series",
    league_series=r"国际联盟,? ?条约汇编|League of Nations,? Treaty Series",
    session=r"第?(?P<ordinal>{ordinal}|\d+)届(?P<emergency>紧急特别)?(?P<special>特别)?(?:会议|常会|续会)",
    year=r"\d{4}(?:-\d{2,4})?年?",
    supplement=r"补编第? ?(?P<list>{list})号",
    volume=r"第 ?(?P<list>{list}|" + _FIGURES + r"(?:[至和-]" + _FIGURES + r")*)卷|[Vv]ols?\. ?(?P<list2>{list})",
    number=r"第 ?(?P<list>{list})号(?!决[议定]|补编|文件)|Nos?\. ?(?P<list2>{list})",
    resolution=(
        r"(?:(?P<organ>{organ})[^,;.第]{0,60}?)?第? ?(?P<numbers>{numbers}) ?号?(?:和以往各项)?决议"
        r"(?: ?(?P<letters>[A-Z](?:[和及至-][A-Z])*)(?![A-Za-z0-9/]))?"
    ),
    decision=r"(?:(?P<organ>{organ})[^,;.第]{0,60}?)?第? ?(?P<numbers>{numbers}) ?号?决定",
    document=r"文件",
    conjunction=r"(?:和|及|与|以及)",
    through=r"[至到]",
    organs=MappingProxyType(
        {
            "大会": "UN-GA",
            "安全理事会": "UN-SC",
            "安理会": "UN-SC",
            "经济及社会理事会": "UN-ECOSOC",
            "经社理事会": "UN-ECOSOC",
            "人权理事会": "UN-HRC",
            "人权委员会": "UN-CHR",
            "人口与发展委员会": "UN-CPD",
            "妇女地位委员会": "UN-CSW",
            "麻醉药品委员会": "UN-CND",
            "预防犯罪和刑事司法委员会": "UN-CCPCJ",
            "社会发展委员会": "UN-CSOCD",
            "联合国环境大会": "UN-UNEA",
        }
    ),
    units=MappingProxyType(
        {
            "annex": r"附件 ?(?P<values>{values})?",
            "appendix": r"附录 ?(?P<values>{values})?",
            "enclosure": r"附文 ?(?P<values>{values})?",
            "attachment": r"附[表页] ?(?P<values>{values})?",
            "chap.": r"第 ?(?P<values>{values}) ?章",
            "sect.": (
                r"(?:第 ?(?P<values>{values})|(?![一二三四五六七八九十])(?P<values2>{values})\.?) ?节"
                r"(?: ?(?P<within>[A-Z])部分)?"
            ),
            "para.": r"(?:执行部分)?第 ?(?P<values>{values}) ?段(?: ?\((?P<sub>[a-z]{1,4})\))?",
            "p.": r"第 ?(?P<values>{values}) ?页",
            "art.": r"第 ?(?P<values>{values}) ?条",
            "part": r"第 ?(?P<values>{values}) ?部分",
            "vol.": r"第 ?(?P<values>{values}) ?卷",
            "table": r"表 ?(?P<values>{values})",
            "rule": r"规则 ?(?P<values>{values})",
            "principle": r"原则 ?(?P<values>{values})",
            "decision": r"第? ?(?P<values>{code}) ?号决定|决定 ?(?P<values2>{code})",
            "resolution": r"第? ?(?P<values>{code}) ?号决议|决议 ?(?P<values2>{code}|[一二三四五六七八九十]+)",
            "goal": r"(?<!具体)目标 ?(?P<values>{values})",
            "target": r"具体目标 ?(?P<values>{values})",
            "recommendation": r"第 ?(?P<values>{code}) ?号建议|建议 ?(?P<values2>{code})",
        }
    ),
    value=(
        rf"第?(?:{_FIGURES}|\d+(?:\.\d+)*|[IVXLC]+|[A-Z])(?:\.(?:\d+|[IVXLC]+|[A-Z]|{_FIGURES}))*"
        r"(?: ?\([a-z]{1,4}\))*(?![A-Za-z0-9/])"
    ),
    ordinals=ordinals.ZH,
    before_number=r"(?:(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:的)?第? ?)",
    behind_number=r"(?: ?号(?:决[议定])?)?",
    marked_number=r"第 ?(?P<number>{number}) ?号(?=(?:(?!决定|决议|法令)[^.;])*决议)",
    is_joined=True,
    its=r"其",
    goal=r"(?:可持续发展目标|(?<!具体)目标) ?(?P<list>{goals})",
    target=r"(?:可持续发展目标)?具体目标 ?(?P<list>{targets})",
    labour=r"(?:1[89]\d\d|20\d\d)年[^.;:,]{0,60}?公约\(第 ?(?P<number>\d{1,3}) ?号\)",
    report=r".{0,80}的?报告",
)
"""Chinese, by what the General Assembly's resolutions print."""
