"""The order in which a tree's headings and paragraphs are written, and what is written in what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from seed.tree import ParsedDocument, ParsedParagraph
from store.records import ParagraphKind

ROW = re.compile(r"T(?P<table>\d+)\.\d+")
_ATTACHED = re.compile(r"(?:annex|appendix|enclosure)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Step:
    """The next heading or paragraph, by its index."""

    is_section: bool
    at: int


def steps(tree: ParsedDocument) -> Iterator[Step]:
    """Headings and paragraphs in one order: a heading comes as late as what it holds lets it."""
    openers = part_openers(tree)
    due = 0
    for at, paragraph in enumerate(tree.paragraphs):
        wanted = [paragraph.section, _opener(paragraph, openers)]
        last = max((each for each in wanted if each is not None), default=-1)
        yield from (Step(True, each) for each in range(due, last + 1))
        due = max(due, last + 1)
        yield Step(False, at)
    yield from (Step(True, each) for each in range(due, len(tree.sections)))


def part_openers(tree: ParsedDocument) -> dict[str, int]:
    """The headings that begin a part ("annex II", "B"): the first one of it, without a number and at the top."""
    found: dict[str, int] = {}
    for at, section in enumerate(tree.sections):
        if section.part is not None and section.number is None and section.parent is None:
            found.setdefault(section.part, at)
    return found


def _opener(paragraph: ParsedParagraph, openers: dict[str, int]) -> int | None:
    """The heading of the part that a paragraph is in; numbers that begin anew in sections have parts of their own."""
    part = paragraph.part
    while part is not None:
        if part in openers:
            return openers[part]
        part = part.rpartition(".")[0] or None
    return None


def attached(tree: ParsedDocument) -> frozenset[int]:
    """Of the headings that begin a part, those of annexes at the end of the document."""
    found: list[int] = []
    for part, at in reversed(part_openers(tree).items()):
        if not _ATTACHED.match(part):
            break
        found.append(at)
    return frozenset(found)


def last_inside(paragraphs: Sequence[ParsedParagraph]) -> list[int]:
    """For each paragraph the index of the last one that stands under it, or its own."""
    last = list(range(len(paragraphs)))
    for at in range(len(paragraphs) - 1, -1, -1):
        parent = paragraphs[at].parent
        if parent is not None:
            last[parent] = max(last[parent], last[at])
    return last


def recitals(tree: ParsedDocument) -> int:
    """How many paragraphs from the beginning are the preamble: recitals with what stands under them."""
    last = last_inside(tree.paragraphs)
    at = 0
    while at < len(tree.paragraphs):
        paragraph = tree.paragraphs[at]
        inside = range(at + 1, last[at] + 1)
        under = {at}
        for each in inside:
            if tree.paragraphs[each].parent in under:
                under.add(each)
        if not _is_recital(paragraph) or paragraph.parent is not None or len(under) <= len(inside):
            break
        if not all(_is_recital(tree.paragraphs[each]) for each in inside):
            break
        at = last[at] + 1
    return at


def is_row(paragraph: ParsedParagraph) -> bool:
    """Whether a paragraph is a row of a table, by its label: "T1.2"."""
    return bool(ROW.fullmatch(paragraph.label)) and not paragraph.label_is_printed and paragraph.parent is None


def _is_recital(paragraph: ParsedParagraph) -> bool:
    is_first = paragraph.section is None and paragraph.part is None
    return is_first and paragraph.kind is ParagraphKind.PREAMBULAR and not is_row(paragraph)
