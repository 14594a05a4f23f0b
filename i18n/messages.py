"""Messages for readers: one for each code, in the six official languages, from Babel's catalogues.

A catalogue is `locale/<language>/LC_MESSAGES/messages.po`, written by hand, with codes as its keys. Beside it is the
compiled `.mo`, which is what is read (`pybabel compile -d i18n/locale` makes it anew; docs/languages.md).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations
from pathlib import Path

from i18n.languages import EN, OFFICIAL
from i18n.negotiation import choose
from i18n.tags import Tag

LOCALE = Path(__file__).parent / "locale"


@dataclass(frozen=True, slots=True)
class Message:
    """A text for a reader, and the language that it is in."""

    text: str
    language: Tag


class _Params(dict[str, str]):
    """What fills a message. What is missing reads as "…": a message never fails for want of a detail."""

    def __missing__(self, name: str) -> str:
        return "…"


def message(code: str, preference: Sequence[Tag], params: Mapping[str, str]) -> Message:
    """The message of a code in the language that suits the preference best; in English where none does.

    A code that has no message (of a newer Ibid's finding, say) stands for itself.
    """
    choice = choose(preference, OFFICIAL, EN)
    language = choice.language if choice else EN
    template = catalogue(language).gettext(code)
    return Message(code, EN) if template == code else Message(template.format_map(_Params(params)), language)


@cache
def catalogue(language: Tag) -> GNUTranslations:
    """The compiled catalogue of one of the six languages; what it has no message for, it gives back."""
    with (LOCALE / language / "LC_MESSAGES" / "messages.mo").open("rb") as compiled:
        return GNUTranslations(compiled)
