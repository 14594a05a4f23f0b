"""The stored shapes: frozen, slotted dataclasses, one a noun (docs/architecture.md, "Records").

A record is what a port takes and gives. It knows no driver and no GraphQL. A document's records refer to one
another by key (`store.keys`) and by position, a dense number from 1 in document order, so that everything inside
a document is read by one bounded range.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from i18n.citing.symbols import Symbol
from i18n.languages import EN, Tag

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""The time of a record that was never stored; a commit gives it a real one."""

NOTHING: Mapping[Any, Any] = MappingProxyType({})
"""The empty mapping, safe as a default."""


IMPORT = "import"
"""The author of a text that came with a source, which names nobody."""


class VariantStatus(StrEnum):
    """Where a text stands in the editors' workflow."""

    DRAFT = "DRAFT"
    IN_REVIEW = "IN_REVIEW"
    PUBLISHED = "PUBLISHED"


class Provenance(StrEnum):
    """Who vouches for a text."""

    OFFICIAL = "OFFICIAL"
    UNOFFICIAL = "UNOFFICIAL"
    MACHINE = "MACHINE"


class SourceRank(StrEnum):
    """What kind of source a text came from. A higher one replaces the published text; a lower one never does."""

    MACHINE = "machine"
    EDITOR = "editor"
    OFFICIAL_TEXT = "official text"
    OFFICIAL_XML = "official XML"

    @property
    def order(self) -> int:
        """From 0, the lowest."""
        return list(SourceRank).index(self)


class DocumentKind(StrEnum):
    """What a document is."""

    RESOLUTION = "RESOLUTION"
    DECISION = "DECISION"
    PRESIDENTIAL_STATEMENT = "PRESIDENTIAL_STATEMENT"
    REPORT = "REPORT"
    LETTER = "LETTER"
    NOTE = "NOTE"
    OTHER = "OTHER"


class ParagraphKind(StrEnum):
    """What a paragraph does in its document."""

    PREAMBULAR = "PREAMBULAR"
    OPERATIVE = "OPERATIVE"
    NARRATIVE = "NARRATIVE"
    RECOMMENDATION = "RECOMMENDATION"
    FORMULA = "FORMULA"
    CLOSING = "CLOSING"
    UNNUMBERED = "UNNUMBERED"


class CitationOrigin(StrEnum):
    """Where the words of a citation stand."""

    FOOTNOTE = "FOOTNOTE"
    TEXT = "TEXT"


class CitationRelation(StrEnum):
    """The signal before the citation: none, See, See also, See, for example."""

    CITES = "CITES"
    SEE = "SEE"
    SEE_ALSO = "SEE_ALSO"
    SEE_FOR_EXAMPLE = "SEE_FOR_EXAMPLE"


class CitationResolution(StrEnum):
    """Whether the words settle what is cited."""

    RESOLVED = "RESOLVED"
    AMBIGUOUS = "AMBIGUOUS"
    UNRESOLVED = "UNRESOLVED"


class InstrumentKind(StrEnum):
    """What a cited thing is."""

    TREATY = "TREATY"
    TREATY_GROUP = "TREATY_GROUP"
    DECLARATION = "DECLARATION"
    COMPACT = "COMPACT"
    AGENDA = "AGENDA"
    GOAL = "GOAL"
    RESOLUTION = "RESOLUTION"
    DECISION = "DECISION"
    REPORT = "REPORT"
    OFFICIAL_RECORDS = "OFFICIAL_RECORDS"
    JUDGMENT = "JUDGMENT"
    ADVISORY_OPINION = "ADVISORY_OPINION"
    GUIDELINE = "GUIDELINE"
    PUBLICATION = "PUBLICATION"
    STATEMENT = "STATEMENT"
    WEB_PAGE = "WEB_PAGE"
    BODY = "BODY"
    FUND = "FUND"
    MECHANISM = "MECHANISM"
    EVENT = "EVENT"
    OTHER = "OTHER"


@dataclass(frozen=True, slots=True)
class Basis:
    """The text that another was made from, as it was then."""

    language: Tag
    revision: int
    digest: str


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding of the checks that an editor let stand, by its fingerprint, and why."""

    finding: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One text of a unit in one language. `text` is Markdown: calls as `[^5]`, emphasis as `*…*`.

    `author` is for people, `author_id` names the principal whose words these are (None: an import's), and `approved_by`
    who approved them.
    """

    language: Tag
    text: str
    digest: str
    revision: int = 1
    status: VariantStatus = VariantStatus.PUBLISHED
    provenance: Provenance = Provenance.OFFICIAL
    rank: SourceRank = SourceRank.OFFICIAL_TEXT
    basis: Basis | None = None
    author: str = IMPORT
    author_id: str | None = None
    approved_by: str | None = None
    waivers: tuple[Waiver, ...] = ()
    note: str | None = None
    updated_at: datetime = NEVER


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """What every record has. `revision` rises by one at each visible change; 0 means not stored yet."""

    key: str
    revision: int = 0
    updated_at: datetime = NEVER
    deleted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit(Entity):
    """What can be translated. `variants` are the published texts, `working` the newest unpublished ones.

    `retired` is the highest revision of a language whose newest text is neither any more: no number comes twice.
    """

    original_language: Tag = EN
    variants: Mapping[Tag, Variant] = field(default_factory=lambda: NOTHING)
    working: Mapping[Tag, Variant] = field(default_factory=lambda: NOTHING)
    retired: Mapping[Tag, int] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something in the source that a reader should know. `params` fill the message of `code`.

    `language` is that of the text that it is about; None for what several languages disagree on.
    """

    code: str
    params: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    paragraph: str | None = None
    footnote: str | None = None
    citation: str | None = None
    line: int | None = None
    language: Tag | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """A paragraph's request for a report: who is asked, and the title asked for, where one is named."""

    paragraph: str
    addressee: str
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A document that this one answers, and the words that say so; `paragraph` where they name one."""

    document: str
    words: str
    paragraph: str | None = None


class Adoption(StrEnum):
    """How a document was adopted."""

    WITHOUT_VOTE = "WITHOUT_VOTE"
    RECORDED_VOTE = "RECORDED_VOTE"


class SubjectScheme(StrEnum):
    """The vocabulary that a subject is taken from. LIBRARY are the Dag Hammarskjöld Library's names."""

    SDG = "SDG"
    EUROVOC = "EUROVOC"
    UNBIS = "UNBIS"
    LIBRARY = "LIBRARY"
    AGENDA = "AGENDA"
    OTHER = "OTHER"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballots:
    """One side of a vote: how many, and who: `states` by code, `names` as printed where no State is known by them."""

    count: int
    states: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """How a document was adopted; a side is None where the record does not give it. `words` where they say how."""

    adoption: Adoption
    in_favour: Ballots | None = None
    against: Ballots | None = None
    abstaining: Ballots | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The draft that was adopted: its symbol, the words printed for it where they say more, and its day."""

    symbol: Symbol | None = None
    words: str | None = None
    submitted_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sponsor:
    """Who submitted a draft, or joined those who did. `reporter` is a code, where the name is known."""

    name: str
    reporter: str | None = None
    on_behalf_of: str | None = None
    is_additional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a document is about, in the terms of a vocabulary."""

    scheme: SubjectScheme
    label: str
    uri: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much a document holds: kept, not counted."""

    sections: int = 0
    paragraphs: int = 0
    footnotes: int = 0
    citations: int = 0
    text_citations: int = 0
    submissions: int = 0
    paragraphs_by_kind: Mapping[str, int] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How far one language covers a document's units (title, headings, paragraphs, footnotes)."""

    language: Tag
    total: int
    published: int
    stale: int = 0
    draft: int = 0
    in_review: int = 0

    @property
    def missing(self) -> int:
        """Units with no published text in this language."""
        return self.total - self.published


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a document's text in one language came from.

    `digest` is of the file and of how it was read, so that the same file need not be read again.
    """

    rank: SourceRank
    file: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRecord(Unit):
    """The work, whatever its language. Its variants are its title's; `origins` say what was loaded by language.

    Each language's file has a job number of its own.
    """

    symbol: Symbol
    kind: DocumentKind = DocumentKind.OTHER
    symbol_is_printed: bool = True
    body: str | None = None
    author: str | None = None
    session: str | None = None
    agenda_item: str | None = None
    adopted_on: date | None = None
    issued_on: date | None = None
    distribution: str | None = None
    committee_report: Symbol | None = None
    committee_report_paragraph: str | None = None
    meeting: str | None = None
    meeting_record: Symbol | None = None
    draft: Draft | None = None
    sponsors: tuple[Sponsor, ...] = ()
    vote: Vote | None = None
    subjects: tuple[Subject, ...] = ()
    job_numbers: Mapping[Tag, str] = field(default_factory=lambda: NOTHING)
    mandates: tuple[Mandate, ...] = ()
    answers: tuple[Answered, ...] = ()
    findings: tuple[Finding, ...] = ()
    counts: Counts = field(default_factory=Counts)
    coverage: tuple[Coverage, ...] = ()
    origins: Mapping[Tag, Origin] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed(Unit):
    """A unit that stands in a document, at a position from 1. `aliases` are the identifiers that sources give it."""

    document: str
    position: int
    part: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRecord(Placed):
    """A heading and what it holds: `first` to `last` are the positions of its own paragraphs (0, 0 for none)."""

    number: str | None = None
    level: int = 1
    parent: str | None = None
    first: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Who is asked to do what, in the words of the original."""

    verb: str
    addressee: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphRecord(Placed):
    """The smallest citable unit.

    `label_key` is the label as it is looked up (no space, lower case). `footnotes` and `citations` are positions in
    the document's footnotes and citations. `last_descendant` is the position of its last sub-paragraph, or its own.
    `labels` are those of languages that print another one.
    """

    label: str
    label_key: str
    label_is_printed: bool = True
    labels: Mapping[Tag, str] = field(default_factory=lambda: NOTHING)
    eid: str = ""
    kind: ParagraphKind = ParagraphKind.UNNUMBERED
    section: str | None = None
    parent: str | None = None
    last_descendant: int = 0
    acts: tuple[Act, ...] = ()
    footnotes: tuple[int, ...] = ()
    citations: tuple[int, ...] = ()
    submission: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FootnoteRecord(Placed):
    """A note; `called_in` are the positions of the paragraphs that call it, in order, each once.

    `markers` are those of languages that print another one. `is_remark`: it is known to cite nothing.
    """

    marker: str
    marker_key: str
    markers: Mapping[Tag, str] = field(default_factory=lambda: NOTHING)
    is_remark: bool = False
    called_in: tuple[int, ...] = ()
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """Where words stand in a unit's plain text; offsets count Unicode code points, `end` is past the last."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TreatySeriesEntry:
    """A place in the United Nations Treaty Series, as printed: a locator, never an identity."""

    volume: str
    registration: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What a citation points to, and how that was found. `targets` are the instrument and all that it is part of."""

    resolution: CitationResolution = CitationResolution.UNRESOLVED
    rule: str = ""
    instrument: str | None = None
    targets: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    pinpoint: str | None = None
    pinpoint_paragraph: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """An editor's word on what a citation points to: an instrument, nothing, or (`is_undone`) what its words say."""

    by: str
    at: datetime
    reason: str
    instrument: str | None = None
    pinpoint: str | None = None
    is_undone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationRecord(Entity):
    """One act of citing. `unit` is the footnote or paragraph whose words it is.

    `words` and `spans` are by language; `unsettled` are the languages whose words alone do not settle what is cited.
    `targets` are the instrument and everything that it is part of, nearest
    first. `antecedents` and `supports` are keys of citations, `chain` of footnotes. `automatic` is what the words alone
    say, where an editor said otherwise of it or of what it repeats; `corrections` are all that editors said, in order.
    """

    document: str
    position: int
    unit: str
    origin: CitationOrigin
    words: Mapping[Tag, str]
    spans: Mapping[Tag, Span]
    relation: CitationRelation = CitationRelation.CITES
    paragraphs: tuple[int, ...] = ()
    footnote: str | None = None
    resolution: CitationResolution = CitationResolution.UNRESOLVED
    rule: str = ""
    instrument: str | None = None
    targets: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    pinpoint: str | None = None
    pinpoint_paragraph: str | None = None
    treaty_series: tuple[TreatySeriesEntry, ...] = ()
    is_ibid: bool = False
    antecedents: tuple[str, ...] = ()
    chain: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    unsettled: tuple[Tag, ...] = ()
    is_corrected: bool = False
    automatic: Resolved | None = None
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentRecord(Unit):
    """Anything that is cited; `key` is its identifier. Its variants are its title's.

    `aliases` are what it can be asked for by, folded (`store.keys.fold`). `symbol` is the document that it is or
    stands in; `ancestors` what it is part of, nearest first.
    """

    kind: InstrumentKind
    symbol: Symbol | None = None
    aliases: tuple[str, ...] = ()
    treaty_series: tuple[TreatySeriesEntry, ...] = ()
    adopted_on: date | None = None
    url: str | None = None
    ancestors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReporterRecord(Unit):
    """A State (`m49` set) or an organization; `key` is its code: alpha-3, or an acronym such as "EU"."""

    alpha2: str | None = None
    m49: str | None = None
    aliases: tuple[str, ...] = ()

    @property
    def is_state(self) -> bool:
        """Whether this is a State, by the UN's list."""
        return self.m49 is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyRecord(Unit):
    """An organ that issues documents; `key` is its code: "UN-GA", "UN-HRC"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """An instrument that a submission cites, and the positions of the paragraphs where it does.

    `is_cited` is false where only parts of it are: "target 10.7" cites the target, and is evidence for the Agenda too.
    """

    instrument: str
    paragraphs: tuple[int, ...]
    is_cited: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionRecord(Entity):
    """What a Reporter reported, as `document` summarises it: its paragraphs are `first` to `last`.

    `evidence` names each instrument cited and everything that it is part of.
    """

    document: str
    position: int
    reporter: str
    reporter_is_state: bool
    responds_to: tuple[str, ...] = ()
    section: str | None = None
    first: int
    last: int
    citations: tuple[int, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """The languages in which a record has texts: those that are published, and those that have drafts."""

    published: tuple[Tag, ...] = ()
    drafts: tuple[Tag, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An entry of the sync feed. `seq` has no gaps, and its order is the order of commits.

    `drafts` are the languages in which nothing changed that is published, only what is being worked on, or how much of
    a document is. `is_of_texts`: apart from texts (and how many drafts there are) nothing changed. `keeps_place`: the
    record is found where it was found before, by its position and by what it is called. `before` and `after`
    say in which languages the record had texts and has them, None where it was not there or is gone; where both are
    None nobody kept it (the entry is of an older Ibid).
    """

    seq: int
    type: str
    key: str
    operation: str
    revision: int
    at: datetime
    by: str
    document: str | None = None
    languages: tuple[Tag, ...] = ()
    relations: tuple[str, ...] = ()
    drafts: tuple[Tag, ...] = ()
    is_of_texts: bool = False
    keeps_place: bool = False
    before: Reach | None = None
    after: Reach | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """A text that a unit had, as the history keeps it: who wrote it, when, and with what note."""

    variant: Variant
    by: str
    at: datetime
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of a listing: `key` at its place `sort`, with what each owner says of it."""

    sort: str
    key: str
    owners: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: NOTHING)
