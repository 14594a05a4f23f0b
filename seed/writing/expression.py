"""A document's text in one language, as a tree, with what a writer of mark-up needs beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from i18n.languages import EN, Tag
from seed.tree import ParsedDocument
from store.records import Provenance


@dataclass(frozen=True, slots=True)
class Link:
    """Words of a unit's plain text (code points, end exclusive) that cite something, and its address."""

    start: int
    end: int
    href: str


Links = Mapping[int, Sequence[Link]]
"""By the index of a paragraph or of a footnote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """One language of one document.

    `speaker` is the body in whose name the text speaks ("The General Assembly,"), `reporters` names by code.
    """

    tree: ParsedDocument
    original: Tag = EN
    provenance: Provenance = Provenance.OFFICIAL
    modified: date | None = None
    paragraph_links: Links
    footnote_links: Links
    body_name: str = ""
    speaker: str = ""
    reporters: Mapping[str, str]

    @property
    def language(self) -> Tag:
        """The language of the text."""
        return self.tree.language


def bare(tree: ParsedDocument) -> Expression:
    """A tree of which nothing else is known."""
    return Expression(tree=tree, original=tree.language, paragraph_links={}, footnote_links={}, reporters={})
