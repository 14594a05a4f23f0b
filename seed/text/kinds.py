"""What a paragraph does in its document, by where it stands."""

from __future__ import annotations

import re

from seed.text.blocks import Block, Role
from store.records import ParagraphKind

_RECOMMENDATIONS = re.compile(r"\brecommendations?\b", re.IGNORECASE)
_CONCLUSIONS_ALSO = re.compile(r"\bconclusions?\b", re.IGNORECASE)


def kind_of(block: Block) -> ParagraphKind:
    """The kind of a paragraph: what a formula governs acts, numbered paragraphs else tell or recommend."""
    if block.role is Role.LETTERED and block.above is not None:
        return kind_of(block.above)
    if block.role is Role.PREAMBULAR:
        return ParagraphKind.PREAMBULAR
    if block.has_formula:
        return ParagraphKind.OPERATIVE
    if block.role is Role.PLAIN:
        return ParagraphKind.UNNUMBERED
    return ParagraphKind.RECOMMENDATION if _recommends(block.section) else ParagraphKind.NARRATIVE


def _recommends(section: Block | None) -> bool:
    """Whether the nearest heading that speaks of it, from below, is "Recommendations" and not conclusions with them."""
    while section is not None:
        words = section.text
        if _RECOMMENDATIONS.search(words):
            return not _CONCLUSIONS_ALSO.search(words)
        if _CONCLUSIONS_ALSO.search(words):
            return False
        section = section.above
    return False
