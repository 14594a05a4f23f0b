"""The enumerations, each value described. Those of the records serve as they are; two exist only for readers."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

import strawberry

from i18n.negotiation import Match
from resolvers.access import Role
from resolvers.changes.following import ResetReason
from resolvers.changes.scope import Operation as ChangedTo
from resolvers.editing.intents import Atomicity, ConflictPolicy, Intent, Transition
from resolvers.editing.tasks import TranslationState
from resolvers.memory.comparing import Operation
from store.editing import Severity
from store.listings.names import DocumentOrder
from store.records import (
    Adoption,
    CitationOrigin,
    CitationRelation,
    CitationResolution,
    DocumentKind,
    InstrumentKind,
    ParagraphKind,
    Provenance,
    SubjectScheme,
    VariantStatus,
)

E = TypeVar("E", bound=StrEnum)


class EntityType(StrEnum):
    """The types of what is kept, as readers name them."""

    DOCUMENT = "DOCUMENT"
    SECTION = "SECTION"
    PARAGRAPH = "PARAGRAPH"
    FOOTNOTE = "FOOTNOTE"
    CITATION = "CITATION"
    INSTRUMENT = "INSTRUMENT"
    STATE = "STATE"
    ORGANIZATION = "ORGANIZATION"
    SUBMISSION = "SUBMISSION"
    BODY = "BODY"


class TextDirection(StrEnum):
    """How a text runs; the values are those of HTML's `dir`."""

    LTR = "ltr"
    RTL = "rtl"


class FallbackPolicy(StrEnum):
    """What to serve where no asked language is there."""

    NONE = "NONE"
    DECLARED = "DECLARED"


def _describe(enum: type[E], description: str, values: Mapping[E, str], *, name: str | None = None) -> None:
    """Make an enumeration one of the schema, with a description of each value."""
    described: Any = strawberry.enum(enum, name=name, description=description)
    for value in described.__strawberry_definition__.values:
        value.description = values[enum(value.value)]


_describe(
    Adoption,
    "How a document was adopted.",
    {
        Adoption.WITHOUT_VOTE: "No vote was taken.",
        Adoption.RECORDED_VOTE: "By a vote of which the record says who voted how.",
    },
)
_describe(
    SubjectScheme,
    "The vocabulary that a subject is taken from.",
    {
        SubjectScheme.SDG: "The Sustainable Development Goals and their targets.",
        SubjectScheme.EUROVOC: "EuroVoc, the thesaurus of the European Union.",
        SubjectScheme.UNBIS: "The UNBIS Thesaurus of the United Nations.",
        SubjectScheme.LIBRARY: "The names that the Dag Hammarskjöld Library keeps of bodies and instruments.",
        SubjectScheme.AGENDA: "The subjects of a session's agenda.",
        SubjectScheme.OTHER: "Another vocabulary.",
    },
)
_describe(
    TextDirection,
    "The direction in which a text runs.",
    {TextDirection.LTR: "From left to right.", TextDirection.RTL: "From right to left, as Arabic does."},
)
_describe(
    FallbackPolicy,
    "What is served where a text exists in none of the languages asked for.",
    {
        FallbackPolicy.NONE: "Nothing: the field is null.",
        FallbackPolicy.DECLARED: "The languages declared to stand in for those asked for, then the original.",
    },
)
_describe(
    Match,
    "The rule by which a language was chosen.",
    {
        Match.EXACT: "It was asked for as it is.",
        Match.LOOKUP: "A shorter form of what was asked for, by RFC 4647 lookup: zh-Hant for zh-Hant-TW.",
        Match.FALLBACK: "It is declared to stand in for a language that was asked for.",
        Match.ORIGINAL: "It is the original's own language, and nothing that was asked for is there.",
    },
    name="LanguageMatch",
)
_describe(
    VariantStatus,
    "Where a text stands in the editors' workflow.",
    {
        VariantStatus.DRAFT: "Being written.",
        VariantStatus.IN_REVIEW: "Handed in, and not yet approved.",
        VariantStatus.PUBLISHED: "What readers are served.",
    },
)
_describe(
    Provenance,
    "Who vouches for a text.",
    {
        Provenance.OFFICIAL: "The United Nations published it.",
        Provenance.UNOFFICIAL: "People who are not the United Nations wrote it.",
        Provenance.MACHINE: "A machine wrote it.",
    },
    name="VariantProvenance",
)
_describe(
    Operation,
    "What makes of the words of a remembered text those of the text to be translated.",
    {
        Operation.EQUAL: "The same words stand in both.",
        Operation.INSERT: "Words that only the text to be translated has.",
        Operation.DELETE: "Words that only the remembered text has.",
        Operation.REPLACE: "Words in the place of others.",
    },
    name="MemoryOperation",
)
_describe(
    DocumentKind,
    "What a document is.",
    {
        DocumentKind.RESOLUTION: "A resolution of an organ.",
        DocumentKind.DECISION: "A decision of an organ.",
        DocumentKind.PRESIDENTIAL_STATEMENT: "A statement by an organ's president on its behalf.",
        DocumentKind.REPORT: "A report to an organ.",
        DocumentKind.LETTER: "A letter that was circulated as a document.",
        DocumentKind.NOTE: "A note by the Secretariat, the Secretary-General or a President.",
        DocumentKind.OTHER: "Anything else.",
    },
)
_describe(
    ParagraphKind,
    "What a paragraph does in its document.",
    {
        ParagraphKind.PREAMBULAR: "It says before the decisions of a resolution why they are taken.",
        ParagraphKind.OPERATIVE: "It decides, asks or states something in a resolution.",
        ParagraphKind.NARRATIVE: "It tells something in a report.",
        ParagraphKind.RECOMMENDATION: "It recommends something in a report.",
        ParagraphKind.FORMULA: "It names the organ that acts: “The General Assembly,”.",
        ParagraphKind.CLOSING: "It says when and where a document was adopted, or how the vote went.",
        ParagraphKind.UNNUMBERED: "It has no number and none of the other roles.",
    },
)
_describe(
    CitationOrigin,
    "Where the words of a citation stand.",
    {CitationOrigin.FOOTNOTE: "In a footnote.", CitationOrigin.TEXT: "In a paragraph itself."},
)
_describe(
    CitationRelation,
    "The signal before a citation.",
    {
        CitationRelation.CITES: "None: the words cite directly.",
        CitationRelation.SEE: "“See”.",
        CitationRelation.SEE_ALSO: "“See also”.",
        CitationRelation.SEE_FOR_EXAMPLE: "“See, for example”.",
    },
)
_describe(
    CitationResolution,
    "Whether the words of a citation settle what is cited.",
    {
        CitationResolution.RESOLVED: "They do.",
        CitationResolution.AMBIGUOUS: "They fit several instruments, which are the candidates.",
        CitationResolution.UNRESOLVED: "They do not.",
    },
)
_describe(
    InstrumentKind,
    "What a cited thing is.",
    {
        InstrumentKind.TREATY: "A treaty: a convention, covenant, agreement or protocol.",
        InstrumentKind.TREATY_GROUP: "Several treaties under one name, such as the Geneva Conventions.",
        InstrumentKind.DECLARATION: "A declaration.",
        InstrumentKind.COMPACT: "A compact, such as the Global Compact for Migration.",
        InstrumentKind.AGENDA: "An agenda or a programme or plan of action.",
        InstrumentKind.GOAL: "A goal or a target, such as target 10.7 of the Sustainable Development Goals.",
        InstrumentKind.RESOLUTION: "A resolution.",
        InstrumentKind.DECISION: "A decision.",
        InstrumentKind.REPORT: "A report.",
        InstrumentKind.OFFICIAL_RECORDS: "A volume or supplement of an organ's Official Records.",
        InstrumentKind.JUDGMENT: "A court's judgment.",
        InstrumentKind.ADVISORY_OPINION: "A court's advisory opinion.",
        InstrumentKind.GUIDELINE: "Guidelines, principles or rules.",
        InstrumentKind.PUBLICATION: "A book, study or other publication.",
        InstrumentKind.STATEMENT: "A statement.",
        InstrumentKind.WEB_PAGE: "A page on the web.",
        InstrumentKind.BODY: "An organ, committee or working group.",
        InstrumentKind.FUND: "A fund.",
        InstrumentKind.MECHANISM: "A mechanism or a mandate holder, such as a special rapporteur.",
        InstrumentKind.EVENT: "A conference, forum or observance.",
        InstrumentKind.OTHER: "Anything else.",
    },
)
_describe(
    DocumentOrder,
    "The order of a list of documents.",
    {
        DocumentOrder.SYMBOL: "By symbol, its numbers by value.",
        DocumentOrder.ADOPTED_ON_DESC: "By day of adoption, the newest first and the undated last.",
        DocumentOrder.UPDATED_AT_DESC: "By the time of the last change, the newest first.",
    },
)
_describe(
    Role,
    "What somebody is to Ibid. What each role may do is in docs/access.md.",
    {
        Role.READER: "Reads what is published.",
        Role.TRANSLATOR: "Reads drafts, too, and writes them, submits and suggests texts.",
        Role.REVIEWER: "Approves and rejects what others wrote, too.",
        Role.PUBLISHER: "Publishes, withdraws and corrects citations, too.",
        Role.PARTNER: "Reads what is published, and keeps a copy of it.",
        Role.ADMIN: "Does everything.",
    },
)
_describe(
    EntityType,
    "The types of what Ibid keeps.",
    {
        EntityType.DOCUMENT: "A document; where texts are concerned, its title.",
        EntityType.SECTION: "A section of a document; where texts are concerned, its heading.",
        EntityType.PARAGRAPH: "A paragraph.",
        EntityType.FOOTNOTE: "A footnote.",
        EntityType.CITATION: "An act of citing.",
        EntityType.INSTRUMENT: "Anything that is cited; where texts are concerned, its title.",
        EntityType.STATE: "A State.",
        EntityType.ORGANIZATION: "An organization.",
        EntityType.SUBMISSION: "What a State or an organization reported.",
        EntityType.BODY: "An organ that issues documents. Searches find none.",
    },
)
_describe(
    Intent,
    "What is wanted with a text.",
    {
        Intent.SUGGEST: "To propose it, beside what is there.",
        Intent.DRAFT: "To save it, not finished yet.",
        Intent.SUBMIT: "To hand it in for review.",
    },
    name="TranslationIntent",
)
_describe(
    ConflictPolicy,
    "What becomes of a text that met a newer revision than its writer saw.",
    {
        ConflictPolicy.SUGGEST: "It is kept as a suggestion.",
        ConflictPolicy.REJECT: "It is refused, and whoever sent it has it still.",
    },
)
_describe(
    Atomicity,
    "Whether the items of a request stand or fall together.",
    {
        Atomicity.ALL_OR_NOTHING: "Where one fails, none is written; a text that met a newer one is kept as a "
        "suggestion all the same.",
        Atomicity.PER_ITEM: "Each stands for itself.",
    },
)
_describe(
    Transition,
    "A step of the workflow.",
    {
        Transition.APPROVE: "A text in review is good. Nobody approves their own, unless they were granted that.",
        Transition.REJECT: "A text in review goes back to its writer, as a draft.",
        Transition.PUBLISH: "A text in review, approved before or by this step, is what readers are served.",
        Transition.WITHDRAW: "A text in review or a published one becomes a draft again.",
        Transition.ACCEPT_SUGGESTION: "A suggestion becomes the text in review.",
        Transition.DISMISS_SUGGESTION: "A suggestion is not listed any more.",
    },
    name="VariantTransition",
)
_describe(
    TranslationState,
    "How far a unit is in a language.",
    {
        TranslationState.MISSING: "It has no text.",
        TranslationState.DRAFT: "Its newest text is being written.",
        TranslationState.IN_REVIEW: "Its newest text is in review.",
        TranslationState.PUBLISHED: "Its newest text is published.",
    },
)
_describe(
    Severity,
    "How much a finding of the checks weighs.",
    {
        Severity.ERROR: "The text cannot be handed in.",
        Severity.WARNING: "The text cannot be handed in unless somebody says why it may stand.",
        Severity.INFO: "It is told, and no more.",
    },
    name="CheckSeverity",
)
_describe(
    ChangedTo,
    "What became of an entity.",
    {
        ChangedTo.UPSERT: "It is new or was changed: take it as it is now.",
        ChangedTo.DELETE: "It is gone.",
        ChangedTo.ENTERED_SCOPE: "It fits the filter, or may be seen, from now on: take it as it is now.",
        ChangedTo.LEFT_SCOPE: "It no longer fits the filter, or may no longer be seen: drop it.",
    },
    name="ChangeOperation",
)
_describe(
    ResetReason,
    "Why the server ends a subscription.",
    {
        ResetReason.CURSOR_EXPIRED: "The changes after the cursor are no longer kept: copy everything anew.",
        ResetReason.EPOCH_CHANGED: "The database is not the one that gave the cursor: copy everything anew.",
        ResetReason.GRANTS_CHANGED: "The cursor was given for other grants than yours: copy everything anew.",
        ResetReason.TOO_SLOW: "Changes came faster than they were taken: subscribe again after the cursor.",
        ResetReason.SHUTTING_DOWN: "The server stops: subscribe again after the cursor.",
    },
)
