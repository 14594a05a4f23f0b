"""The parts of a report that give what one State or organization reported.

Such a part is a section headed by the Reporter's name among its like: "IV. Summary of information received" with
"A. Albania", "B. Azerbaijan" ... below it. A name alone is no proof: a heading of an unlike kind may name a State.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from seed.authority.reporters import ReporterNames
from seed.tree import ParsedDocument

_RECEIVED = re.compile(
    r"\b(?:information|replies|responses?|submissions?|contributions?|comments|views|inputs?|reports?)\b"
    r".*\b(?:received|submitted|provided|from|by|of)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSubmission:
    """A section (index into the tree) that carries a Reporter's submission, and its paragraphs (indexes)."""

    reporter: str
    section: int
    paragraphs: tuple[int, ...]


def submissions(parsed: ParsedDocument, names: ReporterNames) -> tuple[FoundSubmission, ...]:
    """All of them, in document order."""
    named = {index: names.find(section.heading) for index, section in enumerate(parsed.sections)}
    carried = _paragraphs_by_section(parsed)
    return tuple(
        FoundSubmission(reporter=code, section=index, paragraphs=carried[index])
        for index, code in named.items()
        if code and carried.get(index) and _among_its_like(index, parsed, named)
    )


def _among_its_like(index: int, parsed: ParsedDocument, named: dict[int, str | None]) -> bool:
    section = parsed.sections[index]
    siblings = [at for at, other in enumerate(parsed.sections) if other.parent == section.parent]
    mostly = sum(named[at] is not None for at in siblings) * 2 > len(siblings) > 1
    parent = None if section.parent is None else parsed.sections[section.parent]
    return mostly or (parent is not None and _RECEIVED.search(parent.heading) is not None)


def _paragraphs_by_section(parsed: ParsedDocument) -> dict[int, tuple[int, ...]]:
    """The paragraphs of each section and of those below it."""
    found: dict[int, list[int]] = {}
    for at, paragraph in enumerate(parsed.paragraphs):
        for index in _upwards(parsed, paragraph.section):
            found.setdefault(index, []).append(at)
    return {index: tuple(paragraphs) for index, paragraphs in found.items()}


def _upwards(parsed: ParsedDocument, section: int | None) -> Iterator[int]:
    while section is not None:
        yield section
        section = parsed.sections[section].parent
