"""The masthead: what a document says of itself before its text begins, and the lines that close it.

Source: United Nations Editorial Manual Online, "Mastheads"; each rule names the lines that it takes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from seed.text.beginning import beginning
from seed.text.codes import Rule
from seed.text.forms import NUMBERED_TITLE, field_of, is_formula, widest_field
from seed.text.joining import join
from seed.text.lines import Line
from seed.text.markup import unlinked
from seed.tree import Furniture

_DRAFT = re.compile(r"^\d{1,4}/(?:…|\.\.\.|--)\.? +")
"""The number that a draft does not have yet."""


@dataclass(slots=True)
class Masthead:
    """What the lines before the text say, by field, and these lines as furniture; `size` is how many they are."""

    fields: dict[str, str] = field(default_factory=dict)
    furniture: list[Furniture] = field(default_factory=list)
    size: int = 0
    formula: str | None = None


def read_masthead(lines: Sequence[Line]) -> Masthead:
    """Read the lines that stand before the text."""
    found = Masthead(size=beginning(lines))
    at = 0
    while at < found.size:
        at = _take(found, lines, at)
    return found


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
    end, known = widest_field(lines, at, found.size)
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
    while end < size and not lines[end].is_apart and not _says_something(lines[end]):
        end += 1
    return end


def _says_something(line: Line) -> bool:
    found = field_of(line)
    return found is not None and any(found[1].groupdict().values())


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
    known = widest_field(lines, at, len(lines))[1]
    return known is not None and known[0] is Rule.ADOPTION


def _other(found: Masthead, line: Line) -> None:
    """A line that no rule knows: behind the agenda item it is the item's title, before the text the document's."""
    words = _DRAFT.sub("", unlinked(line.text).strip("*_ "))
    known = "agenda_title" if "item" in found.fields and "adopted" not in found.fields else "words"
    if (known == "agenda_title" and "authored" not in found.fields and not line.is_apart) or known not in found.fields:
        found.fields[known] = join([*filter(None, [found.fields.get(known)]), words])
    else:
        found.fields["words"] = words
