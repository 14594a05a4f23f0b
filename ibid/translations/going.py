"""A document's units as a file to translate."""

from __future__ import annotations

from i18n.languages import Tag
from seed.writing.whole import read_whole
from seed.xliff.write import NothingToTranslate, write
from store.ports import Reader
from store.records import DocumentRecord


class NoFile(Exception):
    """There is nothing to translate. `params` fill the message of `code`."""

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(f"{code} {params}")
        self.code = code
        self.params = params


async def exported(reader: Reader, key: str, language: Tag, source: Tag | None) -> bytes:
    """A document as XLIFF 2.1, into a language, from `source` or else its original language. Raises NoFile."""
    (document,) = await reader.get(DocumentRecord, [key])
    if document is None:
        raise NoFile("DOCUMENT_NOT_HELD", symbol=key)
    wanted = source or document.original_language
    try:
        return write([await read_whole(reader, document)], wanted, language)
    except NothingToTranslate as error:
        raise NoFile("NOTHING_TO_TRANSLATE", symbol=key, source=wanted, language=language) from error
