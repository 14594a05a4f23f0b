"""The grammar of footnotes: a note's plain text as the citations that it makes, each in its components.

    note     := citation ((";" | "." | "and") citation)*
    citation := [signal] source [pinpoint]
    source   := ibid | official-records | treaty-series | resolution | decision | symbol | work | address

Source: United Nations Editorial Manual Online, "Footnotes". The grammar is one, over the signs that
`i18n.citing.tokens` finds by each language's words. What has no sign of a source is a remark: it cites nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from i18n.citing import numbers
from i18n.citing.components import LEVELS, Components, inherit
from i18n.citing.en import ENGLISH
from i18n.citing.folding import Folded, fold
from i18n.citing.parsed import ParsedCitation, Signal, SourceKind
from i18n.citing.sources import Builder, signal_pattern
from i18n.citing.tokens import Token, scan
from i18n.citing.words import Words
from i18n.citing.works import canonical_url

__all__ = [
    "LEVELS",
    "Components",
    "ParsedCitation",
    "ReadNote",
    "Signal",
    "SourceKind",
    "canonical_url",
    "inherit",
    "parse_note",
    "read_note",
]

_OPENING = re.compile(r"[\s.,;:*]*(?:\(\s*\))?[\s.,;:*]*")
"""What may stand before the first words of a note: the parentheses of a marker that was taken out."""


@dataclass(frozen=True, slots=True)
class ReadNote:
    """A note, read: its citations in order, and the stretches (start, end) that name no source."""

    citations: tuple[ParsedCitation, ...]
    remarks: tuple[tuple[int, int], ...]


def parse_note(text: str, words: Words = ENGLISH) -> tuple[ParsedCitation, ...]:
    """The citations of a note, in order."""
    return read_note(text, words).citations


def read_note(text: str, words: Words = ENGLISH) -> ReadNote:
    """The citations of a note and its remarks."""
    folded = fold(text)
    tokens = scan(folded.text, words)
    citations: list[ParsedCitation] = []
    remarks: list[tuple[int, int]] = []
    for start, end in _segments(folded.text, words):
        found = _segment(folded, start, end, tokens, words, follows=citations[-1].kind if citations else None)
        citations += found
        if not found and start < end:
            remarks.append((folded.place(start), folded.end(end)))
    return ReadNote(tuple(citations), tuple(remarks))


@cache
def _cut(words: Words) -> re.Pattern[str]:
    """The signs that part one source from the next."""
    see = f"(?:{words.see_for_example}|{words.see_also}|{words.see})"
    ends = "" if words.is_joined else r"\b"
    conj = numbers.conjunction(words)
    return re.compile(
        rf";\s*(?:{words.conjunction}{'' if words.is_joined else ' '})?|\.\s*(?={see}{ends})"
        rf"|{conj}(?={words.see})|,\s*(?={words.see_also}{ends})"
    )


def _segments(text: str, words: Words) -> Iterator[tuple[int, int]]:
    """The stretches between such signs, trimmed; none inside parentheses or quotation marks."""
    opening = _OPENING.match(text)
    start = opening.end() if opening else 0
    for cut in _cut(words).finditer(text, start):
        if not _is_open(text[start : cut.start()]):
            yield _trimmed(text, start, cut.start())
            start = cut.end()
    yield _trimmed(text, start, len(text))


def _is_open(text: str) -> bool:
    return any(text.count(opens) > text.count(closes) for opens, closes in ("()", "[]", "“”"))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".,;"):
        end -= 1
    return start, end


def _segment(
    folded: Folded, start: int, end: int, tokens: list[Token], words: Words, *, follows: SourceKind | None
) -> list[ParsedCitation]:
    if start == end:
        return []
    signal, source = Signal.NONE, start
    found = signal_pattern(words).match(folded.text, start, end)
    if found and found.end() < end:
        signal, source = _signal(found), found.end()
    own = [token for token in tokens if source <= token.start < end]
    builder = Builder(folded, source, end, words, follows, signal is not Signal.NONE)
    citations = builder.read(own)
    if not citations:
        return []
    first, *rest = citations
    begins = folded.place(start)
    begins -= folded.printed[begins - 1 : begins] in {"《", "〈"}
    first = replace(first, signal=signal, start=begins, words=folded.printed[begins : first.end])
    return [first, *(replace(citation, signal=signal) for citation in rest)]


def _signal(found: re.Match[str]) -> Signal:
    if found["example"]:
        return Signal.SEE_FOR_EXAMPLE
    return Signal.SEE_ALSO if found["also"] else Signal.SEE
