"""Where a text begins behind its masthead: at the formula, at the first number or heading, at the first sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from seed.text.forms import NUMBERED_TITLE, field_of, is_formula, widest_field
from seed.text.lines import Line
from seed.text.markup import unlinked
from seed.text.openings import Opening, opened

_FIELDLESS_START = re.compile(r"(?:Summary|Contents|Introduction|Annex)\*?$", re.IGNORECASE)
_PROSE = re.compile(r"[*_]{0,3}[A-Z“\"][^:]*(?:[\w)][.:]|: .*\.)$")
_FEWEST = 8
"""Words of the shortest sentence with which a text may begin."""
_LONGEST = 12
"""Lines of the longest."""
_NEAR = 80
"""Lines among which a text's beginning is looked for."""


def beginning(lines: Sequence[Line]) -> int:
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
    return not lines or any(field_of(line) or NUMBERED_TITLE.fullmatch(unlinked(line.text)) for line in lines)


def _known(lines: Sequence[Line]) -> int:
    """How many of the first lines are a masthead's, where nothing shows where the text begins."""
    known = [at for at, line in enumerate(lines[:_NEAR]) if field_of(line)]
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
    if (
        not _PROSE.match(sentence)
        or len(sentence.split()) < _FEWEST
        or widest_field(lines, at, len(lines))[1] is not None
    ):
        return False
    return not NUMBERED_TITLE.fullmatch(unlinked(lines[at].text)) and (not at or lines[at].is_apart)


def _title_end(lines: Sequence[Line], at: int) -> int:
    """The index behind a title's lines."""
    end = at + 1
    while end < len(lines) and not lines[end].is_apart and not opened(lines[end].text) and end < at + 6:
        end += 1
    return end
