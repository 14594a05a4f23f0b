"""Labels of units that the original does not have.

Their own printed number stays. A number that was counted ("PP9") counts in its own language only; in the whole such a
paragraph is named after the one before it, "PP8+1", so that the original's labels are what its readers count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from seed.tree import ParsedParagraph


def relabelled(paragraphs: Sequence[ParsedParagraph], in_original: Sequence[bool]) -> tuple[ParsedParagraph, ...]:
    """The paragraphs with labels that fit the whole."""
    given: list[ParsedParagraph] = []
    last = "0"
    extra: Counter[str] = Counter()
    for paragraph, known in zip(paragraphs, in_original, strict=True):
        if known or paragraph.label_is_printed:
            given.append(paragraph)
            last = paragraph.label if known else last
            continue
        extra[last] += 1
        label = f"{last}+{extra[last]}"
        given.append(replace(paragraph, label=label, eid=f"{paragraph.eid}-{paragraph.label}" if paragraph.eid else ""))
    return tuple(given)
