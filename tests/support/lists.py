"""A query for every list field of the schema that reads records, and a corpus that grows until each list is longer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

from graphql import get_named_type, get_nullable_type, is_leaf_type, is_list_type

from i18n.citing.symbols import Symbol
from i18n.languages import EN, Tag
from schema.opaque import wrap
from store.mongo.store import MongoStore
from store.ports import Put
from store.records import (
    Act,
    Adoption,
    Answered,
    Ballots,
    CitationRecord,
    Correction,
    Counts,
    DocumentRecord,
    Entity,
    Finding,
    FootnoteRecord,
    InstrumentKind,
    InstrumentRecord,
    Mandate,
    ParagraphRecord,
    ReporterRecord,
    SectionRecord,
    Span,
    Sponsor,
    Subject,
    SubjectScheme,
    SubmissionRecord,
    TreatySeriesEntry,
    Vote,
)
from tests.support.asking import schema
from tests.support.records import COMPACT, REPORT, RESOLUTION, TREATY, citation, corpus, paragraph, texts
from tests.support.records import submission as submitted

WAYS: Mapping[str, str] = {
    "Document": f'document(symbol: "{RESOLUTION}") {{ %s }}',
    "Section": f'document(symbol: "{REPORT}") {{ sections {{ %s }} }}',
    "Paragraph": f'document(symbol: "{RESOLUTION}") {{ paragraphs(first: 50) {{ nodes {{ %s }} }} }}',
    "Footnote": f'document(symbol: "{RESOLUTION}") {{ footnotes(first: 50) {{ nodes {{ %s }} }} }}',
    "Citation": f'document(symbol: "{RESOLUTION}") {{ citations(first: 50) {{ nodes {{ %s }} }} }}',
    "Mandate": f'document(symbol: "{RESOLUTION}") {{ mandates {{ %s }} }}',
    "Ballots": f'document(symbol: "{RESOLUTION}") {{ vote {{ inFavour {{ %s }} }} }}',
    "Instrument": 'instrument(identifier: "ICRMW") { %s }',
    "ReportingStateEdge": f'instrument(identifier: "{COMPACT}") {{ reportingStates(first: 50) {{ edges {{ %s }} }} }}',
    "State": 'state(code: "FJI") { %s }',
    "Organization": 'reporter(code: "EU") { ... on Organization { %s } }',
    "Submission": f'document(symbol: "{REPORT}") {{ submissions(first: 50) {{ nodes {{ %s }} }} }}',
    "Query": "%s",
}
"""How an object of each type is come to that has lists."""

ARGUMENTS: Mapping[str, str] = {
    "Query.nodes": f'ids: ["{wrap(f"Paragraph:{RESOLUTION}#2(b)")}", "{wrap(f"Document:{RESOLUTION}")}"]',
    "Query.lookupCitations": 'text: "See the Convention on Nothing"',
}

NOT_KEPT = {
    "Query.search": "answers follow the index",
    "Query.translationTasks": "for those who may write",
    "Query.variantHistory": "for those who may write",
    "suggestions": "for those who may write",
}
"""List fields whose answers are not kept for anybody, and why."""

NEVER_LONGER = {
    "Citation.corrections": "for those who may see drafts",
    "Query.languages": "the same always",
    "Query.lookupCitations": "a match for each citation in the text that is asked for",
    "Query.nodes": "as long as what is asked for",
}
"""List fields that no write makes longer, and why."""


@dataclass(frozen=True, slots=True)
class ListField:
    """A list field of a type, and the field of a query that leads to it."""

    name: str
    asked: str

    @property
    def query(self) -> str:
        """A query for it alone."""
        return f"{{ {self.asked} }}"

    def length(self, data: Any) -> int:
        """How many items all lists of it in an answer have."""
        return sum(map(len, self._found(data)))

    def _found(self, value: Any) -> Iterator[Sequence[Any]]:
        if isinstance(value, dict):
            for name, inner in value.items():
                if name == "wanted":
                    yield inner["nodes"] if isinstance(inner, dict) else inner or ()
                else:
                    yield from self._found(inner)
        elif isinstance(value, list):
            for each in value:
                yield from self._found(each)


@cache
def list_fields() -> tuple[ListField, ...]:
    """Those of all types that an anonymous reader comes to by records."""
    types = schema()._schema.type_map
    return tuple(each for name, way in WAYS.items() for each in _of(types[name], way))


def every_list() -> str:
    """One query for all of them, in their order."""
    fields = (f"f{number}: {each.asked.removeprefix('wanted: ')}" for number, each in enumerate(list_fields()))
    return f"{{ {' '.join(fields)} }}"


def _of(kind: Any, way: str) -> Iterator[ListField]:
    for name, field in kind.fields.items():
        named = get_named_type(field.type)
        is_connection = named.name.endswith("Connection")
        if not (is_list_type(get_nullable_type(field.type)) or is_connection):
            continue
        given = ARGUMENTS.get(f"{kind.name}.{name}", "first: 50" if is_connection else "")
        if name in NOT_KEPT or f"{kind.name}.{name}" in NOT_KEPT:
            continue
        asked = f"wanted: {name}{f'({given})' if given else ''}{_selection(named, is_connection=is_connection)}"
        yield ListField(f"{kind.name}.{name}", way % asked)


def _selection(named: Any, *, is_connection: bool) -> str:
    if is_leaf_type(named):
        return ""
    if not is_connection:
        return " { __typename }"
    return f" {{ {'totalCount ' if 'totalCount' in named.fields else ''}nodes {{ __typename }} }}"


# A corpus that grows.

SWAHILI = Tag("sw")
OTHER = "A/RES/75/1"
"""A document that comes late."""


def _named(name: str) -> Entity:
    return next(each for each in corpus() if each.key == name and not isinstance(each, InstrumentRecord))


def _in_more_languages(unit: Any) -> Any:
    """A unit with one more published text."""
    text = replace(unit.variants[EN], language=SWAHILI, text="Kwa Kiswahili")
    return replace(unit, variants={**unit.variants, SWAHILI: text})


def _instrument(key: str, **fields: Any) -> InstrumentRecord:
    return InstrumentRecord(key=key, kind=InstrumentKind.OTHER, variants=texts(key), **fields)


def _resolution() -> DocumentRecord:
    """The resolution, which holds more than it has at first."""
    record = _named(RESOLUTION)
    assert isinstance(record, DocumentRecord)
    return replace(record, counts=Counts(sections=1, paragraphs=7, footnotes=3, citations=4, submissions=1))


def beginning() -> list[Entity]:
    """The corpus as it is at first."""
    return [_resolution() if each == _named(RESOLUTION) else each for each in corpus()]


@dataclass(frozen=True, slots=True)
class Step:
    """Records that are written together: new ones, or new states of those that are there."""

    name: str
    records: tuple[Entity, ...]


def growth() -> Iterator[Step]:
    """Steps after each of which some lists are longer."""
    yield from _new()
    yield from _altered()


def _new() -> Iterator[Step]:
    section = SectionRecord(
        key=f"{RESOLUTION}#sec.I", document=RESOLUTION, position=1, number="I", variants=texts("A part")
    )
    child = replace(section, key=f"{REPORT}#sec.II.D", document=REPORT, position=6, parent=f"{REPORT}#sec.II")
    yield Step("sections", (section, child))
    above = _named(f"{RESOLUTION}#2")
    assert isinstance(above, ParagraphRecord)
    below = paragraph(7, "2(b)", texts("To do more;"), parent=above.key)
    yield Step("paragraph", (replace(above, last_descendant=7), below))
    note = FootnoteRecord(
        key=f"{RESOLUTION}#fn3", document=RESOLUTION, position=3, marker="3", marker_key="3", variants=texts("A note.")
    )
    yield Step("footnote", (note,))
    cited = citation(
        4, f"{RESOLUTION}#2(b):d", f"{RESOLUTION}#2(b)", "the Convention", Span(0, 14), targets=(TREATY, RESOLUTION),
        paragraphs=(7,), pinpoint_paragraph=f"{RESOLUTION}#2",
    )  # fmt: skip
    elsewhere = citation(
        3, f"{REPORT}#1:c", f"{REPORT}#1", "resolution 74/148", Span(0, 17), targets=(RESOLUTION,), paragraphs=(1,)
    )
    yield Step("citation", (cited,))
    yield Step("citation in the report", (elsewhere,))
    yield Step("document", (DocumentRecord(key=OTHER, symbol=Symbol(OTHER), variants=texts("Another")),))
    yield Step("instruments", (_instrument("other:1", symbol=Symbol(RESOLUTION)),))
    yield Step("part", (_instrument("other:2", ancestors=(TREATY,)),))
    yield Step("state", (ReporterRecord(key="NPL", alpha2="NP", m49="524", variants=texts("Nepal")),))
    late = submitted(4, "NPL", "B", (4, 4), (TREATY, 4))
    again = replace(submitted(5, "FJI", "A", (1, 1), (COMPACT, 1), (TREATY, 1)), key=f"{REPORT}#sub.FJI.2")
    united = replace(submitted(6, "EU", "C", (5, 5), reporter_is_state=False), key=f"{REPORT}#sub.EU.2")
    yield Step("submissions", (late, again, united))
    inside = replace(submitted(1, "MEX", "A", (1, 1)), key=f"{RESOLUTION}#sub.MEX", document=RESOLUTION)
    yield Step("submission in the resolution", (inside,))


def _altered() -> Iterator[Step]:
    title = _in_more_languages(_resolution())
    yield Step("title", (title,))
    vote = Vote(adoption=Adoption.RECORDED_VOTE, in_favour=Ballots(count=2, states=("FJI",), names=("Ruritania",)))
    first, third = f"{RESOLUTION}#1", f"{RESOLUTION}#3"
    more = replace(
        title,
        vote=vote,
        sponsors=(Sponsor(name="Fiji", reporter="FJI"),),
        subjects=(Subject(scheme=SubjectScheme.AGENDA, label="Migrants"),),
        findings=(*title.findings, Finding(code="NUMBER_MISSING", params={"number": "5"}, paragraph=third)),
        coverage=(*title.coverage, replace(title.coverage[1], language=SWAHILI)),
        mandates=(*title.mandates, Mandate(paragraph=first, addressee="Secretary-General")),
        answers=(Answered(document=OTHER, words="as asked", paragraph=f"{RESOLUTION}#1"),),
    )
    yield Step("what is said of the document", (more,))
    yield Step("more votes", (replace(more, vote=replace(
        vote, in_favour=Ballots(count=4, states=("FJI", "MEX"), names=("Ruritania", "Atlantis"))
    )),))  # fmt: skip
    answering = DocumentRecord(
        key=OTHER, symbol=Symbol(OTHER), variants=texts("Another"),
        answers=(Answered(document=RESOLUTION, words="pursuant to", paragraph=third),),
        mandates=(Mandate(paragraph=f"{RESOLUTION}#1", addressee="States"),),
    )  # fmt: skip
    yield Step("an answer", (answering,))
    for key in (f"{RESOLUTION}#1", f"{RESOLUTION}#fn1", f"{REPORT}#sec.I", "FJI", "EU"):
        yield Step(f"a text of {key}", (_in_more_languages(_named(key)),))
    treaty = next(each for each in corpus() if each.key == TREATY)
    assert isinstance(treaty, InstrumentRecord)
    series = (*treaty.treaty_series, TreatySeriesEntry("1", "2"))
    yield Step("the treaty", (_in_more_languages(replace(treaty, treaty_series=series)),))
    preambular, noted = _named(f"{RESOLUTION}#PP1"), _named(f"{RESOLUTION}#fn1")
    assert isinstance(preambular, ParagraphRecord)
    assert isinstance(noted, FootnoteRecord)
    acts = (Act(verb="Recalling"),)
    yield Step("a paragraph", (replace(preambular, acts=acts, footnotes=(1, 2), citations=(1, 2)),))
    yield Step("a footnote", (replace(noted, called_in=(1, 2), citations=(1, 2)),))
    first_cited = _named(f"{RESOLUTION}#fn1:a")
    assert isinstance(first_cited, CitationRecord)
    yield Step("a citation", (replace(
        first_cited,
        corrections=(Correction(by="Anne", at=datetime(2026, 1, 1, tzinfo=UTC), reason="Wrong", instrument=TREATY),),
        paragraphs=(1, 2),
        candidates=(TREATY,),
        treaty_series=(*first_cited.treaty_series, TreatySeriesEntry("1", "2")),
        antecedents=(f"{RESOLUTION}#fn2:b",),
        chain=(f"{RESOLUTION}#fn2",),
        supports=(f"{RESOLUTION}#2(a):c",),
    ),))  # fmt: skip
    held = _named(f"{REPORT}#sub.FJI")
    assert isinstance(held, SubmissionRecord)
    yield Step("a submission", (replace(held, responds_to=(RESOLUTION, OTHER), first=1, citations=(1, 2)),))
    section = _named(f"{REPORT}#sec.I")
    assert isinstance(section, SectionRecord)
    yield Step("a section", (_in_more_languages(replace(section, last=2)),))


class Growing:
    """A store that grows, step by step."""

    def __init__(self, store: MongoStore) -> None:
        self._store = store

    async def take(self, step: Step) -> None:
        """Write a step over what is there."""
        before = [(await self._store.get(type(each), [each.key]))[0] for each in step.records]
        writes = [Put(was, each) for was, each in zip(before, step.records, strict=True)]
        await self._store.commit(writes, by="test")
