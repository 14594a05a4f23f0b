"""What a language contributes to the grammar of citations: its words. The grammar itself is shared.

Each entry is a regular expression for what the language prints, over folded text (`i18n.citing.folding`). Places to
fill are {organ}, the name of an organ; {ordinal}, an ordinal in words, and {few}, one of the first of them; {list},
numbers of volumes; {numbers}, numbers of resolutions; {values}, the numbers of a place in a document. None has a
capturing group of its own, but those named.
Source: United Nations Editorial Manual Online, "Footnotes", chapters 2, 3 and 5.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from i18n.languages import Tag


def _none() -> Mapping[str, str]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Words:
    """The words of one language.

    `organs` give for each printed name of an organ its code (UN-GA); `conjunction` joins the last of a list, `through`
    the ends of a range; `units` give for each kind of place ("chap.") how it is written, and `value` how its number is;
    `ordinals`, `letters` and `signs` read words and letters that number. `session` has the groups `ordinal`, `special`
    and `emergency`.

    `letter` is what follows the number of a resolution or a supplement (217 A), `old_session` the session of an old
    resolution (III), `special_session` what stands before the number of a special one (S-24/2). `before_number` and
    `behind_number` are what a list of resolutions may have around each number: a date, mostly. `marked_number` is a
    number (at {number}) that is known for a resolution's by the marks around it alone. `is_joined` says that the
    conjunction needs no spaces. `report` begins a work that has no author.

    In running text, `its` stands before a body's own resolution, `goal` and `target` before the numbers of Sustainable
    Development Goals, and `labour` is how a convention of the International Labour Organization is named by its number.
    """

    language: Tag
    see: str
    see_also: str
    see_for_example: str
    ibid: str
    official_records: str
    treaty_series: str
    league_series: str
    session: str
    year: str
    supplement: str
    volume: str
    number: str
    resolution: str
    decision: str
    document: str
    conjunction: str
    through: str
    organs: Mapping[str, str]
    units: Mapping[str, str]
    value: str
    ordinals: Mapping[str, int]
    letters: Mapping[str, str] = field(default_factory=_none)
    signs: Mapping[str, str] = field(default_factory=_none)
    letter: str = r"[A-Z]"
    old_session: str = r"(?:E?S-)?[IVXLC]+"
    special_session: str = r"E?S-"
    before_number: str = ""
    behind_number: str = ""
    marked_number: str = ""
    is_joined: bool = False
    its: str = ""
    goal: str = ""
    target: str = ""
    labour: str = ""
    report: str = ""


LATIN_VALUE = (
    r"(?:\d+(?:\.\d+)*(?: bis| ter)?|[IVXLC]+|[A-Z])(?:\.(?:\d+|[IVXLC]+|[A-Z]))*"
    r"(?:(?: ?\([a-z]{1,4}\))+|(?: ?[a-z]{1,4}\))+)?(?![\w/])"
)
"""A place's number as languages with Latin digits and letters print it: V, A.23, 23 (l), 23 l)."""
