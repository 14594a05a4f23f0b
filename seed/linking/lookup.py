"""What a pasted text cites: footnotes and running text, line by line, by the rules that documents are linked by.

Each line is read by the grammar of footnotes, so that "Ibid." means the line before it, and for what running text
names. Where both find something, what the grammar is sure of stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from i18n.citing.footnotes import SourceKind
from i18n.citing.mentions import FoundMention
from i18n.citing.series import near_misses
from i18n.citing.symbols import Symbol
from i18n.languages import EN, Tag
from seed.linking.authority import Authority
from seed.linking.mentions import MentionFinder, document_of
from seed.linking.notes import NoteCitation, NoteReader
from seed.tree import ParsedFootnote
from store import texts
from store.records import CitationResolution

MOST_BYTES = 64 * 1024
"""Of a text, in UTF-8."""

LONGEST_LINE = 4000
"""Code points of a line that is read at once; a longer one is cut at a space, as no citation is so long."""

MOST_NOTES = 500
"""Lines that are read as footnotes; each "Ibid." keeps the way back to its source, which is quadratic in them."""

_SCRIPTS = {
    Tag("ar"): re.compile(r"[\u0620-\u064a]"),
    Tag("ru"): re.compile(r"[\u0400-\u04ff]"),
    Tag("zh"): re.compile(r"[\u4e00-\u9fff]"),
}
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_IN_LATIN = frozenset({EN, Tag("fr"), Tag("es")})

_MARKER = re.compile(r"\s*(?:\[\^?\d{1,4}\]:?|\(\d{1,4}\)|\d{1,4}[.)]?|\*{1,3}|[٠-٩۰-۹]{1,4}[.)]?)\s+")
"""The sign that a footnote begins with: "12", "12.", "[^12]:", "*"."""

_TORN = re.compile(r"[A-Za-z]|-\d")
"""What goes on behind words that were read as a symbol: then they are a part of something else, "A/HRC/45/3O"."""

_PLAIN = frozenset({SourceKind.WORK, SourceKind.ADDRESS})


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCitation:
    """A citation in a pasted text: its span in code points, what it points to, and what it may be meant to be.

    `meant` is set for a near miss: words that are no symbol of a known series, but nearly one.
    """

    start: int
    end: int
    words: str
    symbol: Symbol | None = None
    pinpoint: str | None = None
    resolution: CitationResolution = CitationResolution.UNRESOLVED
    instrument: str | None = None
    candidates: tuple[str, ...] = ()
    meant: Symbol | None = None


def look_up(text: str, authority: Authority, language: Tag = EN) -> list[FoundCitation]:
    """The citations of a text, in order, none inside another."""
    lines = list(_lines(text))
    finder = MentionFinder(authority, None, language)
    mentions = [finder.find(line) for _, line in lines]
    named = tuple(dict.fromkeys(each.identifier for own in mentions for each in own))
    notes = _notes([line for _, line in lines], NoteReader(authority, language), named)
    found = [
        citation
        for (start, line), own, cited in zip(lines, mentions, notes, strict=True)
        for citation in _of_line(start, line, own, cited)
    ]
    return sorted(found, key=lambda each: each.start)


def language_of(text: str, preference: Sequence[Tag]) -> Tag:
    """The official language that a text is most likely in: by its script, and where that is Latin, by who asks."""
    letters = Counter(tag for tag, script in _SCRIPTS.items() for _ in script.findall(text))
    latin = sum(1 for _ in _LATIN.finditer(text))
    for tag, count in letters.most_common(1):
        if count * 2 > latin:
            return tag
    return next((tag for tag in preference if tag in _IN_LATIN), EN)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text that are not blank, and where they begin."""
    start = 0
    for line in text.splitlines(keepends=True):
        at = 0
        while at < len(line):
            cut = len(line) if len(line) - at <= LONGEST_LINE else line.rfind(" ", at, at + LONGEST_LINE) + 1
            cut = cut if cut > at else at + LONGEST_LINE
            piece = line[at:cut].rstrip()
            if piece:
                yield start + at, piece
            at = cut
        start += len(line)


def _notes(lines: Sequence[str], reader: NoteReader, named: tuple[str, ...]) -> list[list[tuple[int, NoteCitation]]]:
    """For each line the citations that it makes as a footnote, and where the note begins in it."""
    begins = [found.end() if (found := _MARKER.match(line)) else len(line) - len(line.lstrip()) for line in lines]
    bodies = [line[begin:] for line, begin in zip(lines, begins, strict=True)][:MOST_NOTES]
    notes = [ParsedFootnote(marker=str(number), text=texts.escape(body)) for number, body in enumerate(bodies, 1)]
    by_line: list[list[tuple[int, NoteCitation]]] = [[] for _ in lines]
    for each in reader.read(notes, [named] * len(notes)):
        by_line[each.note].append((begins[each.note], each))
    return by_line


def _of_line(
    start: int, line: str, mentions: Sequence[FoundMention], cited: Sequence[tuple[int, NoteCitation]]
) -> list[FoundCitation]:
    """What one line cites, in the text's own offsets."""
    near = [
        FoundCitation(
            start=start + each.start,
            end=start + each.end,
            words=each.words,
            symbol=_as_printed(each.words),
            meant=each.meant,
        )
        for each in near_misses(line)
    ]
    notes = [_of_note(start, line, begin, each) for begin, each in cited if _is_sure(each)]
    named = [_of_mention(start, line, each) for each in mentions]
    notes = [each for each in notes if not _is_running(each, named)]
    works = [_of_note(start, line, begin, each) for begin, each in cited if _is_work(each)]
    found = _apart([*near, *notes, *named, *works])
    return [each for each in found if each.symbol is None or not _TORN.match(line, each.end - start)]


def _apart(found: Sequence[FoundCitation]) -> list[FoundCitation]:
    """Those that do not overlap with one before them in this order."""
    kept: list[FoundCitation] = []
    for each in found:
        if each.start < each.end and all(each.end <= other.start or other.end <= each.start for other in kept):
            kept.append(each)
    return kept


def _is_running(note: FoundCitation, named: Sequence[FoundCitation]) -> bool:
    """Whether what the grammar took for one source is a sentence that names it among others."""
    inside = [each for each in named if note.start <= each.start and each.end <= note.end]
    return any(each.instrument == note.instrument and each.words != note.words for each in inside) and any(
        each.instrument != note.instrument for each in inside
    )


def _is_sure(cited: NoteCitation) -> bool:
    """Whether the grammar of footnotes read a source, and did not only keep the words."""
    return cited.parsed.kind not in _PLAIN


def _is_work(cited: NoteCitation) -> bool:
    """Whether the words are a publication or a page, and no sentence of running text."""
    parsed = cited.parsed
    return parsed.kind in _PLAIN and bool(parsed.url or (parsed.author and "“" in parsed.words))


def _of_note(start: int, line: str, begin: int, cited: NoteCitation) -> FoundCitation:
    identity = cited.identity
    first, last = begin + cited.parsed.start, begin + cited.parsed.end
    return FoundCitation(
        start=start + first,
        end=start + last,
        words=line[first:last],
        symbol=cited.parsed.symbol or (document_of(identity.instrument) if identity.instrument else None),
        pinpoint=identity.pinpoint,
        resolution=_resolution(identity.instrument, ambiguous=identity.is_ambiguous),
        instrument=identity.instrument,
        candidates=identity.candidates,
    )


def _of_mention(start: int, line: str, found: FoundMention) -> FoundCitation:
    return FoundCitation(
        start=start + found.start,
        end=start + found.end,
        words=line[found.start : found.end],
        symbol=document_of(found.identifier),
        pinpoint=found.pinpoint,
        resolution=CitationResolution.RESOLVED,
        instrument=found.identifier,
    )


def _resolution(instrument: str | None, *, ambiguous: bool) -> CitationResolution:
    if instrument is not None:
        return CitationResolution.RESOLVED
    return CitationResolution.AMBIGUOUS if ambiguous else CitationResolution.UNRESOLVED


def _as_printed(words: str) -> Symbol | None:
    return document_of(words)
