"""The records of the submissions that a document carries, and their mark on the paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from seed.authority.reporters import is_state
from seed.linking.submissions import FoundSubmission
from seed.loading.units import UnitKeys
from store import keys
from store.derived import evidence
from store.records import CitationRecord, ParagraphRecord, SubmissionRecord


def submission_records(
    document: str,
    found: Sequence[FoundSubmission],
    *,
    unit_keys: UnitKeys,
    paragraphs: Sequence[ParagraphRecord],
    citations: Sequence[CitationRecord],
    responds_to: tuple[str, ...],
) -> tuple[tuple[SubmissionRecord, ...], tuple[ParagraphRecord, ...]]:
    """The submissions in document order, and all paragraphs, those of a submission naming it."""
    records: list[SubmissionRecord] = []
    carrier: dict[int, str] = {}
    for position, submission in enumerate(found, 1):
        held = {index + 1 for index in submission.paragraphs}
        own = [citation for citation in citations if held & set(citation.paragraphs)]
        # One Reporter may have two sections in a document ("replies", "further replies"): the later gets a number.
        key = keys.submission(document, submission.reporter)
        key = key if key not in carrier.values() else f"{key}~{position}"
        records.append(
            SubmissionRecord(
                key=key,
                document=document,
                position=position,
                reporter=submission.reporter,
                reporter_is_state=is_state(submission.reporter),
                responds_to=responds_to,
                section=unit_keys.sections[submission.section],
                first=min(held),
                last=max(held),
                citations=tuple(citation.position for citation in own),
                evidence=evidence(own, held),
            )
        )
        carrier |= dict.fromkeys(held, key)
    marked = tuple(replace(paragraph, submission=carrier.get(paragraph.position)) for paragraph in paragraphs)
    return tuple(records), marked
