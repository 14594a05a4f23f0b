"""Reads a resolution's mark-up (AKN4UN) as a script."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from lxml import etree

from tests.support.corpus.script import LETTER, NUMBER, OPEN, SHUT, Call, Kind, Note, Piece, Script, depths

_NAMESPACE = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
_CALL, _END = "\ue012", "\ue013"
_CALLED = re.compile(f"{_CALL}([^{_END}]*){_END}")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff]")
_PART = re.compile(r"(?P<part>Annex(?: [IVX]+)?)\b[.:]?\s*(?P<rest>.*)", re.DOTALL)


class Unfit(Exception):
    """A file that cannot be set as plain text: tables, notes under letters, broken mark-up."""


def english(archive: Path) -> Iterator[tuple[str, bytes]]:
    """The English files of a session's archive, by name."""
    with zipfile.ZipFile(archive) as files:
        for name in sorted(files.namelist()):
            if name.startswith("English/") and name.endswith(".xml"):
                yield f"{archive.stem}/{name.rpartition('/')[2]}", files.read(name)


def _q(name: str) -> str:
    return f"{_NAMESPACE}{name}"


def _local(element: Any) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


@dataclass(slots=True)
class _Reader:
    pieces: list[Piece] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    part: str | None = None
    letter: str | None = None
    recitals: int = 0
    number: str = ""

    def runs(self, *elements: Any) -> tuple[str | Call, ...]:
        """The words and calls of elements."""
        words = " ".join(self._words(element) for element in elements)
        return _split(_tidy(words))

    def _words(self, element: Any) -> str:
        out = [self._own(element)]
        for child in element:
            out.extend([self._of(child), child.tail or ""])
        return "".join(out)

    @staticmethod
    def _own(element: Any) -> str:
        return element.text or ""

    def _of(self, child: Any) -> str:
        name = _local(child)
        if name == "authorialNote":
            return self._note(child)
        if name == "sup":
            return "".join(
                f"{_CALL}{each.strip()}{_END}" for each in re.split(r"[,\s]+", "".join(child.itertext())) if each
            )
        if name == "eol":
            return " "
        words = self._words(child)
        italic = child.get("class") == "italic" and words.strip()
        return f"{OPEN}{words.strip()}{SHUT}{' ' if words[-1:].isspace() else ''}" if italic else words

    def _note(self, element: Any) -> str:
        marker = element.get("marker") or ""
        if not marker.isdigit():
            raise Unfit(f"a note under {marker!r}")
        words = " ".join(self._words(each) for each in element)
        self.notes.append(Note(marker, _tidy(words).translate({ord(OPEN): None, ord(SHUT): None})))
        return f"{_CALL}{marker}={len(self.notes) - 1}{_END}"


def _tidy(words: str) -> str:
    """White space folded; a space that the mark-up lost behind a call put back, one before it taken."""
    words = " ".join(_INVISIBLE.sub("", words).split())
    words = re.sub(rf"\s+(?={_CALL})", "", words)
    words = re.sub(rf"\s+({SHUT})", r"\1 ", words)
    return re.sub(rf"{_END}(?=[\w“({OPEN}])", f"{_END} ", words).strip()


def _split(words: str) -> tuple[str | Call, ...]:
    out: list[str | Call] = []
    at = 0
    for found in _CALLED.finditer(words):
        marker, _, note = found[1].partition("=")
        if not marker.isdigit():
            raise Unfit(f"a call of {marker!r}")
        out.extend([words[at : found.start()], Call(marker, int(note) if note else None)])
        at = found.end()
    out.append(words[at:])
    return tuple(each for each in out if each != "")


def read_markup(name: str, source: bytes) -> Script:
    """One file as a script, or Unfit."""
    root = etree.fromstring(source)
    if next(root.iter(_q("table"), _q("blockList")), None) is not None:
        raise Unfit("tables")
    if next((one for one in root.iter(_q("paragraph")) if one.get("class") == "FootnoteText"), None) is not None:
        raise Unfit("notes under tables")
    reader = _Reader()
    for statement in root.iter(_q("statement")):
        _statement(reader, statement, root)
    if not any(piece.kind is Kind.FORMULA and piece.plain.startswith("The ") for piece in reader.pieces):
        raise Unfit("not in English")
    pieces = _labelled(_joined(reader.pieces))
    cover = next(root.iter(_q("coverPage")))
    lines = [" ".join("".join(each.itertext()).split()) for each in cover.iter(_q("p"))]
    symbol = lines[1]
    title = next(root.iter(_q("preface"))).find(_q("p"))
    job = next((" ".join("".join(each.itertext()).split()) for each in root.iter(_q("docketNumber"))), "")
    return Script(
        name=name,
        symbol=symbol,
        job=job,
        masthead=tuple(line for line in lines[2:] if line),
        title=" ".join(" ".join(title.itertext()).split()),
        pieces=tuple(pieces),
        notes=tuple(reader.notes),
    )


def _statement(reader: _Reader, statement: Any, root: Any) -> None:
    if next((note for one in root.iter(_q("preface")) for note in one.iter(_q("authorialNote"))), None) is not None:
        raise Unfit("a note in a title")
    if statement.getparent() is root and len(statement.findall(f"{_q('preface')}/{_q('p')}")) > 1:
        raise Unfit("a title with a note")
    if statement.getparent() is not root:
        for heading in statement.iterfind(f"{_q('preface')}/{_q('p')}"):
            letter, _, words = " ".join(" ".join(heading.itertext()).split()).partition(" ")
            reader.pieces.append(Piece(Kind.HEADING, (words,) if words else (), sign=letter, part=letter))
    for element in statement:
        _READERS.get(_local(element), _nothing)(reader, element)


def _nothing(reader: _Reader, element: Any) -> None:
    """What stands on the cover or behind the text in no unit."""


def _preamble(reader: _Reader, element: Any) -> None:
    for child in element:
        kind = Kind.FORMULA if _local(child) == "formula" else Kind.RECITAL
        for words in child.iter(_q("p")):
            if _local(words.getparent()) != "authorialNote":
                reader.pieces.append(Piece(kind, reader.runs(words)))


def _conclusions(reader: _Reader, element: Any) -> None:
    for words in element.iter(_q("p")):
        lines = [each for each in (" ".join(text.split()) for text in words.itertext()) if each]
        reader.pieces.extend(Piece(Kind.CLOSING, (line,)) for line in lines)


def _attachments(reader: _Reader, element: Any) -> None:
    for body in element.iter(_q("mainBody")):
        first = len(reader.pieces)
        _body(reader, body)
        if not any(piece.part for piece in reader.pieces[first : first + 2]):
            reader.pieces.insert(first, Piece(Kind.HEADING, (), sign="Annex", part="annex"))


def _body(reader: _Reader, element: Any) -> None:
    for child in element:
        _READERS.get(_local(child), _nothing)(reader, child)


def _crossed(reader: _Reader, element: Any) -> None:
    reader.pieces.append(Piece(Kind.RECITAL, reader.runs(element)))


def _section(reader: _Reader, element: Any) -> None:
    number = element.find(_q("num"))
    sign = " ".join("".join(number.itertext()).split()) if number is not None else ""
    headings = [each for each in element if _local(each) == "subheading"]
    words = reader.runs(*headings)
    if sign or words:
        sign, words = _signed(sign, words)
        reader.pieces.append(Piece(Kind.HEADING, words, sign=sign))
    for child in element:
        if _local(child) not in {"num", "subheading"}:
            _READERS.get(_local(child), _nothing)(reader, child)


def _subheading(reader: _Reader, element: Any) -> None:
    words = reader.runs(element)
    sign, words = _signed("", words)
    reader.pieces.append(Piece(Kind.HEADING, words, sign=sign))


def _signed(sign: str, words: tuple[str | Call, ...]) -> tuple[str, tuple[str | Call, ...]]:
    """A heading's sign and words, where the sign may stand in the words."""
    if sign or not words or not isinstance(words[0], str):
        return sign, words
    loose = re.match(r"(?:[IVX]+|[A-Z](?=$))(?: (?=[A-Z])|$)", words[0])
    if not loose:
        return sign, words
    rest = words[0][loose.end() :]
    return loose[0].strip(), ((rest,) if rest else ()) + words[1:]


def _paragraph(reader: _Reader, element: Any) -> None:
    number = element.find(_q("num"))
    sign = " ".join("".join(number.itertext()).split()) if number is not None else ""
    headings = [each for each in element if _local(each) in {"heading", "subheading"}]
    lists = element.find(_q("list"))
    if headings or element.get("class") in {"H1", "H23", "H4", "HCh"}:
        _headed(reader, sign, headings or element.findall(f"{_q('content')}/{_q('p')}"))
    elif lists is not None:
        intro = lists.find(_q("intro"))
        reader.pieces.append(_numbered(sign, reader.runs(*(intro.iter(_q("p")) if intro is not None else ()))))
        for point in lists:
            _point(reader, point)
    else:
        reader.pieces.append(_numbered(sign, reader.runs(*element.findall(f"{_q('content')}/{_q('p')}"))))


def _headed(reader: _Reader, sign: str, elements: list[Any]) -> None:
    words = reader.runs(*elements)
    text = str(words[0]) if words and isinstance(words[0], str) else ""
    part = _PART.fullmatch(text) if not sign else None
    if part:
        name = " ".join(part["part"].split())
        reader.pieces.append(Piece(Kind.HEADING, (), sign=name, part=f"annex{name[5:]}"))
        words = ((part["rest"],) if part["rest"] else ()) + words[1:]
        if not words:
            return
    if sign.startswith("("):
        raise Unfit("headings with letters, as paragraphs have them")
    if words or sign:
        sign, words = _signed(sign, words)
        bare = tuple(each.removeprefix(". ") if isinstance(each, str) else each for each in words)
        reader.pieces.append(Piece(Kind.HEADING, bare, sign=sign))


def _point(reader: _Reader, element: Any) -> None:
    if _local(element) == "sublist":
        for child in element:
            _point(reader, child)
    elif _local(element) == "point":
        number = element.find(_q("num"))
        sign = " ".join("".join(number.itertext()).split()) if number is not None else ""
        content = element.find(_q("content"))
        reader.pieces.append(_numbered(sign, reader.runs(*(content.iterfind(_q("p")) if content is not None else ()))))
        for child in element:
            if _local(child) in {"list", "sublist", "point"}:
                for each in child if _local(child) == "list" else (child,):
                    _point(reader, each)


def _numbered(sign: str, runs: tuple[str | Call, ...]) -> Piece:
    """A paragraph by its sign, which may stand in its words."""
    if not sign and runs and isinstance(runs[0], str):
        bare = runs[0].lstrip(OPEN)
        typed = NUMBER.match(bare) or LETTER.match(bare)
        if typed:
            sign = typed[0].strip()
            runs = (bare[typed.end() :], *runs[1:])
    if NUMBER.match(f"{sign.rstrip('.')}. "):
        return Piece(Kind.NUMBERED, runs, sign=f"{sign.rstrip('.')}.")
    if LETTER.match(f"{sign} "):
        return Piece(Kind.POINT, runs, sign=sign)
    if sign:
        raise Unfit(f"a paragraph under {sign!r}")
    return Piece(Kind.PLAIN, runs)


_READERS: dict[str, Any] = {
    "preamble": _preamble,
    "mainBody": _body,
    "conclusions": _conclusions,
    "attachments": _attachments,
    "section": _section,
    "subsection": _section,
    "paragraph": _paragraph,
    "crossHeading": _crossed,
    "subheading": _subheading,
}


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Pieces with words: a paragraph that the mark-up cut in mid-sentence is one again, separating stars are gone."""
    out: list[Piece] = []
    for piece in pieces:
        if piece.kind is Kind.PLAIN and not piece.plain.strip("* "):
            continue
        if piece.kind.is_paragraph and not piece.plain:
            raise Unfit("a paragraph without words")
        if piece.kind is Kind.PLAIN and out and piece.plain[:1].islower() and out[-1].kind.is_paragraph:
            out[-1] = replace(out[-1], runs=(*out[-1].runs, " ", *piece.runs))
        elif piece.kind is Kind.PLAIN and re.search(r"[\w)]$", piece.plain):
            out.append(replace(piece, kind=Kind.HEADING))
        else:
            out.append(piece)
    return out


def _labelled(pieces: list[Piece]) -> list[Piece]:
    """Pieces with their labels and parts, lists with their depths."""
    out: list[Piece] = []
    part: str | None = None
    recitals = 0
    anew = _sections_anew(pieces)
    for at, piece in enumerate(pieces):
        if piece.part or at in anew:
            part, recitals = piece.part or part, 0
        recitals += piece.kind is Kind.RECITAL
        out.append(replace(_with_label(pieces, at, out, recitals), part=part))
    return out


def _with_label(pieces: list[Piece], at: int, out: list[Piece], recitals: int) -> Piece:
    piece = pieces[at]
    if piece.kind is Kind.RECITAL:
        return replace(piece, label=f"PP{recitals}")
    if piece.kind is Kind.NUMBERED:
        return replace(piece, label=piece.sign.rstrip("."))
    if piece.kind is Kind.POINT:
        depth = _depth(pieces, at)
        goes_on = bool(out) and out[-1].kind is Kind.PLAIN and piece.sign not in {"(a)", "(i)", "(1)"}
        above = _beside(out, depth) if goes_on else _above(out, depth)
        return replace(piece, depth=depth, label=f"{above}{piece.sign}")
    return piece


def _sections_anew(pieces: list[Piece]) -> set[int]:
    """The headings of sections in whose part numbers begin anew: each is a part of its own."""
    anew: set[int] = set()
    first = 0
    for last in [*(at for at, piece in enumerate(pieces) if piece.part), len(pieces)]:
        within = range(first, last)
        if sum(pieces[at].sign == "1." for at in within) > 1:
            anew |= {at for at in within if pieces[at].kind is Kind.HEADING and pieces[at].sign and not pieces[at].part}
        first = last
    return anew


def _depth(pieces: list[Piece], at: int) -> int:
    first = at
    while first and pieces[first - 1].kind is Kind.POINT:
        first -= 1
    last = at
    while last + 1 < len(pieces) and pieces[last + 1].kind is Kind.POINT:
        last += 1
    return depths([piece.sign.strip("()") for piece in pieces[first : last + 1]])[at - first]


def _beside(out: list[Piece], depth: int) -> str:
    """The label of what the item before in a list stands under, where a paragraph without a sign is between."""
    before = next((one for one in reversed(out) if one.kind is Kind.POINT and one.depth == depth), None)
    return before.label.removesuffix(before.sign) if before else ""


def _above(out: list[Piece], depth: int) -> str:
    """The label of what a list's item stands under."""
    return next((one.label for one in reversed(out) if one.kind.is_paragraph and one.depth < depth), "")
