"""Sets a script as plain text: pages with headers and footnotes, wrapped lines, markers, in several styles."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from tests.support.corpus.script import OPEN, SHUT, Call, Kind, Piece, Script

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Markers(StrEnum):
    """How calls and notes are marked."""

    RAISED = "raised"
    GLUED = "glued"
    MARKDOWN = "Markdown"


class Header(StrEnum):
    """What heads and foots a page."""

    TITLED = "symbol and title above, page and job number below"
    ALONE = "symbol and page number above, on two lines"
    PAGED = "symbol above, then Page and its number; job number below"
    NONE = "nothing"


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set. `page` is the lines of a page; `at_end`: notes stand at the end of the document."""

    name: str
    width: int = 95
    page: int = 50
    markers: Markers = Markers.RAISED
    blanks: bool = True
    doubled: bool = False
    form_feeds: bool = False
    ruled: bool = False
    noted_apart: bool = False
    indent: int = 0
    hang: int = 0
    justified: bool = False
    symbol_printed: bool = True
    header: Header = Header.TITLED
    at_end: bool = False
    broken_at_dashes: bool = False
    emphasis: bool = False
    trailing_page: bool = False
    spaced_calls: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the body: its words, and the notes that it brings; `""` is a blank line."""

    text: str
    notes: tuple[int, ...] = ()


@dataclass(slots=True)
class _Page:
    rows: list[_Row] = field(default_factory=list)
    feet: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.rows) + len(self.feet)


def typeset(script: Script, style: Style) -> str:
    """The text of a script in a style."""
    pages = _pages(script, style)
    out: list[str] = []
    for number, page in enumerate(pages, 1):
        lines = [
            *_head(script, style, number),
            *_body(page),
            *_feet(page, style),
            *_foot(script, style, number, len(pages)),
        ]
        out.append("\n".join(_spaced(lines, style)))
    if style.form_feeds:
        return "\n\f".join(out) + "\n"
    return "\n".join(out) + "\n"


def _spaced(lines: list[str], style: Style) -> Iterator[str]:
    """Lines with their margin; in a doubled text a blank behind each but a page's last."""
    kept = [line for line in lines if line] if style.doubled else lines
    for at, line in enumerate(kept):
        yield f"{' ' * style.indent}{line}" if line else ""
        if style.doubled and at + 1 < len(kept):
            yield ""


def _body(page: _Page) -> list[str]:
    rows = [row.text for row in page.rows]
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _feet(page: _Page, style: Style) -> list[str]:
    if not page.feet:
        return []
    return ["", *(["_______________"] if style.ruled else []), *page.feet]


def _head(script: Script, style: Style, number: int) -> list[str]:
    if number == 1 or style.header is Header.NONE:
        return []
    if style.header is Header.ALONE:
        return [script.symbol, str(number)]
    if style.header is Header.PAGED:
        return [script.symbol, "English", f"Page {number}", ""]
    title = script.title.partition(". ")[2][: style.width - 30]
    if number % 2:
        return [f"{title:<{style.width - len(script.symbol)}} {script.symbol}", ""]
    return [f"{script.symbol:<{max(style.width - len(title), 24)}} {title}", ""]


def _foot(script: Script, style: Style, number: int, pages: int) -> list[str]:
    if style.header is Header.NONE:
        return [""]
    if number == 1 or style.header is Header.PAGED:
        return ["", script.job, ""] if script.job else [""]
    if style.header is Header.ALONE:
        return []
    if style.trailing_page:
        return ["", f"{number}/{pages}", script.job.partition(" ")[0], ""]
    return ["", f"{number}/{pages}   {script.job.partition(' ')[0]}", ""]


def _pages(script: Script, style: Style) -> list[_Page]:
    pages = [_Page()]
    printed: set[int] = set()
    for row in _rows(script, style):
        fresh = [note for note in dict.fromkeys(row.notes) if note not in printed]
        feet = [] if style.at_end else [line for note in fresh for line in _note(script, style, note)]
        if len(pages[-1]) + 1 + len(feet) > style.page and pages[-1].rows:
            pages.append(_Page())
            if not row.text:
                continue
        printed.update(fresh)
        pages[-1].rows.append(row)
        pages[-1].feet += feet
    if style.at_end:
        pages[-1].feet = [line for note in range(len(script.notes)) for line in _note(script, style, note)]
    return pages


def _note(script: Script, style: Style, note: int) -> list[str]:
    mark, text = script.notes[note].marker, script.notes[note].text
    printed = {
        Markers.RAISED: f"{mark.translate(_RAISED)} {text}",
        Markers.GLUED: f"{mark} {text}",
        Markers.MARKDOWN: f"[^{mark}]: {text}",
    }[style.markers]
    lines = _wrapped(printed, style, "", style.width)
    return [*lines, ""] if style.noted_apart else lines


def _rows(script: Script, style: Style) -> Iterator[_Row]:
    """The lines of the body, in order, as if there were no pages."""
    if style.symbol_printed:
        yield from (_Row(f"United Nations{script.symbol:>{style.width - 14}}"), _Row(""))
    for line in (*script.masthead, script.title):
        yield from (_Row(each) for each in textwrap.wrap(line, style.width))
        yield _Row("")
    before: Piece | None = None
    for piece in script.pieces:
        if before is not None and (style.blanks or _is_apart(before, piece)):
            yield _Row("")
        yield from _set(piece, style)
        before = piece


def _is_apart(before: Piece, piece: Piece) -> bool:
    """Headings, formulas and closings stand apart in every style."""
    if before.kind is Kind.CLOSING and piece.kind is Kind.CLOSING:
        return False
    return not (before.kind.is_paragraph and piece.kind.is_paragraph) or Kind.PLAIN in {before.kind, piece.kind}


def _set(piece: Piece, style: Style) -> Iterator[_Row]:
    lead = " " * (style.hang * piece.depth)
    if piece.kind is Kind.HEADING:
        yield from _heading(piece, style)
        return
    gap = " " * (5 if style.hang else 1)
    first = f"{piece.sign}{gap}" if piece.sign else ""
    yield from _called(f"{first}{_marked(piece, style)}", style, lead, style.width - len(lead))


def _heading(piece: Piece, style: Style) -> Iterator[_Row]:
    words = _marked(piece, style)
    if piece.sign.startswith("Annex") or len(piece.sign) == 1 or not words:
        yield _Row(piece.sign or words)
        if piece.sign and words:
            yield _Row("")
            yield from _called(words, style, "", style.width)
    else:
        yield from _called(f"{piece.sign}. {words}" if piece.sign else words, style, "", style.width)


_STOP = "\ue018"


def _marked(piece: Piece, style: Style) -> str:
    """Words with their calls as printed; a private sign and the note's number stand behind the call that brings it."""
    out: list[str] = []
    for run in piece.runs:
        if isinstance(run, Call):
            mark = {
                Markers.RAISED: run.marker.translate(_RAISED),
                Markers.GLUED: run.marker,
                Markers.MARKDOWN: f"[^{run.marker}]",
            }[style.markers]
            space = " " if style.spaced_calls and style.markers is Markers.RAISED else ""
            out.append(space + mark + (f"{_STOP}{chr(0xE100 + run.note)}" if run.note is not None else ""))
        else:
            stars = "*" if style.emphasis and style.markers is Markers.MARKDOWN else None
            out.append(run.translate({ord(OPEN): stars, ord(SHUT): stars}))
    return "".join(out)


def _called(words: str, style: Style, lead: str, width: int) -> Iterator[_Row]:
    for line in _wrapped(words, style, lead, width):
        notes = tuple(ord(sign) - 0xE100 for sign in line if 0xE100 <= ord(sign) < 0xF000)
        bare = "".join(sign for sign in line if sign != _STOP and not 0xE100 <= ord(sign) < 0xF000)
        yield _Row(_justified(bare, style), notes)


def _wrapped(words: str, style: Style, lead: str, width: int) -> list[str]:
    text = words
    if style.broken_at_dashes:
        text = text.replace("–", "–\ue019")
        lines = textwrap.wrap(text.replace("\ue019", " \ue019"), width)
        joined = [line.replace(" \ue019", "").replace("\ue019", "") for line in lines]
        return [f"{lead}{line}" for line in joined]
    return [f"{lead}{line}" for line in textwrap.wrap(text, width, break_long_words=False)]


def _justified(line: str, style: Style) -> str:
    """Double spaces where a justified line has them."""
    return line.replace(", ", ",  ").replace(" of ", "  of ") if style.justified else line


STYLES = (
    Style("raised"),
    Style("glued", markers=Markers.GLUED),
    Style("doubled", markers=Markers.GLUED, doubled=True, blanks=False, width=90, page=28),
    Style("doubled-raised", doubled=True, blanks=False, width=84, page=26, symbol_printed=False),
    Style("tight", markers=Markers.GLUED, blanks=False, width=100, page=55),
    Style("tight-raised", blanks=False, width=72, page=45, form_feeds=True),
    Style("layout", indent=8, hang=6, form_feeds=True, ruled=True, justified=True, markers=Markers.GLUED, width=85),
    Style("layout-raised", indent=10, hang=4, form_feeds=True, ruled=True, noted_apart=True, trailing_page=True),
    Style(
        "markdown",
        markers=Markers.MARKDOWN,
        width=10000,
        page=100000,
        header=Header.NONE,
        noted_apart=True,
        emphasis=True,
    ),
    Style("pages", markers=Markers.MARKDOWN, width=95, noted_apart=True, symbol_printed=False),
    Style("endnotes", at_end=True, markers=Markers.GLUED, width=80, page=48),
    Style("endnotes-raised", at_end=True, width=110, page=60, broken_at_dashes=True),
    Style("unwrapped", width=10000, page=40, noted_apart=True, symbol_printed=False, header=Header.NONE),
    Style("alone", header=Header.ALONE, width=92, page=46, doubled=True, blanks=False, markers=Markers.GLUED),
    Style("paged", header=Header.PAGED, width=76, page=58, indent=12, spaced_calls=True, form_feeds=True),
    Style("narrow", width=60, page=60, ruled=True, broken_at_dashes=True),
)
"""The styles that documents are set in: one name each."""
