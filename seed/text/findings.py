"""What a reader of the source should know: missing numbers, notes and calls without one another, what was derived."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType

from seed.text.codes import Code
from seed.text.units import Units
from seed.tree import Diagnostic, Furniture, Metadata
from store.records import ParagraphKind
from store.texts import read

_STARS = re.compile(r"(?<=[\w.,;)])\*{1,3}(?!\*)")
_RUNNING = frozenset({ParagraphKind.OPERATIVE, ParagraphKind.NARRATIVE, ParagraphKind.RECOMMENDATION})


def diagnostics(metadata: Metadata, units: Units, furniture: Iterable[Furniture] = ()) -> tuple[Diagnostic, ...]:
    """All findings, those of the document first."""
    return (*of_units(metadata, units, _starred(furniture)), *_end(units))


def of_units(metadata: Metadata, units: Units, starred: Collection[str] = ()) -> tuple[Diagnostic, ...]:
    """The findings that do not depend on how a text breaks off; `starred` are notes that the furniture calls."""
    return (*_symbol(metadata), *_numbers(units), *_repeated_labels(units), *_notes(units, starred))


def _finding(code: Code, line: int | None = None, **params: str) -> Diagnostic:
    given: Mapping[str, str] = MappingProxyType(params)
    return Diagnostic(code=code, line=line, params=given)


def _symbol(metadata: Metadata) -> Iterator[Diagnostic]:
    if metadata.symbol is None:
        yield _finding(Code.SYMBOL_MISSING)
    elif not metadata.symbol_is_printed:
        yield _finding(Code.SYMBOL_DERIVED, symbol=str(metadata.symbol))


def _numbers(units: Units) -> Iterator[Diagnostic]:
    """The numbers that are not printed: of paragraphs that were given theirs, and of none."""
    last: dict[str | None, int] = {}
    for at, paragraph in enumerate(units.paragraphs):
        if paragraph.kind not in _RUNNING or not paragraph.label.isdigit():
            continue
        number = int(paragraph.label)
        before = last.get(paragraph.part, 0)
        for missing in range(before + 1, number) if before else ():
            yield _finding(Code.NUMBER_MISSING, paragraph.lines[0], label=str(missing))
        if not paragraph.label_is_printed:
            yield Diagnostic(
                code=Code.NUMBER_MISSING, line=paragraph.lines[0], params={"label": paragraph.label}, paragraph=at
            )
        last[paragraph.part] = number


def _repeated_labels(units: Units) -> Iterator[Diagnostic]:
    seen: set[tuple[str | None, str]] = set()
    for at, paragraph in enumerate(units.paragraphs):
        name = (paragraph.part, paragraph.label)
        if name in seen:
            yield Diagnostic(
                code=Code.LABEL_REPEATED, line=paragraph.lines[0], params={"label": paragraph.label}, paragraph=at
            )
        seen.add(name)


def _starred(furniture: Iterable[Furniture]) -> Collection[str]:
    """The star notes that the masthead calls: "Item 72 of the provisional agenda**"."""
    return {found[0] for one in furniture for found in _STARS.finditer(one.words)}


def _notes(units: Units, starred: Collection[str]) -> Iterator[Diagnostic]:
    called = {
        call.marker: at
        for at, paragraph in reversed([*enumerate(units.paragraphs)])
        for call in read(paragraph.text).calls
    }
    headed = {call.marker for section in units.sections for call in read(section.heading).calls}
    printed: set[tuple[str | None, str]] = set()
    for at, note in enumerate(units.footnotes):
        if note.marker not in called and note.marker not in headed and note.marker not in starred:
            yield Diagnostic(
                code=Code.FOOTNOTE_NOT_CALLED, line=note.lines[0], params={"marker": note.marker}, footnote=at
            )
        if (note.part, note.marker) in printed:
            yield Diagnostic(
                code=Code.FOOTNOTE_REPEATED, line=note.lines[0], params={"marker": note.marker}, footnote=at
            )
        printed.add((note.part, note.marker))
    markers = {marker for _, marker in printed}
    for marker, paragraph_at in sorted(called.items(), key=lambda one: one[1]):
        if marker not in markers:
            yield Diagnostic(code=Code.FOOTNOTE_MISSING, params={"marker": marker}, paragraph=paragraph_at)


def _end(units: Units) -> Iterator[Diagnostic]:
    if units.paragraphs and re.search(r"[\w,(“-]$", read(units.paragraphs[-1].text).plain):
        last = units.paragraphs[-1]
        yield Diagnostic(
            code=Code.TRUNCATED, line=last.lines[-1], params={"label": last.label}, paragraph=len(units.paragraphs) - 1
        )
