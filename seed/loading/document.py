"""A whole document, from what its languages say and cite, as the records that are wanted in the store."""

from __future__ import annotations

from dataclasses import replace

from seed.authority.reporters import ReporterNames
from seed.linking.mandates import answered, mandate_records
from seed.linking.submissions import submissions
from seed.loading.bundle import Bundle
from seed.loading.citations import citation_records, with_citations
from seed.loading.comparing import compare
from seed.loading.description import as_instrument, document_record
from seed.loading.findings import findings
from seed.loading.keying import Held, HeldKeys, unit_keys
from seed.loading.source import Gathered
from seed.loading.submissions import submission_records
from seed.loading.units import footnote_records, paragraph_records, section_records
from store.derived import Parts, counts


def bundle(gathered: Gathered, names: ReporterNames, held: Held, held_keys: HeldKeys | None = None) -> Bundle:
    """The document's records; `held` are the units that the store has, whose keys are kept."""
    whole = gathered.united.whole
    own = unit_keys(gathered, held, held_keys)
    compared = compare(gathered)
    citations = citation_records(gathered, compared.cited, own)
    paragraphs, footnotes = with_citations(
        gathered, paragraph_records(gathered, own), footnote_records(gathered, own), citations
    )
    original = gathered.original
    answers = answered(original.parsed, original.linked)
    submitted, paragraphs = submission_records(
        gathered.key,
        submissions(whole, names),
        unit_keys=own,
        paragraphs=paragraphs,
        citations=citations,
        responds_to=tuple(answer.document for answer in answers),
    )
    made = Bundle(
        document=document_record(
            gathered,
            names,
            findings=findings(gathered, compared, own, citations),
            mandates=mandate_records(whole, own.paragraphs),
            answers=answers,
        ),
        sections=section_records(gathered, own),
        paragraphs=paragraphs,
        footnotes=footnotes,
        citations=citations,
        submissions=submitted,
        instruments=(
            *(record for source in gathered.sources.values() for record in source.linked.instruments),
            as_instrument(gathered),
        ),
        loaded=gathered.loaded,
    )
    return replace(made, document=replace(made.document, counts=counts(_parts(made))))


def _parts(whole: Bundle) -> Parts:
    return Parts(
        sections=whole.sections,
        paragraphs=whole.paragraphs,
        footnotes=whole.footnotes,
        citations=whole.citations,
        submissions=whole.submissions,
    )
