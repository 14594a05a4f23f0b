"""A document's languages as the store has them, as sources again: what is loaded later is united with them.

What is made of a document depends on the texts that there are in each language, and not on the order in which they
came: so the texts of the other languages take part in each load.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from i18n.languages import Tag
from seed.linking.authority import Authority
from seed.loading.comparing import Code as Differing
from seed.loading.held import HeldDocument
from seed.loading.keying import HeldKeys
from seed.loading.source import Source, source_of
from seed.text.codes import Code
from seed.tree import Diagnostic, Metadata, ParsedDocument, ParsedFootnote, ParsedParagraph, ParsedSection
from seed.uniting import codes
from store.records import DocumentRecord, Finding, ParagraphRecord, Placed

P = TypeVar("P", bound=Placed)

_COUNTED = re.compile(r"(?:PP|U)\d+|T\d+\.\d+")
"""Labels that are counted and not printed."""

_MADE_ANEW = frozenset({*codes.Code, *Differing, "CITATION_AMBIGUOUS", "CITATION_UNRESOLVED"})
"""Findings that uniting and linking make, so that they are made again."""


def held_sources(held: HeldDocument, loaded: frozenset[Tag], authority: Authority) -> tuple[list[Source], HeldKeys]:
    """The languages of the store that are not loaded now, and the keys of their units."""
    if held.document is None:
        return [], HeldKeys()
    languages = [tag for tag in held.document.origins if tag not in loaded]
    sources, own_keys = [], {}
    for language in languages:
        own = InLanguage(held, language)
        origin = held.document.origins[language]
        made = source_of(own.tree(), authority, origin.rank)
        sources.append(replace(made, file=origin.file, digest=origin.digest, is_held=True))
        own_keys[language] = own.keys()
    return sources, HeldKeys(own_keys)


class InLanguage:
    """The units of a document that have a text in one language."""

    def __init__(self, held: HeldDocument, language: Tag) -> None:
        assert held.document is not None
        self._document = held.document
        self._language = language
        self._sections = self._own(held.units.sections)
        self._paragraphs = self._own(held.units.paragraphs)
        self._footnotes = self._own(held.units.footnotes)
        self._unprinted = frozenset(
            finding.paragraph
            for finding in held.document.findings
            if finding.code == Code.NUMBER_MISSING and finding.language == language
        )

    def _own(self, units: Sequence[P]) -> list[P]:
        return [unit for unit in units if self._language in unit.variants]

    def keys(self) -> Mapping[str, Sequence[str]]:
        """The keys of its units, by kind."""
        return {
            "sections": [unit.key for unit in self._sections],
            "paragraphs": [unit.key for unit in self._paragraphs],
            "footnotes": [unit.key for unit in self._footnotes],
        }

    def tree(self) -> ParsedDocument:
        """The tree."""
        section_at = {unit.key: at for at, unit in enumerate(self._sections)}
        paragraph_at = {unit.key: at for at, unit in enumerate(self._paragraphs)}
        footnote_at = {unit.key: at for at, unit in enumerate(self._footnotes)}
        return ParsedDocument(
            metadata=metadata_of(self._document, self._language),
            language=self._language,
            sections=tuple(
                ParsedSection(
                    number=unit.number,
                    heading=unit.variants[self._language].text,
                    level=unit.level,
                    parent=section_at.get(unit.parent or ""),
                    part=unit.part,
                    aliases=unit.aliases,
                )
                for unit in self._sections
            ),
            paragraphs=tuple(
                ParsedParagraph(
                    label=unit.labels.get(self._language, unit.label),
                    kind=unit.kind,
                    text=unit.variants[self._language].text,
                    label_is_printed=self._is_printed(unit),
                    part=unit.part,
                    section=section_at.get(unit.section or ""),
                    parent=paragraph_at.get(unit.parent or ""),
                    eid=self._eid(unit),
                    aliases=unit.aliases,
                    acts=unit.acts if unit.original_language == self._language else (),
                )
                for unit in self._paragraphs
            ),
            footnotes=tuple(
                ParsedFootnote(
                    marker=unit.markers.get(self._language, unit.marker),
                    text=unit.variants[self._language].text,
                    part=unit.part,
                    aliases=unit.aliases,
                )
                for unit in self._footnotes
            ),
            diagnostics=tuple(
                _diagnostic(finding, paragraph_at, footnote_at)
                for finding in self._document.findings
                if finding.language == self._language and finding.code not in _MADE_ANEW
            ),
        )

    def _is_printed(self, unit: ParagraphRecord) -> bool:
        """Whether the text in this language prints a number: a finding says that it does not, or its label's form."""
        own = unit.labels.get(self._language)
        if unit.key in self._unprinted:
            return False
        return unit.label_is_printed if own is None else not _COUNTED.fullmatch(own)

    def _eid(self, unit: ParagraphRecord) -> str:
        """A paragraph's eId as its own language has it: uniting adds the label to those that the original lacks."""
        if unit.label_is_printed or unit.original_language == self._document.original_language:
            return unit.eid
        return unit.eid.removesuffix(f"-{unit.labels.get(unit.original_language, unit.label)}")


def _diagnostic(finding: Finding, paragraphs: Mapping[str, int], footnotes: Mapping[str, int]) -> Diagnostic:
    return Diagnostic(
        code=finding.code,
        line=finding.line,
        params=finding.params,
        paragraph=paragraphs.get(finding.paragraph or ""),
        footnote=footnotes.get(finding.footnote or ""),
        language=finding.language,
    )


def metadata_of(record: DocumentRecord, language: Tag) -> Metadata:
    """What a record says of its document, as a source would; the title in one language."""
    title = record.variants.get(language)
    return Metadata(
        symbol=record.symbol,
        symbol_is_printed=record.symbol_is_printed,
        kind=record.kind,
        title=title.text if title and title.text != record.key else None,
        body=record.body,
        author=record.author,
        session=record.session,
        agenda_item=record.agenda_item,
        adopted_on=record.adopted_on,
        issued_on=record.issued_on,
        distribution=record.distribution,
        committee_report=record.committee_report,
        committee_report_paragraph=record.committee_report_paragraph,
        meeting=record.meeting,
        meeting_record=record.meeting_record,
        draft=record.draft,
        sponsors=record.sponsors,
        vote=record.vote,
        subjects=record.subjects,
        job_number=record.job_numbers.get(language),
    )
