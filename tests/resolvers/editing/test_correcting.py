"""Correcting what a citation points to, and what follows from it."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import Any

import pytest

from resolvers.access import PUBLIC, Principal
from resolvers.editing.correcting import Correcting, correct
from resolvers.editing.intents import Request
from resolvers.editing.requests import Done
from store.correcting import CARRIED, carried
from store.editing import OutcomeKind
from store.listings import names
from store.ports import Put, Slice
from store.records import (
    CitationRecord,
    CitationResolution,
    InstrumentKind,
    InstrumentRecord,
    SubmissionRecord,
)
from tests.support.desks import ADA, PAUL, RITA, Table
from tests.support.records import COMPACT, REPORT, RESOLUTION, TREATY

FIRST, IBID, NAMED = f"{RESOLUTION}#fn1:a", f"{RESOLUTION}#fn2:b", f"{RESOLUTION}#2(a):c"
OTHER = "treaty:CRC"

_keys = count(1)


@pytest.fixture(autouse=True)
async def with_another_treaty(table: Table) -> None:
    record = InstrumentRecord(key=OTHER, kind=InstrumentKind.TREATY, aliases=("crc",))
    await table.store.commit([Put(None, record)], by="test")


async def citation(table: Table, key: str) -> CitationRecord:
    (found,) = await table.store.get(CitationRecord, [key])
    assert found is not None
    return found


async def corrected(table: Table, key: str, instrument: str | None = None, who: Principal = PAUL, **more: Any) -> Done:
    (there,) = await table.store.get(CitationRecord, [key])
    asked = {"expected": there.revision if there else 1, "reason": "it means the other one", **more}
    request = Request(principal=who, key=f"key-{next(_keys)}", asked=str((key, instrument, asked)))
    return await correct(
        table.store, Correcting(request=request, node=key, citation=key, instrument=instrument, **asked)
    )


async def listed(table: Table, listing: str) -> list[str]:
    (page,) = await table.store.pages([Slice(listing=listing, first=100)])
    return [entry.key for entry in page.entries]


async def test_a_correction_sets_what_is_cited_and_keeps_who_when_and_why(table: Table) -> None:
    done = await corrected(table, FIRST, "CRC", pinpoint="art. 3")

    found = await citation(table, FIRST)
    assert OutcomeKind.CITATION_CORRECTED is done.outcomes[0].kind
    assert (OTHER, (OTHER,), CitationResolution.RESOLVED, "art. 3", True) == (
        found.instrument, found.targets, found.resolution, found.pinpoint, found.is_corrected,
    )  # fmt: skip
    (word,) = found.corrections
    assert ("Paul", "it means the other one", OTHER, "art. 3") == (word.by, word.reason, word.instrument, word.pinpoint)


async def test_it_carries_to_the_ibid_that_repeats_it(table: Table) -> None:
    done = await corrected(table, FIRST, "CRC")

    found = await citation(table, IBID)
    assert (IBID,) == done.outcomes[0].carried
    assert (OTHER, "art. 5", CARRIED, False) == (found.instrument, found.pinpoint, found.rule, found.is_corrected)
    assert not (await citation(table, NAMED)).is_corrected


async def test_the_graph_follows_both_ways_in_the_same_commit(table: Table) -> None:
    await corrected(table, FIRST, "CRC")

    assert [FIRST, IBID] == await listed(table, names.cited_by(OTHER))
    assert [f"{REPORT}#5:b"] == await listed(table, names.cited_by(TREATY))
    assert [RESOLUTION] == await listed(table, names.documents_citing(OTHER))
    assert [] == await table.store.differences()  # type: ignore[attr-defined]  # the store in memory has it


async def test_submissions_are_evidence_of_what_is_cited_now(table: Table) -> None:
    assert ["FJI"] == await listed(table, names.reporting(COMPACT))

    await corrected(table, f"{REPORT}#3:a", "CRC")

    assert [] == await listed(table, names.reporting(COMPACT))
    assert ["FJI"] == await listed(table, names.reporting(OTHER))
    (submission,) = await table.store.get(SubmissionRecord, [f"{REPORT}#sub.FJI"])
    assert submission is not None
    assert [(OTHER, (3,), True)] == [(each.instrument, each.paragraphs, each.is_cited) for each in submission.evidence]


async def test_an_ibid_that_was_corrected_itself_stays(table: Table) -> None:
    await corrected(table, IBID, COMPACT)

    done = await corrected(table, FIRST, "CRC")

    assert () == done.outcomes[0].carried
    assert (COMPACT, True) == ((found := await citation(table, IBID)).instrument, found.is_corrected)


async def test_an_ibid_whose_own_words_lead_elsewhere_stays(table: Table) -> None:
    """“Ibid., vol. 2716, No. 48088” keeps the series and is another treaty."""
    ibid = await citation(table, IBID)
    elsewhere = replace(ibid, instrument=COMPACT, targets=(COMPACT,))
    await table.store.commit([Put(ibid, elsewhere)], by="import")

    await corrected(table, FIRST, "CRC")

    assert COMPACT == (await citation(table, IBID)).instrument


async def test_what_cannot_be_known_is_said_to_be_unresolved(table: Table) -> None:
    await corrected(table, FIRST)

    for key in (FIRST, IBID):
        found = await citation(table, key)
        assert (None, (), CitationResolution.UNRESOLVED) == (found.instrument, found.targets, found.resolution)
    assert [f"{REPORT}#5:b"] == await listed(table, names.cited_by(TREATY))


async def test_undone_it_leaves_the_citations_as_their_words_have_them(table: Table) -> None:
    before = [await citation(table, key) for key in (FIRST, IBID)]
    await corrected(table, FIRST, "CRC")
    await corrected(table, FIRST, COMPACT)

    done = await corrected(table, FIRST, is_automatic=True)

    after = [await citation(table, key) for key in (FIRST, IBID)]
    assert (IBID,) == done.outcomes[0].carried
    assert [each.instrument for each in before] == [each.instrument for each in after] == [TREATY, TREATY]
    assert [(each.rule, each.pinpoint, each.automatic) for each in before] == [
        (each.rule, each.pinpoint, each.automatic) for each in after
    ]
    assert [OTHER, COMPACT, None] == [each.instrument for each in after[0].corrections]
    assert [False, False, True] == [each.is_undone for each in after[0].corrections]


async def test_a_pinpoint_names_a_paragraph_of_what_is_cited_now(table: Table) -> None:
    await corrected(table, FIRST, COMPACT, pinpoint="para. 23 (l)")

    assert "A/RES/73/195#annex.23(l)" == (await citation(table, FIRST)).pinpoint_paragraph


@pytest.mark.parametrize("who", [PUBLIC, RITA], ids=["nobody", "reviewer"])
async def test_who_may_not_correct_does_not(table: Table, who: Principal) -> None:
    before = await citation(table, FIRST)

    done = await corrected(table, FIRST, "CRC", who)

    assert OutcomeKind.NOT_PERMITTED is done.outcomes[0].kind
    assert before == await citation(table, FIRST)


async def test_what_is_not_known_is_told(table: Table) -> None:
    outcomes = [
        (await corrected(table, "nothing", "CRC")).outcomes[0].kind,
        (await corrected(table, FIRST, "CRC", expected=7)).outcomes[0].kind,
        (await corrected(table, FIRST, "Treaty of Nowhere")).outcomes[0].kind,
    ]

    assert [
        OutcomeKind.CITATION_NOT_FOUND,
        OutcomeKind.CITATION_CONFLICT,
        OutcomeKind.INSTRUMENT_NOT_FOUND,
    ] == outcomes


async def test_carrying_twice_is_carrying_once(table: Table) -> None:
    await corrected(table, FIRST, "CRC", ADA)
    found = [await citation(table, key) for key in (FIRST, IBID, NAMED)]

    assert found == carried(found)
