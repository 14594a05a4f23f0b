"""`ibid parse`: what is understood of a file, as a tree in the terminal or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

from rich.markup import escape
from rich.table import Table
from rich.tree import Tree

from i18n.citing.symbols import Symbol
from ibid.cli.failures import say
from ibid.cli.printing import console
from seed.authority.instruments import load_instruments
from seed.linking import Authority, Linked, link
from seed.reading import read_file
from seed.tree import Diagnostic, ParsedDocument, ParsedParagraph
from store import texts

out = console()


def understood(file: Path) -> tuple[ParsedDocument, Linked]:
    """A file read and linked. Raises Unreadable."""
    parsed = read_file(file)
    return parsed, link(parsed, Authority(load_instruments()))


def print_json(file: Path) -> None:
    """Everything, as JSON on standard output."""
    parsed, linked = understood(file)
    out.print_json(json.dumps({"document": plain(parsed), "links": plain(linked)}, ensure_ascii=False))


def plain(value: Any) -> Any:
    """A value as JSON has it: dataclasses as objects, symbols and dates as strings."""
    if isinstance(value, Symbol | date):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, tuple | list) else value


def print_tree(file: Path) -> None:
    """The tree, the footnotes with what they cite, the in-text citations, and the diagnostics."""
    parsed, linked = understood(file)
    out.print(_tree(parsed))
    out.print(_footnotes(parsed, linked))
    out.print(_mentions(parsed, linked))
    for diagnostic in (*parsed.diagnostics, *linked.diagnostics):
        out.print(_diagnostic(diagnostic), markup=False)
    lines = sum(len(lines) for lines in _lines(parsed))
    out.print(f"{lines} lines in units, {len(parsed.furniture)} lines of furniture", style="dim")


def _lines(parsed: ParsedDocument) -> Iterator[tuple[int, ...]]:
    yield from (section.lines for section in parsed.sections)
    yield from (paragraph.lines for paragraph in parsed.paragraphs)
    yield from (footnote.lines for footnote in parsed.footnotes)


def _tree(parsed: ParsedDocument) -> Tree:
    meta = parsed.metadata
    root = Tree(f"[bold]{escape(str(meta.symbol or '?'))}[/] {escape(meta.title or '')}")
    about = root.add("[dim]about[/]")
    for field in fields(meta):
        value = getattr(meta, field.name)
        if value is not None:
            about.add(f"[dim]{field.name}[/] {escape(str(value))}")
    branches: dict[int | None, Tree] = {None: root}
    for index, section in enumerate(parsed.sections):
        heading = " ".join(filter(None, (section.number and f"{section.number}.", section.heading)))
        branches[index] = branches[section.parent].add(f"[bold]{escape(heading)}[/]")
    nodes: dict[int, Tree] = {}
    for index, paragraph in enumerate(parsed.paragraphs):
        above = branches[paragraph.section] if paragraph.parent is None else nodes[paragraph.parent]
        nodes[index] = above.add(_paragraph(paragraph))
    return root


def _paragraph(paragraph: ParsedParagraph) -> str:
    words = texts.plain(paragraph.text)
    begun = words if len(words) <= 90 else f"{words[:88]}…"  # noqa: PLR2004  # about a line of a terminal
    acts = "; ".join(f"{act.verb} → {act.addressee}" if act.addressee else act.verb for act in paragraph.acts)
    label = paragraph.label if paragraph.label_is_printed else f"({paragraph.label})"
    return f"[cyan]{escape(label)}[/] {escape(begun)}" + (f" [green]{escape(acts)}[/]" if acts else "")


def _footnotes(parsed: ParsedDocument, linked: Linked) -> Table:
    table = Table("Note", "Text", "Cites", "Pinpoint", "How", title="Footnotes", title_justify="left", box=None)
    for index, note in enumerate(parsed.footnotes):
        own = [each for each in linked.citations if (each.unit, each.index) == ("footnote", index)]
        cites = "\n".join(each.instrument or "/".join(each.candidates) or "?" for each in own)
        pinpoints = "\n".join(each.pinpoint or "" for each in own)
        rules = "\n".join(each.rule for each in own)
        table.add_row(note.marker, *map(escape, (texts.plain(note.text), cites, pinpoints, rules)))
    return table


def _mentions(parsed: ParsedDocument, linked: Linked) -> Table:
    table = Table("Paragraph", "Words", "Cites", "How", title="Citations in the text", title_justify="left", box=None)
    for each in linked.citations:
        if each.unit == "paragraph":
            row = (parsed.paragraphs[each.index].label, each.words, each.instrument or "?", each.rule)
            table.add_row(*map(escape, row))
    return table


def _diagnostic(diagnostic: Diagnostic) -> str:
    where = f"line {diagnostic.line}: " if diagnostic.line else ""
    return f"{where}{say(diagnostic.code, diagnostic.params)} ({diagnostic.code})"
