"""What a document is loaded from: its text in one language, read and linked, and all of them gathered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from i18n.languages import Tag
from seed.linking import Linked, link
from seed.linking.authority import Authority
from seed.tree import ParsedDocument
from seed.uniting import United, unite
from store.records import SourceRank


class NoSymbol(ValueError):
    """A document that neither prints its symbol nor lets it be built: it cannot be named, so it cannot be kept."""

    code = "SYMBOL_UNKNOWN"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document's text in one language: read, linked, with the rank of what it came from.

    `file` names it and `digest` is of its content and of how it was read; both are empty for what the store has.
    """

    parsed: ParsedDocument
    linked: Linked
    rank: SourceRank = SourceRank.OFFICIAL_TEXT
    file: str = ""
    digest: str = ""
    is_held: bool = False

    @property
    def language(self) -> Tag:
        """The language of the text."""
        return self.parsed.language

    @property
    def key(self) -> str:
        """The document's key. Raises NoSymbol."""
        if self.parsed.metadata.symbol is None:
            raise NoSymbol
        return str(self.parsed.metadata.symbol)


def source_of(parsed: ParsedDocument, authority: Authority, rank: SourceRank = SourceRank.OFFICIAL_TEXT) -> Source:
    """A text with its links."""
    return Source(parsed=parsed, linked=link(parsed, authority), rank=rank)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """A document in all languages that it is read in; the trees and links are in one order, the original first."""

    key: str
    sources: Mapping[Tag, Source]
    united: United

    @property
    def original(self) -> Source:
        """The source of the original language."""
        return self.sources[self.united.languages[0]]

    @property
    def loaded(self) -> frozenset[Tag]:
        """The languages that are read anew, and not taken from the store."""
        return frozenset(tag for tag, source in self.sources.items() if not source.is_held)


def gather(sources: Sequence[Source]) -> Gathered:
    """Unite a document's languages. Raises NoSymbol."""
    by_language = {source.language: source for source in sources}
    united = unite([source.parsed for source in by_language.values()])
    return Gathered(key=sources[0].key, sources={tag: by_language[tag] for tag in united.languages}, united=united)
