"""What a source's numbers leave out or get wrong where the running order shows what was meant.

A paragraph that is given a number has it as its label, marked as not printed, and a finding says so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from seed.akn.outline import Placed
from seed.akn.runs import joined, opening
from seed.text.blocks import Role

_OPEN = re.compile(r"[,，،]\s*$")
_CLOSED = re.compile(r"[.。]\s*$")
_DECIDES = re.compile(r"[:：]\s*$")


def mend(blocks: Sequence[Placed]) -> None:
    """Mend the numbers of a document, part by part."""
    by_part: dict[str | None, list[Placed]] = defaultdict(list)
    for block in blocks:
        by_part[block.part].append(block)
    for own in by_part.values():
        _recitals(own)
        numbered = [block for block in own if block.role is Role.NUMBERED]
        _stuck(numbered)
        _misprinted(numbered)
        _missing(own)


def _recitals(blocks: Sequence[Placed]) -> None:
    """A recital that stands behind the preamble: it ends in a comma, and no paragraph was numbered before it.

    What ends in a colon and has no points under it opens the decision, though it stands in the preamble.
    """
    for block in blocks:
        if block.role is Role.NUMBERED:
            break
        if block.role is Role.PLAIN and not block.table and block.has_formula and _OPEN.search(block.text):
            block.role = Role.PREAMBULAR
    recitals = [block for block in blocks if block.role is Role.PREAMBULAR]
    if recitals and _DECIDES.search(recitals[-1].text) and all(block.above is not recitals[-1] for block in blocks):
        recitals[-1].role = Role.PLAIN


def _misprinted(numbered: Sequence[Placed]) -> None:
    """A number that is another between its neighbours: 2, 2, 4."""
    for before, block, after in zip(numbered, numbered[1:], numbered[2:], strict=False):
        if not (before.sign.isdigit() and block.sign.isdigit() and after.sign.isdigit()):
            continue
        wanted = int(before.sign) + 1
        if int(after.sign) == wanted + 1 and int(block.sign) != wanted and block.section is after.section:
            block.sign, block.is_printed = str(wanted), False


def _stuck(numbered: Sequence[Placed]) -> None:
    """One number on three paragraphs or more in a row: the counter that set it stood still."""
    start = 0
    for end in range(1, len(numbered) + 1):
        if end < len(numbered) and numbered[end].sign == numbered[start].sign:
            continue
        first = numbered[start].sign
        if end - start > 2 and first.isdigit():  # noqa: PLR2004  # two may be a misprint, or two lists
            for at, block in enumerate(numbered[start + 1 : end], int(first) + 1):
                block.sign, block.is_printed = str(at), False
        start = end


def _missing(blocks: Sequence[Placed]) -> None:
    """A number that is not printed: as many paragraphs without one stand between two numbers as numbers are missing."""
    last = 0
    plain: list[Placed] = []
    for block in blocks:
        if block.role is Role.PLAIN and not block.table and block.above is None:
            plain.append(block)
        if block.role is not Role.NUMBERED or not block.sign.isdigit():
            continue
        number = int(block.sign)
        missing = range(last + 1, number)
        if last and missing and len(plain) == len(missing):
            for each, label in zip(plain, missing, strict=True):
                _number(each, label)
        last, plain = number, []
    acting = [block for block in plain if block.has_formula and _CLOSED.search(block.text) and _acts(block)]
    if last and len(acting) == len(plain) == 1:
        _number(acting[0], last + 1)


def _acts(block: Placed) -> bool:
    return bool(opening(joined(block.runs)))


def _number(block: Placed, label: int) -> None:
    block.role, block.sign, block.is_printed = Role.NUMBERED, str(label), False
