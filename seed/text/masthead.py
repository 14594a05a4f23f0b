"""The masthead: what a document says of itself before its text begins, and the lines that close it.

Source: United Nations Editorial Manual Online, "Mastheads"; each rule names the lines that it takes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from seed.text.codes import Rule
from seed.text.continuity import recites
from seed.text.joining import join
from seed.text.lines import Line
from seed.text.markup import unlinked
from seed.text.openings import Opening, opened
from seed.tree import Furniture

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

_FIELDS = (
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

_FIELDLESS_START = re.compile(r"(?:Summary|Contents|Introduction|Annex)\*?$", re.IGNORECASE)
_PROSE = re.compile(r"[*_]{0,3}[A-Z“\"][^:]*(?:[\w)][.:]|: .*\.)$")
_FEWEST = 8
"""Words of the shortest sentence with which a text may begin."""
_LONGEST = 12
"""Lines of the longest."""
_WIDEST = 600
"""Code points of the longest line that may be a masthead's."""
_DRAFT = re.compile(r"^\d{1,4}/(?:…|\.\.\.|--)\.? +")
"""The number that a draft does not have yet."""
_NEAR = 80
"""Lines among which a text's beginning is looked for."""


def is_formula(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is the formula of a body that acts."""
    if FORMULA.fullmatch(lines[at].text):
        return True
    return at + 1 < len(lines) and bool(_ANY_BODY.fullmatch(lines[at].text)) and recites(lines[at + 1].text)


@dataclass(slots=True)
class Masthead:
    """What the lines before the text say, by field, and these lines as furniture; `size` is how many they are."""

    fields: dict[str, str] = field(default_factory=dict)
    furniture: list[Furniture] = field(default_factory=list)
    size: int = 0
    formula: str | None = None


def read_masthead(lines: Sequence[Line]) -> Masthead:
    """Read the lines that stand before the text."""
    found = Masthead(size=_begin(lines))
    at = 0
    while at < found.size:
        at = _take(found, lines, at)
    return found


def _begin(lines: Sequence[Line]) -> int:
    """The index of the first line of the text: behind the formula, or at the first heading or number."""
    near = list(enumerate(lines[:_NEAR]))
    formula = next((at for at, _ in near if is_formula(lines, at)), None)
    if formula is not None and _is_masthead(lines[:formula]):
        return _lettered(lines[:formula]) or formula + 1
    start = next((at for at, _ in near if _starts_text(lines, at) or _is_prose(lines, at)), None)
    titled = next((at for at, line in near if NUMBERED_TITLE.fullmatch(unlinked(line.text))), None)
    if titled is not None and (start is None or titled < start):
        return _title_end(lines, titled)
    return _known(lines) if start is None or not _is_masthead(lines[:start]) else start


def _lettered(lines: Sequence[Line]) -> int | None:
    """Where the heading of part A stands behind the title, before the formula."""
    return next((at for at, line in enumerate(lines) if at and line.text.strip("*_ ") == "A"), None)


def _is_masthead(lines: Sequence[Line]) -> bool:
    """Whether lines may all be a masthead: there are none, or one of them says so."""
    return not lines or any(_field(line) or NUMBERED_TITLE.fullmatch(unlinked(line.text)) for line in lines)


def _known(lines: Sequence[Line]) -> int:
    """How many of the first lines are a masthead's, where nothing shows where the text begins."""
    known = [at for at, line in enumerate(lines[:_NEAR]) if _field(line)]
    return known[-1] + 1 if known and known[-1] < 3 * len(known) else 0


def _starts_text(lines: Sequence[Line], at: int) -> bool:
    text = lines[at].text
    if _FIELDLESS_START.fullmatch(text.strip("*_ ")):
        return True
    found = opened(text)
    if found is None or not found.rest:
        return False
    return (found.opening is Opening.NUMBER and found.sign == "1") or (
        found.opening is Opening.NUMERAL and found.sign in {"I", "A"}
    )


def _is_prose(lines: Sequence[Line], at: int) -> bool:
    """Whether a sentence begins on a line: what ends in a full stop before the next blank, and no field is."""
    words: list[str] = []
    for line in lines[at : at + _LONGEST]:
        if words and line.is_apart:
            break
        words.append(line.text)
        if line.text.endswith((".", ":")):
            break
    sentence = " ".join(words)
    if not _PROSE.match(sentence) or len(sentence.split()) < _FEWEST or _widest(lines, at, len(lines))[1] is not None:
        return False
    return not NUMBERED_TITLE.fullmatch(unlinked(lines[at].text)) and (not at or lines[at].is_apart)


def _title_end(lines: Sequence[Line], at: int) -> int:
    """The index behind a title's lines."""
    end = at + 1
    while end < len(lines) and not lines[end].is_apart and not opened(lines[end].text) and end < at + 6:
        end += 1
    return end


def _field(line: Line) -> tuple[Rule, re.Match[str]] | None:
    if len(line.text) > _WIDEST:
        return None
    bare = unlinked(line.text).strip("*_ ")
    return next(((rule, found) for rule, pattern in _FIELDS if (found := pattern.fullmatch(bare))), None)


def _take(found: Masthead, lines: Sequence[Line], at: int) -> int:
    """Take a line with those that go on with it; give the index behind them."""
    line = lines[at]
    if is_formula(lines, at):
        found.formula = line.text.strip("*_ ")
        _furnish(found, Rule.FORMULA, [line])
        return at + 1
    title = NUMBERED_TITLE.fullmatch(unlinked(line.text))
    if title and "number" not in found.fields:
        return _take_title(found, lines, at, title)
    end, known = _widest(lines, at, found.size)
    if known is None:
        _furnish(found, Rule.MASTHEAD, [line])
        _other(found, line)
        return at + 1
    rule, match = known
    fields = {name: value for name, value in match.groupdict().items() if value}
    if "authored" in fields:
        end = _end_of_words(lines, end, found.size)
        fields["authored"] = join(unlinked(each.text).strip("*_ ") for each in lines[at:end])
    _furnish(found, rule, lines[at:end])
    for name, value in fields.items():
        found.fields.setdefault(name, value)
    return end


def _end_of_words(lines: Sequence[Line], end: int, size: int) -> int:
    """The index behind the lines that go on with a letter's or a report's name."""
    while end < size and not lines[end].is_apart and _field(lines[end]) is None:
        end += 1
    return end


def _widest(lines: Sequence[Line], at: int, size: int) -> tuple[int, tuple[Rule, re.Match[str]] | None]:
    """A field that runs over up to three lines."""
    for width in (1, 2, 3, 4):
        if at + width > size:
            break
        known = _field(Line(0, join(line.text for line in lines[at : at + width]), is_apart=False, starts_page=False))
        if known and not (width == 1 and lines[at].text.count("[") > lines[at].text.count("]")):
            return at + width, known
    return at + 1, None


def _furnish(found: Masthead, rule: Rule, lines: Sequence[Line]) -> None:
    found.furniture += [Furniture(line=line.number, rule=rule, words=line.text) for line in lines]


def _take_title(found: Masthead, lines: Sequence[Line], at: int, title: re.Match[str]) -> int:
    found.fields["number"] = title["number"]
    words = [title["title"]]
    end = at + 1
    while end < found.size and not _is_known(lines, end) and (not lines[end].is_apart or not words[-1]):
        words.append(unlinked(lines[end].text).strip("*_ "))
        end += 1
    found.fields["title"] = join(word for word in words if word)
    _furnish(found, Rule.TITLE, lines[at:end])
    return end


def _is_known(lines: Sequence[Line], at: int) -> bool:
    """Whether something else than a title's words stands on a line."""
    if is_formula(lines, at):
        return True
    known = _widest(lines, at, len(lines))[1]
    return known is not None and known[0] is Rule.ADOPTION


def _other(found: Masthead, line: Line) -> None:
    """A line that no rule knows: behind the agenda item it is the item's title, before the text the document's."""
    words = _DRAFT.sub("", unlinked(line.text).strip("*_ "))
    known = "agenda_title" if "item" in found.fields and "adopted" not in found.fields else "words"
    if (known == "agenda_title" and "authored" not in found.fields and not line.is_apart) or known not in found.fields:
        found.fields[known] = join([*filter(None, [found.fields.get(known)]), words])
    else:
        found.fields["words"] = words
