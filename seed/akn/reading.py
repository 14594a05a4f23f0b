"""From bytes to a tree: one document in one language."""

from __future__ import annotations

from collections.abc import Iterable

from i18n.citing.symbols import Symbol
from i18n.languages import Tag
from seed.akn import exact, exact_metadata, signs
from seed.akn.elements import Element, child, children, descendants, line, name, text
from seed.akn.identity import language_of, symbol_of
from seed.akn.inline import Note, Notes, marker_of, runs_of
from seed.akn.maker import is_exact
from seed.akn.metadata import read_metadata
from seed.akn.outline import Outline, TableNote
from seed.akn.pieces import Flattener, Kind, Piece
from seed.akn.runs import markdown
from seed.akn.source import document_of, parse, statements
from seed.akn.tables import letters
from seed.akn.units import units
from seed.text.codes import Code, Rule
from seed.text.findings import of_units
from seed.tree import Diagnostic, Furniture, ParsedDocument

_RULES = {Kind.CLOSING: Rule.CLOSING, Kind.FORMULA: Rule.FORMULA, Kind.TITLE: Rule.TITLE, Kind.PART: Rule.PART}


def read_akn(content: bytes) -> ParsedDocument:
    """Read one document. Raises Unreadable, with a code, for what is no such document; its params name no file."""
    root = parse(content)
    document = document_of(root)
    assert document is not None
    if is_exact(document):
        return exact.read_exact(document)
    language, declared = language_of(document)
    notes = Notes(frozenset(marker_of(each) for each in descendants(root, "authorialNote")), letters(root))
    outline = _outline(root, document, notes)
    parts = units(outline.blocks, [*notes.found, *map(_table_note, outline.table_notes)], language)
    metadata = read_metadata(document)
    return ParsedDocument(
        metadata=metadata,
        language=language,
        sections=parts.sections,
        paragraphs=parts.paragraphs,
        footnotes=parts.footnotes,
        diagnostics=(*_misdeclared(language, declared), *_findings(of_units(metadata, parts), notes)),
        furniture=tuple(_furniture(outline.lifted)),
    )


def peek(content: bytes) -> tuple[Symbol | None, Tag]:
    """Which document a file holds, and in which language. Raises Unreadable as `read_akn` does."""
    document = document_of(parse(content))
    assert document is not None
    if is_exact(document):
        return exact_metadata.symbol_of(document), exact.language_of(document)
    return symbol_of(document)[0], language_of(document)[0]


def _outline(root: Element, document: Element, notes: Notes) -> Outline:
    outline, flat = Outline(notes.letters), Flattener(notes)
    held = statements(root)
    prefaces = [] if any(statement is document for statement in held) else [child(document, "preface")]
    for statement in held:
        if statement is not document:
            _begin_component(outline, statement, Notes(notes.markers))
        prefaces.append(child(statement, "preface"))
        outline.add(flat.preface(each) for each in prefaces if each is not None)
        prefaces.clear()
        for each in children(statement):
            match name(each):
                case "preamble":
                    outline.add(flat.preamble(each))
                case "mainBody" | "body":
                    outline.add(flat.body(each))
                case "conclusions":
                    outline.add(flat.conclusions(each))
                case "attachments":
                    _add_attachments(outline, flat, each)
    return outline


def _begin_component(outline: Outline, statement: Element, notes: Notes) -> None:
    preface = child(statement, "preface")
    number = next((text(each) for each in descendants(preface, "docNumber")), "") if preface is not None else ""
    counted = signs.heading(number)
    sign = signs.written(counted[-1]) if counted else number or "A"
    title = next(iter(descendants(preface, "docTitle")), None) if preface is not None else None
    runs = runs_of(title, notes) if title is not None else []
    outline.begin_component(sign, Piece(Kind.PART, runs, line(statement)))


def _add_attachments(outline: Outline, flat: Flattener, attachments: Element) -> None:
    for attachment in children(attachments, "attachment"):
        outline.await_attachment()
        for doc in children(attachment):
            for each in children(doc):
                if name(each) in {"mainBody", "body"}:
                    outline.add(flat.body(each))


def _misdeclared(language: Tag, declared: str | None) -> Iterable[Diagnostic]:
    if declared is not None:
        yield Diagnostic(code="LANGUAGE_MISDECLARED", params={"declared": declared, "language": language})


def _findings(found: Iterable[Diagnostic], notes: Notes) -> Iterable[Diagnostic]:
    """Findings; a note to the title is called there, and not by a paragraph."""
    to_title = {at for at, note in enumerate(notes.found) if note.is_to_title}
    return (each for each in found if each.code != Code.FOOTNOTE_NOT_CALLED or each.footnote not in to_title)


def _table_note(found: TableNote) -> Note:
    words = markdown(found.runs, is_note=True)
    return Note(found.marker, found.runs, "", found.piece.line, words=words, part=found.part)


def _furniture(lifted: Iterable[Piece]) -> Iterable[Furniture]:
    for piece in lifted:
        if piece.words:
            yield Furniture(line=piece.line, rule=_RULES.get(piece.kind, Rule.RULE_LINE), words=piece.words)
