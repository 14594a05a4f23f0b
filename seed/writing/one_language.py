"""A document from the store as one of its languages has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from i18n.languages import Tag
from i18n.negotiation import choose
from seed.loading.held_sources import InLanguage
from seed.tree import ParsedDocument
from seed.writing import uris
from seed.writing.expression import Expression, Link, Links
from seed.writing.speakers import speaker
from seed.writing.whole import Whole
from store.records import CitationRecord, ParagraphKind, Provenance, Unit

_SPOKEN = frozenset({ParagraphKind.PREAMBULAR, ParagraphKind.OPERATIVE})


def expression_in(whole: Whole, language: Tag) -> Expression:
    """The units that have a text in this language, and nothing else."""
    document = whole.document
    own = InLanguage(whole.held(), language)
    keys = own.keys()
    tree = _named(own.tree(), keys)
    speaks = any(each.kind in _SPOKEN and each.part is None for each in tree.paragraphs)
    title = document.variants.get(language)
    return Expression(
        tree=tree,
        original=document.original_language,
        provenance=title.provenance if title and language not in document.origins else Provenance.OFFICIAL,
        modified=whole.modified.date(),
        paragraph_links=_links(whole, language, keys["paragraphs"]),
        footnote_links=_links(whole, language, keys["footnotes"]),
        body_name=name_in(whole.body, language),
        speaker=speaker(document, language) if speaks else "",
        reporters={code: name_in(each, language) for code, each in whole.reporters.items()},
    )


def _named(tree: ParsedDocument, keys: Mapping[str, Sequence[str]]) -> ParsedDocument:
    """The tree with the names that its units have in every language: their keys within the document."""
    wids = {kind: [key.partition("#")[2] for key in held] for kind, held in keys.items()}
    return replace(
        tree,
        sections=tuple(replace(each, wid=wids["sections"][at]) for at, each in enumerate(tree.sections)),
        paragraphs=tuple(replace(each, wid=wids["paragraphs"][at]) for at, each in enumerate(tree.paragraphs)),
        footnotes=tuple(replace(each, wid=wids["footnotes"][at]) for at, each in enumerate(tree.footnotes)),
    )


def name_in(unit: Unit | None, language: Tag) -> str:
    """The name of a body or a Reporter, in the language or what stands for it."""
    choice = choose([language], unit.variants, unit.original_language) if unit else None
    return unit.variants[choice.language].text if unit and choice else ""


def links_of(whole: Whole, citations: Sequence[CitationRecord], language: Tag) -> Iterator[Link]:
    """The words that cite something that has an address."""
    for each in citations:
        span = each.spans.get(language)
        href = uris.address(whole.instruments.get(each.instrument or ""))
        if span and href:
            yield Link(span.start, span.end, href)


def _links(whole: Whole, language: Tag, keys: Sequence[str]) -> Links:
    by_unit: dict[str, list[CitationRecord]] = {}
    for each in whole.citations:
        by_unit.setdefault(each.unit, []).append(each)
    found = {at: tuple(links_of(whole, by_unit.get(key, ()), language)) for at, key in enumerate(keys)}
    return {at: links for at, links in found.items() if links}
