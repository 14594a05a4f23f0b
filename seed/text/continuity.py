"""Whether a line goes on with the block before it or begins another, where no number says so."""

from __future__ import annotations

import re

from seed.text.blocks import Block, Role
from seed.text.lines import Line, is_finished, is_stopped
from seed.text.verbs import ANY_PARTICIPLE, FINITE_PHRASE, PARTICIPLE_PHRASE

_NO_PARTICIPLE = re.compile(r"(?:United|Limited|Incorporated|Housing|Training|During|According|King|Spring)\b")


def bare(text: str) -> str:
    """Words without the mark-up before them."""
    return text.lstrip("*_ ")


_NO_BEGINNING = re.compile(r"[^\W\d_A-Z](?<![A-ZÀ-Þ])|\d+/\d|[)%,;]")
"""What begins no paragraph: a small letter, a resolution's number, a closing sign."""
_SUBJECT = re.compile(r"(?:We|The|In|This|These|For|It|All|As|At)\b(?!.*\bof$)")
"""Words with which a sentence begins below a heading rather than a heading's next line."""
_LIKELY = re.compile(
    r"(?:[A-Z][a-z]+-)?[A-Za-z][a-z]+ing (?:the|that|its|their|all|also|further|in|with|to|upon|on|once|anew|"
    r"how|any|both|every|States|Member|Governments)\b"
)
"""A participle that the lexicon lacks, followed as those are that open a preambular paragraph."""


def recites(text: str) -> bool:
    """Whether words open with a participle that the lexicon knows, as a preambular paragraph does."""
    words = bare(text)
    return words[:1].isupper() and bool(PARTICIPLE_PHRASE.match(words) or _LIKELY.match(words))


def may_recite(text: str) -> bool:
    """Whether words may open a preambular paragraph: with any participle, or as an operative one."""
    words = bare(text)
    if not words[:1].isupper() or _NO_PARTICIPLE.match(words):
        return False
    return bool(PARTICIPLE_PHRASE.match(words) or ANY_PARTICIPLE.match(words) or FINITE_PHRASE.match(words))


def is_operative(text: str) -> bool:
    """Whether words open with a finite verb."""
    words = bare(text)
    return bool(FINITE_PHRASE.match(words)) and not PARTICIPLE_PHRASE.match(words)


def goes_on(line: Line, last: Block, *, preamble: bool) -> bool:
    """Whether a line that opens nothing goes on with the block before; `preamble`: that is, or should be, a recital."""
    if last.role is Role.HEADING:
        return _heading_goes_on(line, last, preamble=preamble)
    is_parted = line.is_apart and not line.starts_page
    if not is_finished(last.last):
        return not (preamble and is_parted and recites(line.text))
    if _NO_BEGINNING.match(bare(line.text)):
        return True
    if preamble and last.role is Role.PREAMBULAR:
        return not _is_next_recital(line, last, is_parted=is_parted)
    if is_parted or (last.ends_early and is_stopped(last.last)):
        return False
    return not (last.role is Role.PLAIN and (last.ends_early or recites(line.text)))


def _is_next_recital(line: Line, last: Block, *, is_parted: bool) -> bool:
    if is_parted or (recites(line.text) and not last.last.endswith(":")):
        return True
    return last.ends_early and bare(line.text)[:1].isupper()


def _heading_goes_on(line: Line, last: Block, *, preamble: bool) -> bool:
    if not last.last or last.lines[-1].heads:
        return False
    if last.last.endswith("-") or (bare(line.text)[:1].islower() and not line.is_apart):
        return True
    if line.is_apart or is_finished(last.last) or (preamble and recites(line.text)):
        return False
    return not (last.ends_early and (_SUBJECT.match(line.text) or (preamble and may_recite(line.text))))
