"""What the sources of a document have wrong or unclear, about the document's units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from i18n.languages import Tag
from seed.loading.comparing import Comparison
from seed.loading.source import Gathered
from seed.loading.units import UnitKeys
from seed.tree import Diagnostic
from seed.uniting.united import Seen
from store.records import CitationRecord, Finding


def findings(
    gathered: Gathered, compared: Comparison, own: UnitKeys, citations: Sequence[CitationRecord]
) -> tuple[Finding, ...]:
    """What each text has, the original first, then what languages disagree on. What several texts have is said once."""
    found: dict[tuple[object, ...], Finding] = {}
    for diagnostic in _all(gathered, compared):
        finding = Finding(
            code=diagnostic.code,
            params=diagnostic.params,
            line=diagnostic.line,
            language=diagnostic.language,
            paragraph=None if diagnostic.paragraph is None else own.paragraphs[diagnostic.paragraph],
            footnote=None if diagnostic.footnote is None else own.footnotes[diagnostic.footnote],
            citation=None if diagnostic.citation is None else citations[diagnostic.citation].key,
        )
        found.setdefault((finding.code, finding.paragraph, finding.footnote, *_about(finding)), finding)
    return tuple(found.values())


def _about(finding: Finding) -> tuple[object, ...]:
    """What tells apart two findings of one code about one unit: what they say, but for words of different languages."""
    if finding.paragraph or finding.footnote:
        return (finding.language is None, *(sorted(finding.params.items()) if finding.language is None else ()))
    return tuple(sorted(finding.params.items()))


def _all(gathered: Gathered, compared: Comparison) -> Iterator[Diagnostic]:
    """Everything, by places in the whole."""
    for tag, source in gathered.sources.items():
        paragraphs, footnotes = _inverse(gathered.united.paragraphs, tag), _inverse(gathered.united.footnotes, tag)
        for each in (*source.parsed.diagnostics, *source.linked.diagnostics):
            yield Diagnostic(
                code=each.code,
                line=each.line,
                params=each.params,
                paragraph=None if each.paragraph is None else paragraphs[each.paragraph],
                footnote=None if each.footnote is None else footnotes[each.footnote],
                language=tag,
            )
    yield from gathered.united.diagnostics
    yield from compared.diagnostics


def _inverse(units: tuple[Seen, ...], tag: Tag) -> dict[int, int]:
    return {seen[tag]: place for place, seen in enumerate(units) if tag in seen}
