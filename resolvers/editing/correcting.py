"""Correcting what a citation points to: carried to the "Ibid." that repeat it, and to what submissions are evidence of.

The graph both ways (who cites an instrument, which States report on it) is derived from these records in the same
transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from resolvers import instruments
from resolvers.access import Action, permits
from resolvers.editing.decisions import Decision, refused
from resolvers.editing.intents import Request
from resolvers.editing.ports import Editable
from resolvers.editing.requests import Done, done_once
from resolvers.pages import NO_END
from store.correcting import CORRECTED, automatic, carried, pinpoint_paragraph, resolved, with_evidence, with_resolved
from store.editing import Outcome, OutcomeKind
from store.ports import Put, Range
from store.records import (
    CitationRecord,
    CitationResolution,
    Correction,
    InstrumentRecord,
    Resolved,
    SubmissionRecord,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correcting:
    """A request to correct a citation that was at revision `expected`; `node` is its id as sent.

    It cites `instrument` (an identifier, a symbol, a name), nothing that can be known, or with `is_automatic` what its
    words say. `pinpoint` is a place in what is cited; None for the one that its words give.
    """

    request: Request
    node: str
    citation: str
    expected: int
    reason: str
    instrument: str | None = None
    is_automatic: bool = False
    pinpoint: str | None = None


async def correct(store: Editable, asked: Correcting) -> Done:
    """Correct a citation; one outcome. Raises KeyReused and BadKey."""
    return await done_once(store, asked.request, partial(_decide, store, asked), note=asked.reason)


async def _decide(store: Editable, asked: Correcting, at: datetime) -> Sequence[Decision]:
    return [await _decided(store, asked, at)]


async def _decided(store: Editable, asked: Correcting, at: datetime) -> Decision:
    """The rules, in their order; the first that applies decides."""
    principal = asked.request.principal
    if principal.is_anonymous or not permits(principal, Action.CORRECT):
        return refused(OutcomeKind.NOT_PERMITTED, asked.node)
    (citation,) = await store.get(CitationRecord, [asked.citation])
    if citation is None:
        return refused(OutcomeKind.CITATION_NOT_FOUND, asked.node)
    if citation.revision != asked.expected:
        return refused(OutcomeKind.CITATION_CONFLICT, asked.node)
    named = (await instruments.named(store, [asked.instrument]))[0] if asked.instrument is not None else None
    if named is None and asked.instrument is not None:
        params = {"identifier": asked.instrument[:100]}
        return refused(OutcomeKind.INSTRUMENT_NOT_FOUND, asked.node, params=params)
    return await _written(store, asked, _corrected(asked, citation, named, at))


def _corrected(
    asked: Correcting, citation: CitationRecord, instrument: InstrumentRecord | None, at: datetime
) -> CitationRecord:
    """The citation as its editor wants it, with a note of that."""
    own = automatic(citation)
    correction = Correction(
        by=asked.request.who,
        at=at.replace(microsecond=at.microsecond // 1000 * 1000),
        reason=asked.reason,
        instrument=instrument.key if instrument else None,
        pinpoint=asked.pinpoint,
        is_undone=asked.is_automatic,
    )
    noted = replace(citation, corrections=(*citation.corrections, correction))
    if asked.is_automatic:
        return replace(with_resolved(noted, own), is_corrected=False, automatic=None)
    found = _target(instrument, own, asked.pinpoint)
    return replace(with_resolved(noted, found), is_corrected=True, automatic=own)


def _target(instrument: InstrumentRecord | None, own: Resolved, pinpoint: str | None) -> Resolved:
    """What the editor's word amounts to. A pinpoint of theirs is read as one in English."""
    said = own if pinpoint is None else Resolved(pinpoint=pinpoint)
    if instrument is None:
        return Resolved(resolution=CitationResolution.UNRESOLVED, rule=CORRECTED, pinpoint=said.pinpoint)
    return Resolved(
        resolution=CitationResolution.RESOLVED,
        rule=CORRECTED,
        instrument=instrument.key,
        targets=(instrument.key, *instrument.ancestors),
        pinpoint=said.pinpoint,
        pinpoint_paragraph=pinpoint_paragraph(instrument.key, said),
    )


async def _written(store: Editable, asked: Correcting, corrected: CitationRecord) -> Decision:
    """The citation, those that repeat it, and the submissions that make any of them."""
    (before,) = await store.ranges(CitationRecord, [Range(corrected.document, 1, NO_END)])
    after = carried([corrected if each.key == corrected.key else each for each in before])
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    positions = {new.position for _, new in changed}
    (submissions,) = await store.ranges(SubmissionRecord, [Range(corrected.document, 1, NO_END)])
    reported = [(each, with_evidence(each, after)) for each in submissions if positions & set(each.citations)]
    outcome = Outcome(
        kind=OutcomeKind.CITATION_CORRECTED,
        node=asked.node,
        carried=tuple(new.key for old, new in changed if new.key != corrected.key and resolved(old) != resolved(new)),
    )
    writes = [Put(old, new) for old, new in (*changed, *reported) if old != new]
    return Decision(outcome=outcome, writes=tuple(writes))
