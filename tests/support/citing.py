"""A small writer of notes: canonical components in, a note as each language prints it out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from i18n.citing import ordinals
from i18n.citing.numerals import to_roman
from i18n.languages import Tag

LANGUAGES = tuple(Tag(tag) for tag in ("ar", "en", "es", "fr", "ru", "zh"))

_ORDINALS = {"en": ordinals.EN, "fr": ordinals.FR, "es": ordinals.ES, "ru": ordinals.RU, "ar": ordinals.AR}
_ENDINGS = {"en": "", "fr": "", "es": "o", "ru": "я", "ar": "ةنىي"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """A supplement of the Assembly's Official Records, and a chapter and section in it."""

    session: int
    supplement: int
    letter: str
    chapter: int
    section: str

    @property
    def symbol(self) -> str:
        """The supplement's symbol."""
        addendum = f"/Add.{ord(self.letter) - ord('A') + 1}" if self.letter else ""
        return f"A/{self.session}/{self.supplement}{addendum}"


def ordinal(number: int, language: Tag) -> str:
    """An ordinal as sessions have it."""
    if language == "zh":
        return next(words for words, value in ordinals.ZH.items() if value == number)
    forms = [words for words, value in _ORDINALS[language].items() if value == number]
    fitting = [words for words in forms if not _ENDINGS[language] or words[-1] in _ENDINGS[language]]
    return (fitting or forms)[0]


def _arabic_letter(letter: str) -> str:
    return next(name for name, latin in ordinals.ABJAD.items() if latin == letter)


def _arabic_masculine(number: int) -> str:
    return next(words for words, value in ordinals.AR.items() if value == number and words.startswith("ال"))


def _records_ar(each: Records) -> str:
    letter = f" {_arabic_letter(each.letter)}" if each.letter else ""
    session, chapter = ordinal(each.session, Tag("ar")), _arabic_masculine(each.chapter)
    series = f"الوثائق الرسمية للجمعية العامة، الدورة {session}، الملحق رقم {each.supplement}{letter}"
    return f"{series} ({each.symbol})، الفصل {chapter}، الفرع {_arabic_letter(each.section)}."


def _records_zh(each: Records) -> str:
    session, chapter = ordinal(each.session, Tag("zh")), ordinal(each.chapter, Tag("zh"))
    series = f"《大会正式记录，第{session}届会议，补编第{each.supplement}{each.letter}号》"
    return f"{series}({each.symbol})，第{chapter}章，{each.section}节。"


def _latin(language: str, series: str, places: str) -> Callable[[Records], str]:
    """The languages that put the same things in the same order: `series` and `places` have them to be filled."""

    def written(each: Records) -> str:
        session = ordinal(each.session, Tag(language))
        whole = series.format(session.capitalize() if language == "en" else session, f"{each.supplement}{each.letter}")
        return f"{whole} ({each.symbol}), {places.format(to_roman(each.chapter), each.section)}."

    return written


RECORDS: Mapping[Tag, Callable[[Records], str]] = {
    Tag("en"): _latin(
        "en", "Official Records of the General Assembly, {} Session, Supplement No. {}", "chap. {}, sect. {}"
    ),
    Tag("fr"): _latin(
        "fr", "Documents officiels de l’Assemblée générale, {} session, Supplément nᵒ {}", "chap. {}, sect. {}"
    ),
    Tag("es"): _latin(
        "es",
        "Documentos Oficiales de la Asamblea General, {} período de sesiones, suplemento núm. {}",
        "cap. {}, secc. {}",
    ),
    Tag("ru"): _latin("ru", "Официальные отчеты Генеральной Ассамблеи, {} сессия, Дополнение № {}", "гл. {}, разд. {}"),
    Tag("zh"): _records_zh,
    Tag("ar"): _records_ar,
}
"""A note that cites a supplement in full."""

TREATY: Mapping[Tag, Callable[[int, int], str]] = {
    Tag("en"): "United Nations, Treaty Series, vol. {}, No. {}.".format,
    Tag("fr"): "Nations Unies, Recueil des Traités, vol. {}, nᵒ {}.".format,
    Tag("es"): "Naciones Unidas, Treaty Series, vol. {}, núm. {}.".format,
    Tag("ru"): "United Nations, Treaty Series, vol. {}, No. {}.".format,
    Tag("zh"): "联合国，《条约汇编》，第{}卷，第{}号。".format,
    Tag("ar"): "المرجع نفسه، المجلد {}، الرقم {}.".format,
}
"""A note that cites a treaty by its place in the Treaty Series; in Arabic one that follows another."""

RESOLUTION: Mapping[Tag, Callable[[str, int], str]] = {
    Tag("en"): lambda number, annex: f"See resolution {number}, annex {to_roman(annex)}.",
    Tag("fr"): lambda number, annex: f"Voir résolution {number}, annexe {to_roman(annex)}.",
    Tag("es"): lambda number, annex: f"Véase la resolución {number}, anexo {to_roman(annex)}.",
    Tag("ru"): lambda number, annex: f"См. резолюцию {number}, приложение {to_roman(annex)}.",
    Tag("zh"): lambda number, annex: f"见第{number}号决议，附件{ordinal(annex, Tag('zh'))}。",
    Tag("ar"): lambda number, annex: f"انظر القرار {number}، المرفق {_arabic_masculine(annex)}.",
}
"""A note that cites an annex of a resolution."""
