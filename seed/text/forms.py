"""The forms of lines that say what a document is: bodies, formulas, numbered titles, closings, a masthead's fields.

Source: United Nations Editorial Manual Online, "Mastheads"; each rule names the lines that it takes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from seed.text.codes import Rule
from seed.text.continuity import recites
from seed.text.joining import join
from seed.text.lines import Line
from seed.text.markup import unlinked

BODIES = {
    "General Assembly": "UN-GA",
    "Security Council": "UN-SC",
    "Economic and Social Council": "UN-ECOSOC",
    "Human Rights Council": "UN-HRC",
}
"""Organs whose names head documents, and their codes."""

_NAMES = "|".join(BODIES)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DATE = rf"\d{{1,2}} (?:{_MONTHS}) \d{{4}}"
_STARS = r"[*_]{0,3}"
FORMULA = re.compile(
    rf"{_STARS}The (?:{_NAMES}){_STARS},?{_STARS}|"
    rf"{_STARS}The (?:Conference of the Parties|[A-Z][a-z]+ Conference|(?:Commission|Committee)\b[\w ,]*?)"
    rf"{_STARS},{_STARS}"
)
"""The words under which a body acts, alone on a line."""

_ANY_BODY = re.compile(rf"{_STARS}The [A-Z][^.;:,]{{2,90}}{_STARS},{_STARS}")
"""The same of a body that we do not know: what stands before a preambular paragraph."""

NUMBERED_TITLE = re.compile(
    rf"{_STARS}(?:(?:Resolution|Decision) )?"
    rf"(?P<number>(?:E?S-)?\d{{1,4}}/\d{{1,4}}(?: [A-Z](?: and [A-Z]|[-–][A-Z])?)?|"
    rf"(?:Resolution )?\d{{1,4}} \(\d{{4}}\))(?:\.\s+|\s+[–—-]\s+|$|{_STARS}$)(?P<title>.*?){_STARS}"
)
"""A resolution's number and title: "74/148. Protection of migrants", "Resolution 2686 (2023)"."""

_ORDINAL = r"\d+(?:st|nd|rd|th)"
CLOSING = re.compile(
    rf"{_STARS}\[?(?:{_ORDINAL}(?: \([\w ]+\))?(?: \w+){{0,2}} meeting,?(?: {DATE})?|{DATE}|"
    rf"(?:Resumed )?\d+(?:st|nd|rd|th)? (?:plenary )?meeting|"
    rf"Adopted (?:without a vote|unanimously|by )\b.*)[.\]]*{_STARS}"
)
"""A line that closes a text: the meeting, its date, how it was adopted."""

FIELDS = (
    (Rule.MASTHEAD, re.compile(r"United Nations|Nations Unies")),
    (Rule.MASTHEAD, re.compile(rf"(?P<body>{_NAMES})(?: (?:{_NAMES}))?")),
    (
        Rule.MASTHEAD,
        re.compile(
            rf"(?:United Nations )?(?P<body>{_NAMES}) (?:Distr\.: ?(?P<distribution>[A-Z]\w+))? ?(?P<issued>{DATE})?"
        ),
    ),
    (Rule.MASTHEAD, re.compile(r"Distr\.: ?(?P<distribution>[A-Z]\w+)")),
    (Rule.MASTHEAD, re.compile(rf"(?P<issued>{DATE})")),
    (Rule.MASTHEAD, re.compile(r"(?P<meeting>\d+(?:st|nd|rd|th) plenary meeting)")),
    (Rule.MASTHEAD, re.compile(r"Original: ?\w+.*|(?:ADVANCE|Advance) .*|English(?: only)?|ENGLISH(?: ONLY)?")),
    (
        Rule.MASTHEAD,
        re.compile(r"(?P<session>[\w-]+(?: and [\w-]+)?(?: emergency)?(?: special)? session)(?: [\w-]+ year)?"),
    ),
    (
        Rule.MASTHEAD,
        re.compile(
            r"(?:Agenda items?|Items?) (?P<item>\d[^*]*?)(?: of the (?:provisional |preliminary )?(?:agenda|list))?\**"
        ),
    ),
    (
        Rule.ADOPTION,
        re.compile(
            r"(?:(?P<kind>Resolution|Decision)s? )?"
            rf"adopted by the (?P<by>.+?)(?: at its (?P<meeting>[^,]*meeting).*?)?,? on (?P<adopted>{DATE})",
            re.IGNORECASE,
        ),
    ),
    (
        Rule.COMMITTEE,
        re.compile(
            r"\[?(?:on the report of|on a proposal of) the (?P<committee>[\w() ]*?Committee|.+?)"
            r"(?: \((?P<report>.*)\))?\]?"
        ),
    ),
    (Rule.COMMITTEE, re.compile(r"\[?without reference to a Main Committee(?: \((?P<draft>.*)\))?\]?")),
    (Rule.MASTHEAD, re.compile(r"(?P<authored>(?:Report|Note|Letter|Statement)s? (?:of|by|dated|from) .*)")),
)
"""What a line of a masthead may be, whole; named groups are what it says."""

_WIDEST = 600
"""Code points of the longest line that may be a masthead's."""


def is_formula(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is the formula of a body that acts."""
    if FORMULA.fullmatch(lines[at].text):
        return True
    return at + 1 < len(lines) and bool(_ANY_BODY.fullmatch(lines[at].text)) and recites(lines[at + 1].text)


def field_of(line: Line) -> tuple[Rule, re.Match[str]] | None:
    """The field that a line is, whole: its rule, and what its named groups say."""
    if len(line.text) > _WIDEST:
        return None
    bare = unlinked(line.text).strip("*_ ")
    return next(((rule, found) for rule, pattern in FIELDS if (found := pattern.fullmatch(bare))), None)


def widest_field(lines: Sequence[Line], at: int, size: int) -> tuple[int, tuple[Rule, re.Match[str]] | None]:
    """A field that runs over up to three lines."""
    for width in (1, 2, 3, 4):
        if at + width > size:
            break
        known = field_of(Line(0, join(line.text for line in lines[at : at + width]), is_apart=False, starts_page=False))
        if known and not (width == 1 and lines[at].text.count("[") > lines[at].text.count("]")):
            return at + width, known
    return at + 1, None
