"""What can be wrong with a query. Each has a stable public `code`, and what its message is filled with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar


class BadQuery(ValueError):
    """Words that cannot be searched for as they are; the base. `params` fill the message of `code`."""

    code: ClassVar[str] = "SEARCH_EMPTY"

    def __init__(self, **params: str) -> None:
        super().__init__(f"{self.code} {params}")
        self.params: Mapping[str, str] = params


class NothingSought(BadQuery):
    """There is no word in it."""

    code = "SEARCH_EMPTY"


class OnlyExcluded(BadQuery):
    """Everything in it is excluded."""

    code = "SEARCH_ONLY_EXCLUDES"


class QuoteNotClosed(BadQuery):
    """A quotation mark opens a phrase that has no end. `words` are what follows."""

    code = "SEARCH_QUOTE_NOT_CLOSED"


class OrWithoutWords(BadQuery):
    """“or” has nothing to choose from on one of its sides, or something excluded."""

    code = "SEARCH_OR_WITHOUT_WORDS"


class QueryTooLong(BadQuery):
    """It has too many signs. `limit` says how many may be."""

    code = "SEARCH_TOO_LONG"


class TooManyWords(BadQuery):
    """It has too many words. `limit` says how many may be."""

    code = "SEARCH_TOO_MANY_WORDS"
