"""What a new reading may change of what is there, and what it never takes away."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from i18n.languages import EN, Tag
from seed.loading.merging import cited, is_same, itself, merged, merged_variant
from store import texts
from store.records import (
    CitationOrigin,
    CitationRecord,
    CitationResolution,
    InstrumentKind,
    InstrumentRecord,
    ParagraphRecord,
    SourceRank,
    Span,
    TreatySeriesEntry,
    Variant,
)

FR = Tag("fr")
THEN, NOW = datetime(2020, 1, 1, tzinfo=UTC), datetime(2021, 1, 1, tzinfo=UTC)


def variant(text: str, rank: SourceRank = SourceRank.OFFICIAL_TEXT, language: Tag = EN, revision: int = 1) -> Variant:
    return Variant(
        language=language, text=text, digest=texts.digest(text), rank=rank, revision=revision, updated_at=THEN
    )


def paragraph(*variants: Variant, revision: int = 0) -> ParagraphRecord:
    return ParagraphRecord(
        key="A/RES/1/1#1",
        document="A/RES/1/1",
        position=1,
        label="1",
        label_key="1",
        revision=revision,
        variants={one.language: one for one in variants},
    )


RANKS = list(SourceRank)


@pytest.mark.parametrize("held", RANKS)
@pytest.mark.parametrize("new", RANKS)
def test_a_lower_source_never_replaces_a_higher(held: SourceRank, new: SourceRank) -> None:
    """Whatever the order of loading: official XML, official text, editor, machine."""
    result = merged_variant(variant("held", held), variant("new", new), NOW)

    assert ("new" if RANKS.index(new) >= RANKS.index(held) else "held") == result.text


def test_a_replaced_text_is_one_revision_higher_and_of_now() -> None:
    result = merged_variant(variant("old", revision=3), variant("new"), NOW)

    assert (4, NOW, "new") == (result.revision, result.updated_at, result.text)


def test_the_same_text_again_keeps_its_revision_and_its_time() -> None:
    assert merged_variant(variant("same", revision=3), variant("same"), NOW) == variant("same", revision=3)


def test_the_same_text_from_a_higher_source_rises_in_rank_only() -> None:
    result = merged_variant(variant("same", SourceRank.EDITOR, revision=2), variant("same"), NOW)

    assert variant("same", SourceRank.OFFICIAL_TEXT, revision=2) == result


def test_translations_and_unpublished_work_survive_a_new_reading() -> None:
    held = replace(
        paragraph(variant("old"), variant("ancien", language=FR), revision=5), working={FR: variant("brouillon")}
    )

    result = merged(held, paragraph(variant("new")), NOW)

    assert "new" == result.variants[EN].text
    assert "ancien" == result.variants[FR].text
    assert held.working == result.working
    assert held.revision == result.revision


def test_the_same_reading_again_is_the_same_record() -> None:
    held = merged(None, paragraph(variant("text")), THEN)

    assert is_same(held, merged(held, paragraph(variant("text")), NOW))


def citation(**fields: object) -> CitationRecord:
    base = CitationRecord(
        key="A/RES/1/1#fn1:abc",
        document="A/RES/1/1",
        position=1,
        unit="A/RES/1/1#fn1",
        origin=CitationOrigin.FOOTNOTE,
        words={EN: "Ibid."},
        spans={EN: Span(0, 5)},
    )
    return replace(base, **fields)  # type: ignore[arg-type]  # fields of the record, by name


def test_an_editors_correction_survives_a_new_reading() -> None:
    held = citation(instrument="treaty:CAT", resolution=CitationResolution.RESOLVED, is_corrected=True, position=4)

    result = merged(held, citation(instrument="treaty:CRC", resolution=CitationResolution.RESOLVED, position=7), NOW)

    assert ("treaty:CAT", True, 7) == (result.instrument, result.is_corrected, result.position)


def test_a_citation_keeps_its_words_in_other_languages() -> None:
    held = citation(words={EN: "Ibid.", FR: "Ibid."}, spans={EN: Span(0, 5), FR: Span(0, 5)})

    assert {EN, FR} == merged(held, citation(), NOW).words.keys()


def instrument(kind: InstrumentKind, title: str | None = None, **fields: object) -> InstrumentRecord:
    base = InstrumentRecord(key="treaty:X", kind=kind, variants={EN: variant(title)} if title else {})
    return replace(base, **fields)  # type: ignore[arg-type]  # fields of the record, by name


def test_a_document_says_what_it_is_unless_the_authority_table_does() -> None:
    wanted = instrument(InstrumentKind.RESOLUTION, "Rights of everyone")
    known = instrument(InstrumentKind.AGENDA, "An agenda for everyone", aliases=("the agenda",))

    assert wanted == itself(instrument(InstrumentKind.OTHER), wanted)
    assert known.kind == itself(known, wanted).kind
    assert known.variants == itself(known, wanted).variants


def test_a_citing_document_adds_facts_to_an_instrument_and_changes_none() -> None:
    held = instrument(InstrumentKind.TREATY, "Convention on X", treaty_series=(TreatySeriesEntry("1", "2"),))
    wanted = instrument(
        InstrumentKind.OTHER, "the X", treaty_series=(TreatySeriesEntry("9", "2"),), adopted_on=date(1999, 1, 1)
    )

    result = merged(held, cited(held, wanted), NOW)

    assert InstrumentKind.TREATY == result.kind
    assert "Convention on X" == result.variants[EN].text
    assert (TreatySeriesEntry("1", "2"), TreatySeriesEntry("9", "2")) == result.treaty_series
    assert date(1999, 1, 1) == result.adopted_on
