"""A document in a format: one function for all of them, and the file that it makes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from i18n.languages import Tag
from i18n.negotiation import choose
from seed.writing import uris
from seed.writing.akn import write_akn
from seed.writing.as_json import write_json
from seed.writing.edition import Edition, edition
from seed.writing.formats import KINDS, Format
from seed.writing.html import Alternative, write_html
from seed.writing.jsonld import write_jsonld
from seed.writing.markdown import write_markdown
from seed.writing.one_language import expression_in
from seed.writing.plain import write_plain
from seed.writing.whole import Whole

ZIP = "application/zip"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The day of every file in a zip: the same document makes the same bytes."""


@dataclass(frozen=True, slots=True)
class Written:
    """A document in a format: its bytes, the languages of its texts, its media type, what its file is called."""

    content: bytes
    languages: tuple[Tag, ...]
    media: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """Where a document is served, and what else there is of it."""

    address: str = ""
    languages: Sequence[Alternative] = ()
    formats: Sequence[Alternative] = ()


ALONE = Around()
"""For a file that stands alone."""


def write(
    whole: Whole, wanted: Format, preference: Sequence[Tag], *, every: bool = False, around: Around = ALONE
) -> Written:
    """Write a document for who prefers these languages; with `every` in all, where the format can hold them.

    Akoma Ntoso holds one language a file, so that all of them are a zip; JSON holds all; the others do not.
    """
    if wanted is Format.AKN:
        return _zipped(whole) if every else _in_one_language(whole, preference)
    read = edition(whole, preference)
    languages = whole.languages if every and wanted is Format.JSON else read.languages
    content = _readable(read, wanted, every=every, around=around)
    return Written(content, languages, KINDS[wanted].media, file_name(whole, read.language, KINDS[wanted].ending))


def _readable(read: Edition, wanted: Format, *, every: bool, around: Around) -> bytes:
    match wanted:
        case Format.HTML:
            return write_html(read, languages=around.languages, formats=around.formats)
        case Format.MARKDOWN:
            return write_markdown(read)
        case Format.TEXT:
            return write_plain(read)
        case Format.JSON:
            return write_json(read, every=every)
        case _:
            return write_jsonld(read, around.address or uris.undocs(read.whole.document.symbol))


def _in_one_language(whole: Whole, preference: Sequence[Tag]) -> Written:
    choice = choose(preference, whole.languages, whole.document.original_language)
    language = choice.language if choice else whole.document.original_language
    content = write_akn(expression_in(whole, language))
    kind = KINDS[Format.AKN]
    return Written(content, (language,), kind.media, file_name(whole, language, kind.ending))


def _zipped(whole: Whole) -> Written:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as files:
        for language in whole.languages:
            info = zipfile.ZipInfo(file_name(whole, language, KINDS[Format.AKN].ending), _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            files.writestr(info, write_akn(expression_in(whole, language)))
    return Written(held.getvalue(), whole.languages, ZIP, f"{uris.file(whole.document.symbol)}.zip")


def file_name(whole: Whole, language: Tag, ending: str) -> str:
    """What a document's file is called: "A-RES-74-148.fr.xml"."""
    return f"{uris.file(whole.document.symbol)}.{language}.{ending}"
