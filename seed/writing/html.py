"""A readable page: one file, no script, in the direction of its language, notes and calls linked both ways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import quote

from i18n.languages import Tag, direction, display_name
from seed.writing import uris
from seed.writing.akn.outline import ROW
from seed.writing.akn.placing import CELL
from seed.writing.edition import Edition, Heading, Note, Paragraph, Said
from seed.writing.inline import joined, pieces
from seed.writing.one_language import name_in
from seed.writing.speakers import speaker
from seed.writing.words import Words
from store import keys, texts
from store.records import ParagraphKind, Placed

DEEPEST_HEADING = 6


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another language or format of a document: where it is, and what it is called."""

    href: str
    name: str
    language: Tag | None = None
    media: str | None = None


@cache
def style() -> str:
    """The style sheet of the page."""
    return (Path(__file__).parent / "style.css").read_text("utf-8")


def write_html(
    edition: Edition, *, languages: Sequence[Alternative] = (), formats: Sequence[Alternative] = ()
) -> bytes:
    """The page, with links to what else there is."""
    return "\n".join(_Page(edition).lines(languages, formats)).encode()


class _Page:
    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._words = Words(edition.language)
        self._notes: Mapping[tuple[str | None, str], Note] = {
            (each.record.part, each.marker): each for each in edition.notes
        }
        self._by_marker = {each.marker: each for each in reversed(edition.notes)}
        self._calls: dict[str, list[str]] = defaultdict(list)

    def lines(self, languages: Sequence[Alternative], formats: Sequence[Alternative]) -> Iterator[str]:
        """The lines of the file."""
        edition = self._edition
        document = edition.whole.document
        title = texts.plain(edition.title.text)
        yield "<!doctype html>"
        yield f'<html lang="{escape(edition.language)}" dir="{edition.direction}">'
        yield '<head>\n<meta charset="utf-8">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield f"<title>{escape(f'{document.key}: {title}' if title != document.key else title)}</title>"
        yield '<link rel="icon" href="data:,">'
        for each in (*languages, *formats):
            about = f' hreflang="{escape(each.language)}"' if each.language else ""
            about += f' type="{escape(each.media)}"' if each.media else ""
            yield f'<link rel="alternate" href="{escape(each.href)}"{about}>'
        yield f"<style>\n{style()}</style>\n</head>\n<body>"
        yield from self._header(languages, formats)
        yield "<main>"
        yield from self._main()
        yield "</main>"
        yield from self._footnotes()
        yield "</body>\n</html>\n"

    # Above the text

    def _header(self, languages: Sequence[Alternative], formats: Sequence[Alternative]) -> Iterator[str]:
        edition, document = self._edition, self._edition.whole.document
        yield "<header>"
        body = name_in(edition.whole.body, edition.language)
        yield f"<p>{escape(body)}</p>" if body else ""
        yield f'<p><a class="symbol" href="{escape(uris.undocs(document.symbol))}">{escape(document.key)}</a></p>'
        yield f"<h1{self._in(edition.title)}>{self._plain(edition.title)}</h1>"
        if document.adopted_on:
            meeting = f" · {escape(document.meeting)}" if document.meeting and edition.language == "en" else ""
            yield f"<p>{escape(self._words.adopted(document.adopted_on))}{meeting}</p>"
        if document.issued_on:
            yield f"<p>{escape(self._words.issued(document.issued_on))}</p>"
        for notice in self._words.notices(edition):
            own = f' lang="{notice.language}" dir="{direction(notice.language)}"'
            yield f'<p class="notice" role="note"{own}>{escape(notice.text)}</p>'
        yield from self._nav(self._words.languages, languages)
        yield from self._nav(self._words.formats, formats)
        yield "</header>"

    def _nav(self, name: str, alternatives: Sequence[Alternative]) -> Iterator[str]:
        if alternatives:
            links = " ".join(map(self._alternative, alternatives))
            yield f'<nav aria-label="{escape(name)}">{escape(name)} {links}</nav>'

    def _alternative(self, each: Alternative) -> str:
        own = each.language == self._edition.language
        about = f' lang="{escape(each.language)}" hreflang="{escape(each.language)}"' if each.language else ""
        about += ' aria-current="true"' if own else ""
        return f'<a href="{escape(each.href)}" rel="alternate"{about}>{escape(each.name)}</a>'

    # The text

    def _main(self) -> Iterator[str]:
        spoken = self._speaker()
        table: list[Paragraph] = []
        for block in self._edition.blocks:
            if isinstance(block, Paragraph) and ROW.fullmatch(block.label) and _table(block) == _table(*table[-1:]):
                table.append(block)
                continue
            yield from self._table(table)
            table = [block] if isinstance(block, Paragraph) and ROW.fullmatch(block.label) else []
            if isinstance(block, Heading):
                yield self._heading(block)
            elif not table:
                if spoken and block.record.kind in {ParagraphKind.PREAMBULAR, ParagraphKind.OPERATIVE}:
                    yield f'<p class="unit speaker">{escape(spoken)}</p>'
                    spoken = ""
                yield self._paragraph(block)
        yield from self._table(table)

    def _speaker(self) -> str:
        first = next((each for each in self._edition.blocks if isinstance(each, Paragraph)), None)
        if first is None or first.record.part is not None:
            return ""
        return speaker(self._edition.whole.document, self._edition.language)

    def _heading(self, block: Heading) -> str:
        depth = min(block.record.level + 1, DEEPEST_HEADING)
        number = f"{escape(block.record.number)}. " if block.record.number else ""
        words = self._plain(block.said, block.record)
        return f'<h{depth} id="{_id(block.record)}"{self._in(block.said)}>{number}{words}</h{depth}>'

    def _paragraph(self, block: Paragraph) -> str:
        name, own = _id(block.record), self._in(block.said)
        words = self._inline(block)
        if not block.record.label_is_printed:
            return f'<p class="unit" id="{name}"{own}>{words}</p>'
        number = printed(block.label)
        depth = min(block.label.count("("), 3) if not block.label.startswith("(") else 1
        link = f'<a class="number" href="#{_anchor(block.record)}" title="{escape(block.label)}">{escape(number)}</a>'
        return f'<div class="unit numbered depth-{depth}" id="{name}"{own}>{link}<p>{words}</p></div>'

    def _table(self, rows: Sequence[Paragraph]) -> Iterator[str]:
        if rows:
            yield "<table>"
            for row in rows:
                cells = "".join(f"<td>{cell.strip()}</td>" for cell in self._inline(row).split(CELL))
                yield f'<tr id="{_id(row.record)}"{self._in(row.said)}>{cells}</tr>'
            yield "</table>"

    # Footnotes

    def _footnotes(self) -> Iterator[str]:
        if not self._edition.notes:
            return
        yield f'<section class="notes" role="doc-endnotes">\n<h2>{escape(self._words.notes)}</h2>'
        for note in self._edition.notes:
            yield self._note(note)
        yield "</section>"

    def _note(self, note: Note) -> str:
        calls = self._calls.get(note.record.key, [])
        back = "".join(
            f' <a class="back" href="#{quote(call)}" role="doc-backlink" aria-label="{escape(self._words.back)}">↩</a>'
            for call in calls
        )
        number = f'<a class="number" href="#{quote(calls[0])}">' if calls else '<span class="number">'
        number += f"{escape(note.marker)}{'</a>' if calls else '</span>'}"
        words = self._inline(note)
        return (
            f'<div class="unit numbered" id="{_id(note.record)}"{self._in(note.said)}>'
            f"{number}<p>{words}{back}</p></div>"
        )

    # Running text

    def _inline(self, unit: Paragraph | Note) -> str:
        out: list[str] = []
        for link, is_emphasised, own in pieces(self._edition, unit):
            words = joined(own, escape, lambda marker: self._call(marker, unit.record))
            words = f"<em>{words}</em>" if is_emphasised and words else words
            out.append(f'<a href="{escape(link.href)}">{words}</a>' if link and "<a " not in words else words)
        return "".join(out)

    def _plain(self, said: Said, record: Placed | None = None) -> str:
        out: list[str] = []
        for sign, words in texts.pieces(said.text):
            match sign:
                case texts.Sign.WORDS:
                    out.append(escape(words))
                case texts.Sign.CALL if record:
                    out.append(self._call(words, record))
                case _:
                    continue
        return "".join(out)

    def _call(self, marker: str, record: Placed) -> str:
        note = self._notes.get((record.part, marker)) or self._by_marker.get(marker)
        if note is None:
            return f"<sup>{escape(marker)}</sup>"
        calls = self._calls[note.record.key]
        name = f"call.{note.record.key.partition('#')[2]}" + (f".{len(calls) + 1}" if calls else "")
        calls.append(name)
        where = _anchor(note.record)
        return f'<sup><a id="{escape(name)}" href="#{where}" role="doc-noteref">{escape(marker)}</a></sup>'

    def _in(self, said: Said) -> str:
        """The language and direction of what is not in the language of the page."""
        if said.language == self._edition.language:
            return ""
        return f' lang="{escape(said.language)}" dir="{said.direction}"'


def printed(label: str) -> str:
    """The number as it stands before a text: "6." for "6", "(b)" for "6(b)"."""
    return f"({label.rpartition('(')[2]}" if label.endswith(")") else f"{label}."


def _table(*rows: Paragraph) -> str | None:
    found = ROW.fullmatch(rows[0].label) if rows else None
    return f"{rows[0].record.part}.{found['table']}" if found else None


def _place(record: Placed) -> str:
    return record.key.partition("#")[2] or keys.label_key(record.key)


def _id(record: Placed) -> str:
    return escape(_place(record))


def _anchor(record: Placed) -> str:
    return escape(quote(_place(record)))


def language_name(tag: Tag) -> str:
    """What a language calls itself."""
    return display_name(tag, tag)
