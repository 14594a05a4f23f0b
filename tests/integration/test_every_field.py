"""Every field of the schema is asked over HTTP of the founding documents, and answers something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from graphql import GraphQLObjectType, GraphQLSchema, build_schema, get_named_type, is_leaf_type, is_required_argument

import schema
from schema.opaque import wrap
from tests.support.served import Served

pytestmark = [pytest.mark.embedded, pytest.mark.xdist_group("served")]

SYMBOLS = ("A/RES/74/148", "A/HRC/45/30")
RESOLUTION = 'document(symbol: "A/RES/74/148")'
REPORT = 'document(symbol: "A/HRC/45/30")'
MARKED_UP = 'document(symbol: "A/RES/86/401")'
"""Of the server `marked_up`: its file has what no founding document prints."""

UNIT = wrap("Footnote:A/RES/74/148#fn5")
MEMORY = f'translationMemory(unit: "{UNIT}", language: "fr")'

STATES = f'translationMemory(unit: "{wrap("Paragraph:A/RES/74/148#PP7")}", language: "fr")'

ARGUMENTS = {
    "Document.paragraph": 'label: "6(b)"',
    "Document.footnote": 'marker: "5"',
    "Query.node": 'id: "RG9jdW1lbnQ6QS9SRVMvNzQvMTQ4"',
    "Query.nodes": 'ids: ["RG9jdW1lbnQ6QS9SRVMvNzQvMTQ4"]',
    "Query.document": 'symbol: "A/RES/74/148"',
    "Query.instrument": 'identifier: "ICRMW"',
    "Query.state": 'code: "NPL"',
    "Query.reporter": 'code: "EU"',
    "Query.search": 'query: "migrants"',
    "Query.translationMemory": f'unit: "{UNIT}", language: "fr"',
    "Query.lookupCitations": 'text: "See resolution 72/179"',
    "Query.translationTasks": 'language: "fr"',
    "Query.variantHistory": 'unit: "RG9jdW1lbnQ6QS9SRVMvNzQvMTQ4", language: "fr"',
    **{
        f"{unit}.working": 'language: "fr"'
        for unit in ("Document", "Section", "Paragraph", "Footnote", "Instrument", "State", "Organization")
    },
}
"""What fields need to be asked with."""

WAYS: Mapping[str, tuple[str, ...]] = {
    "Query": ("",),
    "Document": (RESOLUTION, REPORT, MARKED_UP),
    "Vote": (f"{MARKED_UP} > vote",),
    "Ballots": (f"{MARKED_UP} > vote > inFavour", f"{MARKED_UP} > vote > abstaining"),
    "Draft": (f"{MARKED_UP} > draft",),
    "Sponsor": (f"{MARKED_UP} > sponsors",),
    "CommitteeReport": (f"{MARKED_UP} > committeeReport",),
    "Meeting": (f"{MARKED_UP} > meeting",),
    "Subject": (f"{MARKED_UP} > subjects",),
    "SearchConnection": ('search(query: "migrants")',),
    "SearchEdge": ('search(query: "migrants") > edges',),
    "TranslationMemory": (MEMORY, STATES),
    "MemoryMatch": (f"{MEMORY} > matches",),
    "MemoryDifference": (f"{MEMORY} > matches > differences",),
    "MemoryTerm": (f"{MEMORY} > terms", f"{STATES} > terms"),
    "CitationMatch": ('lookupCitations(text: "See A/HCR/24/57 and resolution 72/179, para. 3")',),
    "Body": (f"{RESOLUTION} > issuingBody", f"{REPORT} > issuingBody"),
    "Mandate": (f"{RESOLUTION} > mandates",),
    "SourceFinding": (f"{RESOLUTION} > findings", f"{REPORT} > findings"),
    "Viewer": ("viewer",),
    "Grant": ("viewer > grants",),
    "LanguageCoverage": (f"{RESOLUTION} > coverage",),
    "Language": ("languages",),
    "Section": (f"{REPORT} > sections", f"{REPORT} > sections > children"),
    "Paragraph": (f"{RESOLUTION} > paragraphs(first: 500) > nodes", f"{REPORT} > paragraphs(first: 500) > nodes"),
    "Act": (f"{RESOLUTION} > paragraphs(first: 500) > nodes > acts",),
    "Footnote": (f"{RESOLUTION} > footnotes(first: 500) > nodes", f"{REPORT} > footnotes(first: 500) > nodes"),
    "Citation": (f"{RESOLUTION} > citations(first: 500) > nodes", f"{REPORT} > citations(first: 500) > nodes"),
    "Instrument": (f"{RESOLUTION} > citations(first: 500) > nodes > instrument", "instruments(first: 100) > nodes"),
    "TreatySeriesEntry": (f"{RESOLUTION} > citations(first: 500) > nodes > treatySeries",),
    "State": ("states(first: 100) > nodes",),
    "Organization": ('reporter(code: "EU") > ... on Organization',),
    "Submission": (f"{REPORT} > submissions(first: 100) > nodes",),
    "LanguageVariant": (
        f"{RESOLUTION} > paragraphs(first: 500) > nodes > text",
        f'{RESOLUTION} > paragraphs(first: 500) > nodes > text(languages: ["fr"])',
    ),
    "VariantBasis": (f'{RESOLUTION} > title(languages: ["fr"]) > basis',),
    "TextSpan": (f"{RESOLUTION} > paragraphs(first: 500) > nodes > text > spans",),
    "ReportingStateConnection": (f"{RESOLUTION} > reportingStates",),
    "ReportingStateEdge": (f"{RESOLUTION} > reportingStates > edges",),
    "PageInfo": (f"{RESOLUTION} > paragraphs > pageInfo",),
    "DocumentConnection": ("documents",),
    "DocumentEdge": ("documents > edges",),
    "ParagraphConnection": (f"{RESOLUTION} > paragraphs",),
    "ParagraphEdge": (f"{RESOLUTION} > paragraphs > edges",),
    "FootnoteConnection": (f"{RESOLUTION} > footnotes",),
    "FootnoteEdge": (f"{RESOLUTION} > footnotes > edges",),
    "CitationConnection": (f"{RESOLUTION} > citations",),
    "CitationEdge": (f"{RESOLUTION} > citations > edges",),
    "InstrumentConnection": ("instruments",),
    "InstrumentEdge": ("instruments > edges",),
    "StateConnection": ("states",),
    "StateEdge": ("states > edges",),
    "SubmissionConnection": (f"{REPORT} > submissions",),
    "SubmissionEdge": (f"{REPORT} > submissions > edges",),
    "ChangePage": ("changes(first: 3) > ... on ChangePage",),
    "CursorInvalid": ('changes(after: "none") > ... on CursorInvalid',),
    "SyncInfo": ("syncInfo",),
}
"""Fields that lead to things of each type."""

REFUSED = {"CursorExpired", "CursorFilterMismatch", "EpochChanged"}
"""What one is told who comes back too late, or as another: `tests/schema/test_syncing.py` asks for these."""

FOLLOWED = {"Subscription", "Change", "CaughtUp", "Heartbeat", "Reset"}
"""What one is told who subscribes: `test_following` asks for every field of these."""

EDITED = {
    "BasisUnknown",
    "CheckFinding",
    "ChecksFailed",
    "CitationConflict",
    "CitationCorrected",
    "CitationCorrection",
    "CitationNotFound",
    "CorrectCitationPayload",
    "InstrumentNotFound",
    "LanguageNotPermitted",
    "Mutation",
    "NotAttempted",
    "NotPermitted",
    "RevisionConflict",
    "Suggestion",
    "TransitionRefused",
    "TransitionVariantsPayload",
    "TranslationKeptAsSuggestion",
    "TranslationTask",
    "TranslationTaskConnection",
    "TranslationTaskEdge",
    "TranslationUnchanged",
    "TranslationWritten",
    "UnitNotFound",
    "VariantRevision",
    "VariantRevisionConnection",
    "VariantRevisionEdge",
    "Waiver",
    "WriteTranslationsPayload",
}
"""What one is told who edits: `test_every_field_of_editing` asks for every field of these."""

UNITS = ("Document", "Section", "Paragraph", "Footnote", "Instrument", "State", "Organization")

NOTHING_THERE = {
    **{f"{unit}.{field}": "nobody edits here" for unit in UNITS for field in ("working", "suggestions")},
    "Citation.corrections": "nobody edits here",
    "Section.part": "neither has an annex",
    "Paragraph.part": "neither has an annex",
    "Footnote.part": "neither has an annex",
    "Citation.pinpointParagraph": "neither points at a paragraph of the other",
    "Paragraph.citedBy": "neither points at a paragraph of the other",
    "SourceFinding.citation": "the findings are about notes and paragraphs",
    "CitationMatch.candidates": "nothing that is asked for here is ambiguous",
    "Draft.words": "the draft has a symbol",
    "Vote.words": "the vote is by States",
    "Vote.against": "nobody voted against",
}


def ours() -> GraphQLSchema:
    return build_schema(schema.sdl())


def object_types() -> list[GraphQLObjectType]:
    return [
        kind
        for name, kind in ours().type_map.items()
        if isinstance(kind, GraphQLObjectType) and not name.startswith("__") and name not in REFUSED | FOLLOWED | EDITED
    ]


def selection(kind: GraphQLObjectType) -> str:
    """Every field of a type, and of what it leads to the type's name or, of a connection, its first item."""
    return " ".join(_field(kind, name) for name in kind.fields)


def _field(kind: GraphQLObjectType, name: str) -> str:
    field = kind.fields[name]
    of = get_named_type(field.type)
    given = ARGUMENTS.get(f"{kind.name}.{name}")
    assert given or not any(is_required_argument(each) for each in field.args.values()), f"{kind.name}.{name}"
    call = f"{name}({given})" if given else name
    if is_leaf_type(of):
        return call
    if of.name.endswith("Connection"):
        arguments = ", ".join(filter(None, (given, "first: 1")))
        return f"{name}({arguments}) {{ edges {{ cursor node {{ __typename }} }} }}"
    return f"{call} {{ __typename }}"


def steps(way: str) -> list[str]:
    return way.split(" > ") if way else []


def query(kind: GraphQLObjectType, way: str) -> str:
    """Every field of the type that a way leads to."""
    return "{ " + " { ".join((*steps(way), selection(kind))) + " }" * (len(steps(way)) + 1)


def ask(ibid: Served, kind: GraphQLObjectType, way: str) -> list[dict[str, Any]]:
    """Everything of a type that a way leads to."""
    found: list[Any] = [ibid.ask(query(kind, way))]
    for step in steps(way):
        if not step.startswith("..."):
            found = list(_flat(each[step.split("(")[0]] for each in found))
    return found


def _flat(values: Iterator[Any]) -> Iterator[Any]:
    for value in values:
        if isinstance(value, list):
            yield from value
        elif value is not None:
            yield value


def is_something(value: Any) -> bool:
    return value not in (None, [], {"edges": []})


def test_a_way_to_every_type_is_known() -> None:
    assert {kind.name for kind in object_types()} == set(WAYS)


@pytest.fixture(scope="session")
def keyed(ibid: Served) -> Served:
    """The same server, asked with a key."""
    return ibid.as_("every field", "TRANSLATOR:fr")


@pytest.mark.parametrize("kind", object_types(), ids=str)
def test_every_field_answers_something(ibid: Served, marked_up: Served, keyed: Served, kind: GraphQLObjectType) -> None:
    servers = {MARKED_UP: marked_up, "viewer": keyed}
    found = [
        one
        for way in WAYS[kind.name]
        for one in ask(
            keyed if not way else next((servers[each] for each in servers if way.startswith(each)), ibid), kind, way
        )
    ]
    silent = {f"{kind.name}.{name}" for name in kind.fields if not any(is_something(one[name]) for one in found)}

    assert found
    assert silent == {name for name in NOTHING_THERE if name.startswith(f"{kind.name}.")}


NODES = sorted(kind.name for kind in object_types() if "Node" in {interface.name for interface in kind.interfaces})


@pytest.mark.parametrize("name", NODES)
def test_everything_with_an_id_is_given_back_for_it(ibid: Served, name: str) -> None:
    kind = ours().type_map[name]
    assert isinstance(kind, GraphQLObjectType)
    ids = [one["id"] for way in WAYS[name] if not way.startswith(MARKED_UP) for one in ask(ibid, kind, way)]
    some = list(dict.fromkeys(ids))[:100]
    again = "query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }"

    assert ibid.ask(again, ids=some)["nodes"] == [{"__typename": name, "id": each} for each in some]
    one = ibid.ask("query($id: ID!) { node(id: $id) { __typename id } }", id=some[0])["node"]
    assert one == {"__typename": name, "id": some[0]}
