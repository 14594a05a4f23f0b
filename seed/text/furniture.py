"""What belongs to the page and not to the document: headers, page and job numbers, ruled lines, printers' notices."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from i18n.citing.symbols import BadSymbol, Symbol
from seed.text.codes import Rule
from seed.text.contents import contents
from seed.text.lines import Line
from seed.tree import Furniture

_SYMBOL = (
    r"[A-Z]{1,8}(?:-[A-Z]+)?(?:/[A-Za-z0-9.-]+(?: ?\((?:\d{4}|Part [IVX]+|Vol\. [IVX]+|S-[IVX]+|[IVXL]+)\))?)+"
    r"(?:[-–][A-Z]{1,4}(?:/[A-Za-z0-9.]+)+)?(?: [A-Z](?:[-–][A-Z])?(?=$|\s+[A-Z“][a-z]))?\*?"
)
_HEADER = re.compile(
    rf"(?:United Nations\s+)?(?:\d{{1,4}}(?:/\d{{1,4}})?\s+)?(?P<symbol>{_SYMBOL})"
    r"(?:\s+(?P<title>(?:\d{4}\s)?\D.*?))?(?:\s+(?:[Pp]age )?\d{1,4}(?:/\d{1,4})?)?"
)
_TITLE_FIRST = re.compile(rf"(?P<title>(?:\d{{4}}\s)?[A-Z“].*?)\s+(?P<symbol>{_SYMBOL})")
_PAGE = re.compile(r"(?:page )?[-–]? ?\d{1,4}(?:/\d{1,4})? ?[-–]?", re.IGNORECASE)
_OUTRIGHT = (
    (
        Rule.JOB_NUMBER,
        re.compile(
            r"(?:\d+/\d+ )?(?:(?:GE\.|V\.)?\d{2}-\d{5} ?(?:\([A-Z]\))?(?: \d{6})*|\*\s?\d{7}\s?\*)"
            r"(?: \*\s?\d{7}\s?\*)?(?: \d+/\d+| Please recycle.{0,4})?"
        ),
    ),
    (Rule.PAGE_NUMBER, re.compile(r"\d{1,3}/\d{1,3}|[-–] ?\d{1,3} ?[-–]")),
    (Rule.RECYCLE, re.compile(r"Please recycle.{0,4}|/ ?\.\.\.|…")),
    (Rule.RULE_LINE, re.compile(r"[_\-–—=]{3,}|\*{3,}|(?:\* ){2,}\*")),
)
_BESIDE = (
    (Rule.PAGE_NUMBER, _PAGE),
    (
        Rule.PAGE_HEADER,
        re.compile(r"(?:English|ENGLISH|Original: ENGLISH|United Nations|[A-Z]\w+ Council|General Assembly)"),
    ),
)
_NOTES = re.compile(r"[*_]{0,3}(?:Notes|NOTES|Endnotes|Footnotes)[*_]{0,3}")
_NOTE = re.compile(r"[⁰¹²³⁴-⁹]+|\[\^|1[/)]? ")
"""What a heading of endnotes is, and what begins below it."""
_WIDEST = 600
"""Code points of the longest header."""
TOP = 12
"""Lines in which a symbol that stands alone heads the document, whatever stands beside it."""


def symbol_of(words: str) -> Symbol | None:
    """The symbol that words are, or None."""
    try:
        return Symbol.parse(words.rstrip("*"))
    except BadSymbol:
        return None


def _heading_symbol(line: Line) -> tuple[str, str] | None:
    """The symbol and the words beside it of a line that looks like a page's header."""
    if len(line.text) > _WIDEST:
        return None
    words = line.text.strip("*_ ")
    found = _HEADER.fullmatch(words) or _TITLE_FIRST.fullmatch(words)
    symbol = symbol_of(found["symbol"]) if found else None
    return (str(symbol), (found["title"] or "").strip()) if found and symbol else None


def page_symbol(lines: Sequence[Line]) -> Symbol | None:
    """The symbol that heads the pages: of those that stand out the most frequent, alone before with a title, then the
    first.
    """
    alone: Counter[str] = Counter()
    titled: Counter[str] = Counter()
    for at, line in enumerate(lines):
        header = _heading_symbol(line)
        if header and not header[1] and _stands_out(lines, at):
            alone[header[0]] += 1
        elif header and _turns(lines, at):
            titled[header[0]] += 1
    found = alone or titled
    return Symbol.parse(found.most_common(1)[0][0]) if found else None


def _stands_out(lines: Sequence[Line], at: int) -> bool:
    """Whether a symbol stands at the top, at a page's top or foot, or beside a page number."""
    beside = [lines[each].text for each in (at - 1, at + 1) if 0 <= each < len(lines)]
    return at < TOP or lines[at].starts_page or "United Nations" in lines[at].text or any(map(_PAGE.fullmatch, beside))


def _turns(lines: Sequence[Line], at: int) -> bool:
    """Whether a page turns at a line: it is its first, or what no text has stands before it."""
    return lines[at].starts_page or (at > 0 and _outright(lines[at - 1]) is not None)


def lift(lines: Sequence[Line]) -> tuple[list[Line], list[Furniture], Symbol | None]:
    """The lines without the pages' furniture, that furniture, and the symbol that heads the pages."""
    symbol = page_symbol(lines)
    rules = _rules(lines, symbol)
    furniture = [
        Furniture(line=line.number, rule=rule, words=line.text) for line, rule in zip(lines, rules, strict=True) if rule
    ]
    kept: list[Line] = []
    turned = False
    for line, rule in zip(lines, rules, strict=True):
        if rule:
            turned = True
        else:
            kept.append(replace(line, starts_page=line.starts_page or turned))
            turned = False
    return kept, furniture, symbol


def _rules(lines: Sequence[Line], symbol: Symbol | None) -> list[Rule | None]:
    """For each line the rule by which it is furniture, or None."""
    rules = [_outright(line) or _header(line, symbol) for line in lines]
    for at, line in enumerate(lines):
        if rules[at] is None and _beside(rules, at):
            rules[at] = next((rule for rule, pattern in _BESIDE if pattern.fullmatch(line.text)), None)
            if rules[at] is Rule.PAGE_HEADER and at < TOP:
                rules[at] = None
    if rules and rules[-1] is None and Rule.PAGE_HEADER in rules and lines[-1].text.isdigit():
        rules[-1] = Rule.PAGE_NUMBER
    for at, line in enumerate(lines[:-1]):
        if _NOTES.fullmatch(line.text) and _NOTE.match(lines[at + 1].text):
            rules[at] = Rule.NOTES
    for at in contents(lines):
        rules[at] = Rule.CONTENTS
    titles = Counter(line.text for at, line in enumerate(lines) if rules[at] is None and _beside(rules, at))
    return [
        rule or (_running_title(line, titles) if _beside(rules, at) else None)
        for at, (line, rule) in enumerate(zip(lines, rules, strict=True))
    ]


def _outright(line: Line) -> Rule | None:
    return next((rule for rule, pattern in _OUTRIGHT if pattern.fullmatch(line.text)), None)


def _header(line: Line, symbol: Symbol | None) -> Rule | None:
    found = _heading_symbol(line) if symbol else None
    return Rule.PAGE_HEADER if found and found[0] == str(symbol) else None


def _beside(rules: Sequence[Rule | None], at: int) -> bool:
    """Whether the line before or behind is a header."""
    near = rules[max(at - 2, 0) : at + 3]
    return Rule.PAGE_HEADER in near


def _running_title(line: Line, titles: Counter[str]) -> Rule | None:
    """A title that is printed beside the header of page after page."""
    return Rule.PAGE_HEADER if titles[line.text] > 2 and line.text[-1:] not in ".;:," else None  # noqa: PLR2004  # more than twice is no chance


def alone(lines: Iterable[Line], rule: Rule) -> list[Furniture]:
    """Lines as furniture under one rule."""
    return [Furniture(line=line.number, rule=rule, words=line.text) for line in lines]
