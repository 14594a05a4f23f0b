"""Reads what `seed.writing.akn` writes: the guidelines' mark-up, in which nothing is left to be guessed.

Every unit says its label and its part (`title`), its kind (`refersTo`), and by its place what it stands under; so what
was written is read back as it was, and no rule for the mark-up of other makers applies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from i18n.languages import Tag
from seed.akn.elements import Element, attribute, child, children, descendants, line, name, text
from seed.akn.exact_metadata import LANGUAGES, read_metadata
from seed.akn.exact_text import markdown
from seed.text.codes import Code
from seed.text.findings import of_units
from seed.text.units import Units
from seed.tree import Diagnostic, Metadata, ParsedDocument, ParsedFootnote, ParsedParagraph, ParsedSection
from seed.unreadable import Unreadable
from store.records import Act, ParagraphKind

CELL = "|"
_HOLDERS = frozenset({"part", "attachment"})
_UNITS = frozenset({"paragraph", "point", "item", "hcontainer", "container", "tr"})
_INSIDE = frozenset({"list", "blockList", "doc", "mainBody", "content", "table", "attachments"})
_TEXTS = ("p", "content", "intro", "list")
_KINDS = {"#preamble": ParagraphKind.PREAMBULAR, **{f"#{each.value.lower()}": each for each in ParagraphKind}}


def language_of(document: Element) -> Tag:
    """The language that a file declares. Raises Unreadable for one outside the six."""
    declared = next((attribute(each, "language") for each in descendants(document, "FRBRlanguage")), "")
    if declared not in LANGUAGES:
        raise Unreadable("LANGUAGE_NOT_READ", {"language": declared[:20] or "?"})
    return Tag(LANGUAGES[declared])


def read_exact(document: Element) -> ParsedDocument:
    """The tree of a document."""
    reading = _Reading(_aliases(document))
    for each in children(document, "preamble", "mainBody", "attachments"):
        reading.walk(each, None, None)
    metadata = read_metadata(document)
    units = Units(tuple(reading.sections), tuple(reading.paragraphs), tuple(_notes(document, reading.aliases)))
    return ParsedDocument(
        metadata=metadata,
        language=language_of(document),
        sections=units.sections,
        paragraphs=units.paragraphs,
        footnotes=units.footnotes,
        diagnostics=tuple(_findings(document, metadata, units)),
    )


def _findings(document: Element, metadata: Metadata, units: Units) -> Iterator[Diagnostic]:
    """Findings; a note to the title is called there, and not by a paragraph."""
    preface = child(document, "preface")
    to_title = {_place(each) for each in descendants(preface, "authorialNote")} if preface is not None else set()
    for each in of_units(metadata, units):
        if each.code != Code.FOOTNOTE_NOT_CALLED or each.footnote not in to_title:
            yield each


def _place(note: Element) -> int:
    """The place of a note among all, which its identifier gives."""
    return int(attribute(note, "eId").removeprefix("ftn"))


def _aliases(document: Element) -> Mapping[str, tuple[str, ...]]:
    """The identifiers that other files give the units, by those that they have in this one."""
    found: dict[str, tuple[str, ...]] = {}
    for mapping in descendants(document, "mapping"):
        current = attribute(mapping, "current").removeprefix("#")
        found[current] = (*found.get(current, ()), str(mapping.get("original")))
    return found


@dataclass(slots=True)
class _Reading:
    """The units under way, in the order of the file."""

    aliases: Mapping[str, tuple[str, ...]]
    sections: list[ParsedSection] = field(default_factory=list)
    paragraphs: list[ParsedParagraph] = field(default_factory=list)
    _by_eid: dict[str, int] = field(default_factory=dict)

    def walk(self, element: Element, section: int | None, parent: int | None) -> None:
        """Take the units inside an element; `section` and `parent` are those that it stands in."""
        for each in children(element):
            own = name(each)
            if own == "section":
                self.walk(each, self._section(each, section), None)
            elif own in _HOLDERS:
                self._section(each, None)
                self.walk(each, None, None)
            elif own in _UNITS and each.get("title") is not None:
                self.walk(each, section, self._paragraph(each, section, parent))
            elif own in _INSIDE or own in _UNITS:
                self.walk(each, section, parent)

    def _section(self, element: Element, parent: int | None) -> int:
        eid = attribute(element, "eId")
        if attribute(element, "class") == "continued":
            return self._by_eid[attribute(element, "refersTo").removeprefix("#")]
        style = re.fullmatch(r"level-(\d+)", attribute(element, "class"))
        above = 0 if parent is None else self._depths[parent]
        number, heading = child(element, "num"), child(element, "heading")
        self.sections.append(
            ParsedSection(
                number=text(number).removesuffix(".") if number is not None else None,
                heading=markdown(heading) if heading is not None else "",
                level=int(style[1]) if style else above + 1,
                parent=parent,
                part=element.get("title"),
                aliases=self.aliases.get(eid, ()),
                lines=(line(element),),
                wid=attribute(element, "wId"),
            )
        )
        self._by_eid[eid] = len(self.sections) - 1
        return len(self.sections) - 1

    @property
    def _depths(self) -> list[int]:
        """How deep each section stands, from 1."""
        found: list[int] = []
        for section in self.sections:
            found.append(1 if section.parent is None else found[section.parent] + 1)
        return found

    def _paragraph(self, element: Element, section: int | None, parent: int | None) -> int:
        part, _, label = str(element.get("title")).rpartition(", ")
        eid = attribute(element, "eId")
        own = re.sub(r"~\d+$", "", eid)
        self.paragraphs.append(
            ParsedParagraph(
                label=label,
                kind=_KINDS[attribute(element, "refersTo")],
                text=_words(element),
                label_is_printed=child(element, "num") is not None,
                part=part or None,
                section=section,
                parent=parent if name(element) in {"point", "item"} else None,
                eid="" if own.startswith("unit_") else own,
                aliases=self.aliases.get(eid, ()),
                acts=tuple(_acts(element)),
                lines=(line(element),),
                wid=attribute(element, "wId"),
            )
        )
        return len(self.paragraphs) - 1


def _words(element: Element) -> str:
    if name(element) == "tr":
        return CELL.join(markdown(cell[0]) for cell in children(element, "td"))
    held = _text(element)
    return markdown(held) if held is not None else ""


def _text(element: Element) -> Element | None:
    """The `<p>` of a unit: in its content, or in the introduction of its list."""
    for each in children(element, *_TEXTS):
        return each if name(each) == "p" else _text(each)
    return None


def _acts(element: Element) -> Iterator[Act]:
    """The acts whose words are marked; words may belong to several, and those of one may stand in pieces."""
    held = _text(element)
    words: dict[str, str] = {}
    for each in descendants(held, "process", "role") if held is not None else ():
        for name_ in attribute(each, "class").split():
            words[name_] = words.get(name_, "") + _plain(each)
    for number in range(1, len(words) + 1):
        if f"act-{number}" in words:
            yield Act(verb=words[f"act-{number}"], addressee=words.get(f"addressee-{number}"))


def _plain(element: Element) -> str:
    """The words of an element, without the notes in it."""
    own = element.text or ""
    for each in element:
        own += ("" if name(each) in {"authorialNote", "noteRef"} else _plain(each)) + (each.tail or "")
    return own


def _notes(document: Element, aliases: Mapping[str, tuple[str, ...]]) -> list[ParsedFootnote]:
    """The notes in their own order, which their identifiers give."""
    found = sorted(descendants(document, "authorialNote", "note"), key=_place)
    return [
        ParsedFootnote(
            marker=str(each.get("marker")),
            text=markdown(each[0]),
            part=each.get("title"),
            aliases=aliases.get(attribute(each, "eId"), ()),
            lines=(line(each),),
            wid=attribute(each, "wId"),
        )
        for each in found
    ]
