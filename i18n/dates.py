"""Days as readers write them: "18 December 2019", "2019年12月18日"."""

from __future__ import annotations

from datetime import date

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from i18n.tags import Tag


def long_date(day: date, language: Tag) -> str:
    """A day in words, in the form of CLDR; by numbers where it does not know the language."""
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return day.isoformat()
    return str(format_date(day, "long" if language != "en" else "d MMMM y", locale=locale))
