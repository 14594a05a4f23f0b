"""Days as each language prints them: 2 December 2019, 2019年12月2日, 2 كانون الأول/ديسمبر 2019.

Months are from our own tables, since the United Nations prints what CLDR does not: both names of a month in Arabic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from i18n.citing.folding import fold
from i18n.citing.ordinals import alternation
from i18n.languages import Tag

_MONTHS: Mapping[str, str] = {
    "en": "january february march april may june july august september october november december",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre",
    "ru": "января|январь|январе февраля|февраль|феврале марта|март|марте апреля|апрель|апреле мая|май|мае "
    "июня|июнь|июне июля|июль|июле августа|август|августе сентября|сентябрь|сентябре октября|октябрь|октябре "
    "ноября|ноябрь|ноябре декабря|декабрь|декабре",
    "ar": "كانون_الثاني|يناير شباط|فبراير آذار|مارس نيسان|أبريل أيار|مايو حزيران|يونيه|يونيو تموز|يوليه|يوليو آب|أغسطس "
    "أيلول|سبتمبر تشرين_الأول|أكتوبر تشرين_الثاني|نوفمبر كانون_الأول|ديسمبر",
}

_HAN = re.compile(
    r"(?:(?P<year>\d{4}) ?年 ?)?(?P<month>1[0-2]|0?[1-9]) ?月(?: ?(?P<day>\d{1,2}) ?日(?! ?[至到和及,-] ?\d))?"
)


@dataclass(frozen=True, slots=True)
class Day:
    """A month that is named, with its day and year where they are printed, and where all this stands."""

    month: int
    day: int | None
    year: int | None
    start: int
    end: int


def days(folded: str, language: Tag) -> Iterator[Day]:
    """The months that a folded text names, with day and year; nothing for languages whose months are not known."""
    if language == "zh":
        for found in _HAN.finditer(folded):
            yield _day(found, int(found["month"]))
    elif language in _MONTHS:
        named = _named(language)
        for found in _printed(language).finditer(folded.lower()):
            yield _day(found, named[found["month"]])


def _day(found: re.Match[str], month: int) -> Day:
    groups = found.groupdict()
    day = groups.get("day") or groups.get("behind")
    return Day(month, int(day) if day else None, int(found["year"]) if found["year"] else None, *found.span())


@cache
def _named(language: Tag) -> Mapping[str, int]:
    return {
        fold(form.replace("_", " ")).text: number
        for number, forms in enumerate(_MONTHS[language].split(), 1)
        for form in forms.split("|")
    }


@cache
def _printed(language: Tag) -> re.Pattern[str]:
    month = alternation(_named(language))
    behind = r"(?: (?P<behind>\d{1,2})(?!\d)(?!,\d|/))?" if language == "en" else ""
    double = rf"(?:/(?:{month}))?" if language == "ar" else ""
    of = r"(?:de |del |del año )?" if language == "es" else ""
    only_dated = r"(?<=\d )" if language == "en" else ""
    may = rf"(?:(?!may(?!\w))|{only_dated}|(?=may \d))" if language == "en" else ""
    return re.compile(
        rf"(?<!\w)(?:(?P<day>\d{{1,2}})(?:er|o|st|nd|rd|th)? {of})?{may}(?P<month>{month}){double}{behind}(?!\w)"
        rf",?(?: {of}(?P<year>(?:19|20)\d\d))?"
    )
