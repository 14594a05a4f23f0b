"""Brackets and quotation marks: each with its partner, and the marks of the language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from i18n.punctuation import foreign_quotes, unpaired
from resolvers.checks.findings import Found
from resolvers.checks.subject import Pair, Text

NAME = "punctuation"


def alone(target: Text) -> Iterator[Found]:
    """Quotation marks that are another language's."""
    odd = foreign_quotes(target.plain, target.language)
    if odd:
        yield Found("CHECK_FOREIGN_QUOTES", {"signs": " ".join(sorted(odd))})


def check(pair: Pair) -> Iterator[Found]:
    """Brackets and marks without a partner. A source that opens what another paragraph closes excuses it."""
    odd = Counter(unpaired(pair.target.plain))
    if odd.total() > len(unpaired(pair.source.plain)):
        yield Found("CHECK_UNPAIRED", {"signs": " ".join(sorted(odd.elements()))})
