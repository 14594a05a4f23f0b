"""What a parser understood of one document in one language: the tree that every reader gives.

The text parser and the Akoma Ntoso importer build the same tree; `seed.loading` makes records of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from i18n.citing.symbols import Symbol
from i18n.languages import EN, Tag
from store.records import Act, DocumentKind, Draft, ParagraphKind, Sponsor, Subject, Vote


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a document says of itself. `body` is a code ("UN-GA"); `meeting` is printed ("50th plenary meeting").

    Names of sponsors and voters are as printed: who they are is for the loader to find.
    """

    symbol: Symbol | None = None
    symbol_is_printed: bool = False
    kind: DocumentKind = DocumentKind.OTHER
    title: str | None = None
    body: str | None = None
    author: str | None = None
    session: str | None = None
    agenda_item: str | None = None
    agenda_title: str | None = None
    adopted_on: date | None = None
    issued_on: date | None = None
    distribution: str | None = None
    committee: str | None = None
    committee_report: Symbol | None = None
    meeting: str | None = None
    formula: str | None = None
    committee_report_paragraph: str | None = None
    meeting_record: Symbol | None = None
    draft: Draft | None = None
    sponsors: tuple[Sponsor, ...] = ()
    vote: Vote | None = None
    subjects: tuple[Subject, ...] = ()
    job_number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedSection:
    """A heading. `parent` is an index into the tree's sections; `lines` are line numbers of the input, from 1.

    `wid` names a unit in every language alike, where the source says so.
    """

    number: str | None
    heading: str
    level: int
    parent: int | None = None
    part: str | None = None
    aliases: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()
    wid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedParagraph:
    """A paragraph; `text` is Markdown (`store.texts`), without its printed number.

    `section` and `parent` are indexes into the tree's sections and paragraphs. `label` is full: "6(b)", "PP7".
    `aliases` are the identifiers that the source's own mark-up gives it, as they are.
    """

    label: str
    kind: ParagraphKind
    text: str
    label_is_printed: bool = True
    part: str | None = None
    section: int | None = None
    parent: int | None = None
    eid: str = ""
    aliases: tuple[str, ...] = ()
    acts: tuple[Act, ...] = ()
    lines: tuple[int, ...] = ()
    wid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFootnote:
    """A footnote; `text` is Markdown without its marker."""

    marker: str
    text: str
    part: str | None = None
    aliases: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()
    wid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """Something that a reader of the source should know. `code` names a message (i18n/messages).

    `language` is that of the text that it is about; None for what several languages disagree on. `citation` is an index
    into the citations of all languages, as they were compared.
    """

    code: str
    line: int | None = None
    params: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    paragraph: int | None = None
    footnote: int | None = None
    citation: int | None = None
    language: Tag | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """A line that belongs to the page or the masthead, not to a unit, and the rule that says so."""

    line: int
    rule: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedDocument:
    """One document, read. Every non-blank line of the input is in a unit's `lines` or in `furniture`."""

    metadata: Metadata
    language: Tag = EN
    sections: tuple[ParsedSection, ...] = ()
    paragraphs: tuple[ParsedParagraph, ...] = ()
    footnotes: tuple[ParsedFootnote, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    furniture: tuple[Furniture, ...] = ()
