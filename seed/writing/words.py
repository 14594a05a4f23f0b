"""What a page says beside the document: headings and notices in the reader's language, from the catalogues."""

from __future__ import annotations

from datetime import date

from i18n.dates import long_date
from i18n.languages import Tag, display_name
from i18n.messages import Message, message
from seed.writing.edition import Edition
from store.records import Provenance


class Words:
    """The words of a page; they are in the language of its document, or in English."""

    def __init__(self, language: Tag) -> None:
        self._language = language

    def adopted(self, day: date) -> str:
        """When the document was adopted."""
        return message("PAGE_ADOPTED", [self._language], {"day": self._day("PAGE_ADOPTED", day)}).text

    def issued(self, day: date) -> str:
        """When it was issued."""
        return message("PAGE_ISSUED", [self._language], {"day": self._day("PAGE_ISSUED", day)}).text

    @property
    def notes(self) -> str:
        """What stands above the footnotes."""
        return message("PAGE_NOTES", [self._language], {}).text

    @property
    def languages(self) -> str:
        """What stands before the other languages."""
        return message("PAGE_LANGUAGES", [self._language], {}).text

    @property
    def formats(self) -> str:
        """What stands before the other formats."""
        return message("PAGE_FORMATS", [self._language], {}).text

    @property
    def back(self) -> str:
        """What a link from a note to its call says."""
        return message("PAGE_BACK", [self._language], {}).text

    def notices(self, edition: Edition) -> list[Message]:
        """What a reader must know of the texts: who vouches for them, and which language was asked for in vain."""
        asked = [*edition.requested, self._language]
        found: list[Message] = []
        provenance = edition.title.provenance
        if provenance is Provenance.UNOFFICIAL:
            found.append(message("PAGE_UNOFFICIAL", asked, {}))
        if provenance is Provenance.MACHINE:
            found.append(message("PAGE_MACHINE", asked, {}))
        others = [tag for tag in edition.languages if tag.split("-")[0] != asked[0].split("-")[0]]
        if others:
            told_in = message("PAGE_OTHER_LANGUAGE", asked, {}).language
            served = ", ".join(display_name(tag, told_in) for tag in others)
            params = {"asked": display_name(asked[0], told_in), "served": served}
            found.append(message("PAGE_OTHER_LANGUAGE", asked, params))
        return found

    def _day(self, code: str, day: date) -> str:
        """A day in the language that the words round it are in."""
        return long_date(day, message(code, [self._language], {}).language)
