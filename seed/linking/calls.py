"""Where footnotes are called, and which in-text citation a call belongs to.

A note gives the source of what stands just before its call. "Just before" is: the mention itself, or with nothing
between but a date, a clause about its adoption, or another mention joined to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from i18n.citing.mentions import FoundMention
from i18n.languages import EN, Tag
from store.texts import Call

_BETWEEN = re.compile(
    r"[\s,;:.’”)]*(?:of \d{1,2} [A-Z][a-z]+(?: \d{4})?|of [A-Z][a-z]+ \d{4}|\(\d{4}\)|thereto)?[\s,;:.’”)*]*$"
)
_CLAUSE = re.compile(
    r"[\s,]*(?:which was |as )?(?:adopted|held|concluded|signed|opened|done|issued|contained|endorsed)\b[^;:]{0,160}$"
)
_ABOUT = re.compile(
    r"(?: of \d{1,2} [A-Z][a-z]+ \d{4})?[\s,]*(?:on|concerning|regarding|relating to|entitled|in the case concerning)"
    r"\b[^;]{0,160}$"
)
"""What a resolution or judgment is about stands behind it: "its resolution 2013/1 of 26 April 2013 on new trends"."""

_JOINED = re.compile(r"[\s,]*(?:and|or)(?: the| its)?\s*$")


@dataclass(frozen=True, slots=True)
class CallSite:
    """One call of a footnote (an index) in a paragraph (an index): where it stands, and where the call before it."""

    footnote: int
    paragraph: int
    at: int
    after: int


def supported(
    site: CallSite, text: str, mentions: Sequence[FoundMention], same: str | None, language: Tag = EN
) -> list[int]:
    """The mentions (indexes into `mentions`, all of the site's paragraph) whose source the note gives.

    `same` is the instrument that the note cites: a mention of it since the last call belongs to the note wherever
    it stands in that stretch.
    """
    before = [index for index, each in enumerate(mentions) if site.after <= each.start and each.end <= site.at]
    if not before:
        return []
    before = _without_subjects(text, mentions, before)
    gap = text[mentions[before[-1]].end : site.at]
    if _is_near(gap, language):
        return _with_joined(text, mentions, before)
    return [index for index in before[-1:] if mentions[index].identifier == same]


def _is_near(gap: str, language: Tag) -> bool:
    """Whether what stands between a mention and a call leaves them together: in English a date or a clause on adoption.

    In other languages it is length alone, within a clause.
    """
    if language == EN:
        return any(pattern.match(gap) for pattern in (_BETWEEN, _CLAUSE, _ABOUT))
    return len(gap) <= _NEAR.get(language, _NEAR_ELSE) and not re.search(r"[;；؛]", gap)


_NEAR = {Tag("zh"): 12}
_NEAR_ELSE = 40
"""Characters: a date, or "adopted by the General Assembly"."""


def _without_subjects(text: str, mentions: Sequence[FoundMention], before: Sequence[int]) -> list[int]:
    """The mentions without those at the end that only say what the one before them is about."""
    kept = list(before)
    while len(kept) > 1 and _ABOUT.match(text[mentions[kept[-2]].end : mentions[kept[-1]].start]):
        kept.pop()
    return kept


def _with_joined(text: str, mentions: Sequence[FoundMention], before: Sequence[int]) -> list[int]:
    """The nearest mention, and one that is joined to it by "and" though it has no call of its own."""
    found = [before[-1]]
    for index in reversed(before[:-1]):
        between = text[mentions[index].end : mentions[found[0]].start]
        if not _JOINED.match(between):
            break
        found.insert(0, index)
    return found


def sites(calls: Sequence[Sequence[Call]], notes: dict[str, int]) -> list[CallSite]:
    """The calls of all paragraphs, in order; `notes` give a marker's footnote."""
    found: list[CallSite] = []
    for paragraph, own in enumerate(calls):
        after = 0
        for call in own:
            if call.marker in notes:
                found.append(CallSite(notes[call.marker], paragraph, call.at, after))
            after = call.at
    return found
