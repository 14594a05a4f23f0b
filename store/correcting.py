"""Corrections of citations: what an editor says a citation points to carries to the "Ibid." that repeat it. Pure.

Everything follows from what the words of each citation say by themselves (`automatic` where that was overruled) and
from the corrections. So a correction is carried anew whenever a document is loaded, and one that is undone leaves
nothing behind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace

from i18n.citing.pinpoints import unit_place
from store import keys
from store.derived import evidence
from store.records import CitationRecord, Resolved, SubmissionRecord

CORRECTED = "corrected"
"""The rule by which a citation that an editor corrected was resolved."""

CARRIED = "repeats a corrected one"
"""The rule of an "Ibid." whose antecedent was corrected."""


def resolved(citation: CitationRecord) -> Resolved:
    """What a citation points to."""
    return Resolved(
        resolution=citation.resolution,
        rule=citation.rule,
        instrument=citation.instrument,
        targets=citation.targets,
        candidates=citation.candidates,
        pinpoint=citation.pinpoint,
        pinpoint_paragraph=citation.pinpoint_paragraph,
    )


def automatic(citation: CitationRecord) -> Resolved:
    """What its words say."""
    return citation.automatic or resolved(citation)


def with_resolved(citation: CitationRecord, found: Resolved) -> CitationRecord:
    """A citation that points to something else."""
    return replace(citation, **asdict(found))


def carried(citations: Sequence[CitationRecord]) -> list[CitationRecord]:
    """The citations of a document, in their order, with every correction carried to those that repeat it.

    An "Ibid." repeats its one antecedent where its own words lead to the same instrument, or neither leads to any.
    """
    final: dict[str, CitationRecord] = {}
    for citation in sorted(citations, key=lambda each: each.position):
        final[citation.key] = citation if citation.is_corrected else _carried(citation, final)
    return [final[citation.key] for citation in citations]


def _carried(citation: CitationRecord, before: dict[str, CitationRecord]) -> CitationRecord:
    own = automatic(citation)
    antecedent = before.get(citation.antecedents[0]) if len(citation.antecedents) == 1 else None
    if antecedent is None or antecedent.automatic is None or not citation.is_ibid:
        return replace(with_resolved(citation, own), automatic=None)
    if antecedent.automatic.instrument != own.instrument:
        return replace(with_resolved(citation, own), automatic=None)
    repeats = replace(
        resolved(antecedent),
        rule=CARRIED,
        pinpoint=own.pinpoint,
        pinpoint_paragraph=pinpoint_paragraph(antecedent.instrument, own),
    )
    return replace(with_resolved(citation, repeats), automatic=own)


def pinpoint_paragraph(instrument: str | None, found: Resolved) -> str | None:
    """The paragraph of an instrument that a pinpoint names: that of its words, wherever these pointed."""
    if instrument is None:
        return None
    part = (found.instrument or "").partition("#")[2]
    place = (found.pinpoint_paragraph or "").partition("#")[2]
    own = place.removeprefix(f"{part}.") if part else place
    named = own or unit_place(found.pinpoint)
    return keys.cited_paragraph(instrument, named) if named else None


def with_evidence(submission: SubmissionRecord, citations: Sequence[CitationRecord]) -> SubmissionRecord:
    """A submission with what its citations are evidence of, as they are now."""
    own = [each for each in citations if each.position in submission.citations]
    return replace(submission, evidence=evidence(own, range(submission.first, submission.last + 1)))
