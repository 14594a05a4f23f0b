"""A small corpus made by hand: a resolution with an annex, and a report on it with three submissions.

`A/RES/74/148` holds the paragraphs PP1, 1, 2, 2(a), 3 and annex 1. Its footnote 1, called in PP1, cites the treaty; its
footnote 2, called in 1 and in 2, is an "Ibid." of it. Paragraph 2(a) names the Compact in the text. Paragraph 3 asks
for the report `A/HRC/45/30`, whose section II holds the submissions of Fiji, Mexico and the European Union.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from i18n.citing.symbols import Symbol
from i18n.languages import EN, Tag
from store.derived import coverage
from store.keys import fold
from store.mongo.store import MongoStore
from store.ports import Put
from store.records import (
    Act,
    Answered,
    Basis,
    BodyRecord,
    CitationOrigin,
    CitationRecord,
    CitationResolution,
    Counts,
    Coverage,
    DocumentKind,
    DocumentRecord,
    Entity,
    Evidence,
    Finding,
    FootnoteRecord,
    InstrumentKind,
    InstrumentRecord,
    Mandate,
    ParagraphKind,
    ParagraphRecord,
    Placed,
    Provenance,
    ReporterRecord,
    SectionRecord,
    Span,
    SubmissionRecord,
    TreatySeriesEntry,
    Variant,
)
from tests.store.builders import variant
from tests.support.stores import mongomock_store

AR, FR = Tag("ar"), Tag("fr")
RESOLUTION, REPORT = "A/RES/74/148", "A/HRC/45/30"
TREATY, COMPACT = "treaty:ICRMW", "A/RES/73/195#annex"


def in_french(text: str, original: Variant, *, basis_digest: str | None = None) -> Variant:
    """An unofficial translation of an English text, as it is or was."""
    basis = Basis(EN, original.revision, basis_digest or original.digest)
    return variant(text, FR, provenance=Provenance.UNOFFICIAL, basis=basis)


def texts(english: str, french: str | None = None) -> dict[Tag, Variant]:
    """A text in English, and in French where it is given."""
    original = variant(english)
    return {EN: original} if french is None else {EN: original, FR: in_french(french, original)}


def resolution() -> list[Entity]:
    """The resolution, whole."""
    title = variant("Protection of migrants")
    return [
        DocumentRecord(
            key=RESOLUTION,
            symbol=Symbol(RESOLUTION),
            kind=DocumentKind.RESOLUTION,
            body="UN-GA",
            session="74",
            agenda_item="70 (b)",
            adopted_on=date(2019, 12, 18),
            variants={EN: title, FR: in_french("Protection des migrants", title, basis_digest="0" * 16)},
            mandates=(Mandate(paragraph=f"{RESOLUTION}#3", addressee="Secretary-General"),),
            findings=(Finding(code="NUMBER_MISSING", params={"number": "4"}, paragraph=f"{RESOLUTION}#3"),),
            counts=Counts(
                paragraphs=6,
                footnotes=2,
                citations=3,
                text_citations=1,
                paragraphs_by_kind={"PREAMBULAR": 1, "OPERATIVE": 5},
            ),
            coverage=(
                Coverage(language=EN, total=9, published=9),
                Coverage(language=FR, total=9, published=2, stale=1, draft=1, in_review=2),
            ),
        ),
        *resolution_paragraphs(),
        *resolution_notes(),
        *resolution_citations(),
    ]


def resolution_paragraphs() -> list[ParagraphRecord]:
    """Six paragraphs; 2(a) stands under 2, and the last in the annex."""
    requests = Act(verb="Requests", addressee="the Secretary-General")
    return [
        paragraph(
            1, "PP1", texts("*Recalling* the Convention,[^1]", "*Rappelant* la Convention[^1],"),
            kind=ParagraphKind.PREAMBULAR, label_is_printed=False, footnotes=(1,), citations=(1,),
        ),
        paragraph(2, "1", texts("Welcomes it;[^2]"), footnotes=(2,), citations=(2,)),
        paragraph(3, "2", texts("Calls upon States[^2] & others:"), footnotes=(2,), citations=(2,), last_descendant=4),
        paragraph(4, "2(a)", texts("To implement the Compact;"), parent=f"{RESOLUTION}#2", citations=(3,)),
        paragraph(5, "3", texts("*Requests* the Secretary-General to report."), acts=(requests,)),
        paragraph(6, "1", texts("First of the annex."), part="annex"),
    ]  # fmt: skip


def paragraph(position: int, label: str, variants: dict[Tag, Variant], **fields: object) -> ParagraphRecord:
    """A paragraph of the resolution."""
    part = fields.get("part")
    values: dict[str, object] = {"kind": ParagraphKind.OPERATIVE, "last_descendant": position, **fields}
    return ParagraphRecord(
        key=f"{RESOLUTION}#{f'{part}.' if part else ''}{label}",
        document=RESOLUTION,
        position=position,
        label=label,
        label_key=label.casefold(),
        eid=f"para_{position}",
        variants=variants,
        **values,  # type: ignore[arg-type]  # fields of the record, by name
    )


def resolution_notes() -> list[FootnoteRecord]:
    """A note with a full reference, and one that repeats it."""
    notes = (("United Nations, Treaty Series, vol. 2220, No. 39481.", (1,), (1,)), ("Ibid., art. 5.", (2, 3), (2,)))
    return [
        FootnoteRecord(
            key=f"{RESOLUTION}#fn{number}",
            document=RESOLUTION,
            position=number,
            marker=str(number),
            marker_key=str(number),
            variants=texts(text),
            called_in=called_in,
            citations=citations,
        )
        for number, (text, called_in, citations) in enumerate(notes, 1)
    ]


def resolution_citations() -> list[CitationRecord]:
    """The treaty in footnote 1, again in footnote 2, and the Compact in the text of 2(a)."""
    first, second, third = f"{RESOLUTION}#fn1:a", f"{RESOLUTION}#fn2:b", f"{RESOLUTION}#2(a):c"
    entry = TreatySeriesEntry("2220", "39481")
    return [
        citation(
            1, first, f"{RESOLUTION}#fn1", "United Nations, Treaty Series, vol. 2220, No. 39481", Span(0, 51),
            footnote=f"{RESOLUTION}#fn1", targets=(TREATY,), paragraphs=(1,), treaty_series=(entry,),
        ),
        citation(
            2, second, f"{RESOLUTION}#fn2", "Ibid., art. 5", Span(0, 13),
            footnote=f"{RESOLUTION}#fn2", targets=(TREATY,), paragraphs=(2, 3), is_ibid=True, pinpoint="art. 5",
            antecedents=(first,), chain=(f"{RESOLUTION}#fn1",), supports=(third,),
        ),
        citation(
            3, third, f"{RESOLUTION}#2(a)", "the Compact", Span(13, 24),
            origin=CitationOrigin.TEXT, targets=(COMPACT, "A/RES/73/195"), paragraphs=(4,),
            pinpoint_paragraph=f"{RESOLUTION}#annex.1",
        ),
    ]  # fmt: skip


def citation(position: int, key: str, unit: str, words: str, span: Span, **fields: object) -> CitationRecord:
    """A resolved citation of the document that its unit stands in."""
    targets = fields.get("targets")
    assert isinstance(targets, tuple)
    values: dict[str, object] = {"origin": CitationOrigin.FOOTNOTE, **fields}
    return CitationRecord(
        key=key,
        document=unit.partition("#")[0],
        position=position,
        unit=unit,
        words={EN: words},
        spans={EN: span},
        resolution=CitationResolution.RESOLVED,
        instrument=targets[0],
        **values,  # type: ignore[arg-type]  # fields of the record, by name
    )


def report() -> list[Entity]:
    """The report: an introduction, and a section with a section for each submission."""
    heads: list[tuple[str, str, str | None]] = [("I", "Introduction", None), ("II", "Submissions", None)]
    heads += [("A", "Fiji", "II"), ("B", "Mexico", "II"), ("C", "European Union", "II")]
    first = {"I": (1, 1), "A": (2, 3), "B": (4, 4), "C": (5, 5)}
    sections = [
        SectionRecord(
            key=section_key(number, parent),
            document=REPORT,
            position=position,
            number=number,
            level=1 if parent is None else 2,
            parent=None if parent is None else section_key(parent),
            first=first.get(number, (0, 0))[0],
            last=first.get(number, (0, 0))[1],
            variants=texts(heading),
        )
        for position, (number, heading, parent) in enumerate(heads, 1)
    ]
    return [
        DocumentRecord(
            key=REPORT,
            symbol=Symbol(REPORT),
            kind=DocumentKind.REPORT,
            body="UN-HRC",
            session="45",
            variants=texts("Human rights of migrants"),
            answers=(Answered(document=RESOLUTION, words="pursuant to resolution 74/148"),),
            counts=Counts(
                sections=5, paragraphs=5, citations=2, text_citations=2, submissions=3,
                paragraphs_by_kind={"NARRATIVE": 5},
            ),
        ),
        *sections,
        *report_paragraphs(),
        citation(
            1, f"{REPORT}#3:a", f"{REPORT}#3", "the Compact", Span(15, 26), origin=CitationOrigin.TEXT,
            targets=(COMPACT, "A/RES/73/195"), paragraphs=(3,),
        ),
        citation(
            2, f"{REPORT}#5:b", f"{REPORT}#5", "the Convention", Span(9, 23), origin=CitationOrigin.TEXT,
            targets=(TREATY,), paragraphs=(5,),
        ),
        submission(1, "FJI", "A", (2, 3), (COMPACT, 3), ("A/RES/73/195", 3), citations=(1,)),
        submission(2, "MEX", "B", (4, 4)),
        submission(3, "EU", "C", (5, 5), (TREATY, 5), citations=(2,), reporter_is_state=False),
    ]  # fmt: skip


def section_key(number: str, parent: str | None = None) -> str:
    """The key of a section of the report."""
    return f"{REPORT}#sec.{f'{parent}.' if parent else ''}{number}"


def report_paragraphs() -> list[ParagraphRecord]:
    """Five paragraphs, one in the introduction and four in submissions."""
    said = (
        ("The present report is submitted pursuant to resolution 74/148.", section_key("I"), None),
        ("The Government had laws.", section_key("A", "II"), "FJI"),
        ("It implemented the Compact.", section_key("A", "II"), "FJI"),
        ("The Government had programmes.", section_key("B", "II"), "MEX"),
        ("It noted the Convention.", section_key("C", "II"), "EU"),
    )
    cited = {3: (1,), 5: (2,)}
    return [
        ParagraphRecord(
            key=f"{REPORT}#{position}",
            document=REPORT,
            position=position,
            label=str(position),
            label_key=str(position),
            kind=ParagraphKind.NARRATIVE,
            variants=texts(text),
            section=section,
            last_descendant=position,
            citations=cited.get(position, ()),
            submission=None if reporter is None else f"{REPORT}#sub.{reporter}",
        )
        for position, (text, section, reporter) in enumerate(said, 1)
    ]


def submission(
    position: int,
    reporter: str,
    letter: str,
    place: tuple[int, int],
    *cited: tuple[str, int],
    citations: tuple[int, ...] = (),
    reporter_is_state: bool = True,
) -> SubmissionRecord:
    """A submission that responds to the resolution; `cited` are instruments, each with the paragraph that cites it."""
    return SubmissionRecord(
        key=f"{REPORT}#sub.{reporter}",
        document=REPORT,
        position=position,
        reporter=reporter,
        reporter_is_state=reporter_is_state,
        responds_to=(RESOLUTION,),
        section=section_key(letter, "II"),
        first=place[0],
        last=place[1],
        citations=citations,
        evidence=tuple(Evidence(instrument=instrument, paragraphs=(where,)) for instrument, where in cited),
    )


def authority() -> list[Entity]:
    """What every corpus stands on: bodies, reporters, instruments."""
    names = {"treaty": "International Convention on Migrant Workers", "compact": "Global Compact for Migration"}
    return [
        BodyRecord(key="UN-GA", variants=texts("General Assembly", "Assemblée générale")),
        BodyRecord(key="UN-HRC", variants=texts("Human Rights Council")),
        ReporterRecord(key="FJI", alpha2="FJ", m49="242", variants=texts("Fiji", "Fidji")),
        ReporterRecord(key="MEX", alpha2="MX", m49="484", variants=texts("Mexico", "Mexique")),
        ReporterRecord(key="EU", variants=texts("European Union", "Union européenne")),
        InstrumentRecord(
            key=TREATY,
            kind=InstrumentKind.TREATY,
            variants=texts(names["treaty"]),
            aliases=("icrmw", fold(names["treaty"])),
            treaty_series=(TreatySeriesEntry("2220", "39481"),),
            adopted_on=date(1990, 12, 18),
        ),
        InstrumentRecord(
            key=COMPACT,
            kind=InstrumentKind.COMPACT,
            symbol=Symbol("A/RES/73/195"),
            ancestors=("A/RES/73/195",),
            variants=texts(names["compact"]),
            aliases=(fold(names["compact"]), "the compact"),
        ),
        InstrumentRecord(key="A/RES/73/195", kind=InstrumentKind.RESOLUTION, symbol=Symbol("A/RES/73/195")),
        InstrumentRecord(key=RESOLUTION, kind=InstrumentKind.RESOLUTION, symbol=Symbol(RESOLUTION)),
        InstrumentRecord(key=REPORT, kind=InstrumentKind.REPORT, symbol=Symbol(REPORT), aliases=("the compact",)),
    ]


def corpus() -> list[Entity]:
    """All of it."""
    return [*authority(), *resolution(), *report()]


async def stored(records: Sequence[Entity]) -> MongoStore:
    """A store in memory that holds these records."""
    store = await mongomock_store()
    await store.commit([Put(None, record) for record in records], by="test")
    return store


def counted(records: Sequence[Entity]) -> list[Entity]:
    """Records whose documents have the coverage that their units' texts make; the corpus makes some of it up."""
    units = [record for record in records if isinstance(record, DocumentRecord | Placed)]
    of = [record.key if isinstance(record, DocumentRecord) else record.document for record in units]
    return [
        replace(record, coverage=coverage(unit for unit, key in zip(units, of, strict=True) if key == record.key))
        if isinstance(record, DocumentRecord)
        else record
        for record in records
    ]
