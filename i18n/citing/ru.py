"""How Russian writes a citation: a note on the Treaty Series, and what follows it, is in English."""

from __future__ import annotations

from types import MappingProxyType

from i18n.citing import ordinals
from i18n.citing.words import LATIN_VALUE, Words
from i18n.languages import Tag

_MONTHS = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"

RUSSIAN = Words(
    language=Tag("ru"),
    see=r"[Сс]м\.|[Ss]ee",
    see_also=r"[Сс]м\. также|[Сс]м\., также|[Ss]ee also",
    see_for_example=r"[Сс]м\.,? (?:например|в частности|среди прочего),?",
    ibid=r"[Тт]ам же\.?|[Ii]bid(?:em)?\.?",
    official_records=r"Официальн[а-я]+ отчет[а-я]* (?P<organ>{organ}|[А-Я][^,.;]+?)(?=[,.;]|$)",
    treaty_series=r"United Nations,? Treaty Series|Организация Объединенных Наций, Сборник договоров",
    league_series=r"League of Nations,? Treaty Series|Лига Наций, Сборник договоров",
    session=(
        r"(?P<ordinal>{ordinal})(?P<emergency> чрезвычайн\w+ специальн\w+)?(?P<special> специальн\w+)? сесси[яюи]"
    ),
    year=r"\d{4}(?:-\d{2,4})?(?: год[а-я]*|(?= ?[,(]))?",
    supplement=r"[Дд]ополнени[ея] № ?(?P<list>{list})",
    volume=r"(?:[Vv]ols?\.|[Тт]{1,2}\.|[Тт]ом[а-я]*) ?(?P<list>{list})",
    number=r"(?<![\w-])(?:Nos?\.|№) ?(?P<list>{list})",
    resolution=(
        r"[Рр]езолюци[а-я]+ ?(?P<numbers>{numbers})(?: (?P<organ>{organ}))?"
        r"|[Рр]езолюци[а-я]+ (?P<organ2>{organ}) (?P<numbers2>{numbers})"
    ),
    decision=(
        r"[Рр]ешени[а-я]+ ?(?P<numbers>{numbers})(?: (?P<organ>{organ}))?"
        r"|[Рр]ешени[а-я]+ (?P<organ2>{organ}) (?P<numbers2>{numbers})"
    ),
    document=r"[Дд]окумент[а-я]*|[Dd]ocuments?",
    conjunction=r"(?:и|and)",
    through=r"(?:по|до|to)",
    organs=MappingProxyType(
        {
            "Генеральной Ассамблеи": "UN-GA",
            "Генеральная Ассамблея": "UN-GA",
            "Генеральной Ассамблее": "UN-GA",
            "Генеральной Ассамблеей": "UN-GA",
            "Ассамблеи": "UN-GA",
            "Совета Безопасности": "UN-SC",
            "Совет Безопасности": "UN-SC",
            "Советом Безопасности": "UN-SC",
            "Экономического и Социального Совета": "UN-ECOSOC",
            "Экономический и Социальный Совет": "UN-ECOSOC",
            "Экономическим и Социальным Советом": "UN-ECOSOC",
            "Совета по правам человека": "UN-HRC",
            "Совет по правам человека": "UN-HRC",
            "Советом по правам человека": "UN-HRC",
            "Комиссии по правам человека": "UN-CHR",
            "Комиссии по народонаселению и развитию": "UN-CPD",
            "Комиссии по положению женщин": "UN-CSW",
            "Комиссии по наркотическим средствам": "UN-CND",
            "Комиссии по предупреждению преступности и уголовному правосудию": "UN-CCPCJ",
            "Комиссии социального развития": "UN-CSOCD",
            "Ассамблеи Организации Объединенных Наций по окружающей среде": "UN-UNEA",
        }
    ),
    units=MappingProxyType(
        {
            "annex": r"(?:[Пп]риложени[а-я]+|[Aa]nnex(?:es)?)(?: (?P<values>{values}))?",
            "appendix": r"(?:[Дд]обавлени[а-я]+|[Aa]ppendix)(?: (?P<values>{values}))?",
            "enclosure": r"(?:[Дд]обавочн[а-я]+ документ[а-я]*|[Вв]ложени[а-я]+)(?: (?P<values>{values}))?",
            "chap.": r"(?:[Гг]л\.|[Гг]лав[а-я]+|chap\.) ?(?P<values>{values})",
            "sect.": r"(?:[Рр]азд?\.|[Рр]аздел[а-я]*|sect\.) ?(?P<values>{values})",
            "para.": r"(?<!\w)(?:пп?\.|[Пп]ункт[а-я]*|[Пп]одпункт[а-я]*|paras?\.) ?(?P<values>{values})",
            "p.": r"(?<!\w)(?:стр\.|с\.|сс\.|pp?\.) ?(?P<values>{values})",
            "art.": r"(?<!\w)(?:ст\.|стать[а-я]+|[Сс]татья) ?(?P<values>{values})",
            "part": (
                r"(?:[Чч]аст[ьи][а-я]*|(?<!\w)ч\.|[Pp]art) (?P<values>{values}|(?:{few}))"
                r"|(?P<ordinal>{few}) [Чч]аст[ьи]"
            ),
            "vol.": r"(?:[Vv]ols?\.|[Тт]{1,2}\.|[Тт]ом[а-я]*) ?(?P<values>{values})",
            "table": r"[Тт]аблиц[а-я]+ (?P<values>{values})",
            "rule": r"[Пп]равил[а-я]+ (?P<values>{values})",
            "principle": r"[Пп]ринцип[а-я]* (?P<values>{values})",
            "decision": r"[Рр]ешени[а-я]+ (?P<values>{code})",
            "resolution": r"[Рр]езолюци[а-я]+ (?P<values>{code}|l)",
            "goal": r"[Цц]ел[а-я]+ (?P<values>{values})",
            "target": r"[Зз]адач[а-я]+ (?P<values>{values})",
            "recommendation": r"[Рр]екомендаци[а-я]+ (?:№ )?(?P<values>{code})",
        }
    ),
    value=LATIN_VALUE,
    ordinals=ordinals.RU,
    behind_number=rf"(?: от \d{{1,2}} (?:{_MONTHS})(?: \d{{4}} года)?)?",
    its=r"(?:(?:[Сс]вое[а-я]+|[Сс]во[а-я]+|[Ее]го|[Ее]е) )",
    goal=r"(?<!\w)(?:[Цц]ел[а-я]{1,3} (?P<list>{goals}) в области устойчивого развития|ЦУР (?P<list2>{goals}))",
    target=r"(?<!\w)[Зз]адач[а-я]{1,3} (?P<list>{targets})(?: (?:[Цц]елей в области устойчивого развития|ЦУР))?",
    labour=r"(?<!\w)Конвенци[а-я]{1,3}\b[^.;:]{0,160}?\(№ ?(?P<number>\d{1,3})\)",
    report=r"Доклад[а-я]*|Отчет[а-я]*|Принят[а-я]*|Заключительный документ",
)
"""Russian, by what the General Assembly's resolutions print."""
