"""What the grammar of footnotes gives: a citation of a note, with its components."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from i18n.citing.components import NOTHING_GIVEN, Components
from i18n.citing.symbols import Symbol


class Signal(StrEnum):
    """What stands before a source."""

    NONE = "none"
    SEE = "see"
    SEE_ALSO = "see also"
    SEE_FOR_EXAMPLE = "see, for example"


class SourceKind(StrEnum):
    """What kind of source the words name."""

    IBID = "ibid"
    OFFICIAL_RECORDS = "official records"
    TREATY_SERIES = "treaty series"
    RESOLUTION = "resolution"
    DECISION = "decision"
    SYMBOL = "symbol"
    WORK = "work"
    ADDRESS = "address"
    NAME = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedCitation:
    """One citation of a note; offsets are code points of its plain text.

    `components` are as printed, `canonical` the same in the form that all languages share: the session "72", the
    volumes "2225, 2237", the pinpoint as English prints it. `author`, `title` and `url` are of works, `code` is the
    number that another organization gave a document, `sales` the sales number without the letter of its language.
    """

    start: int
    end: int
    words: str
    kind: SourceKind
    signal: Signal = Signal.NONE
    components: Components = NOTHING_GIVEN
    canonical: Components = NOTHING_GIVEN
    symbol: Symbol | None = None
    author: str | None = None
    title: str | None = None
    url: str | None = None
    code: str | None = None
    sales: str | None = None
