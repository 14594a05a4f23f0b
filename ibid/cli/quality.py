"""`ibid status --quality`: how well what is held is understood."""

from __future__ import annotations

from collections.abc import AsyncIterator

from rich.progress import track
from rich.table import Table

from ibid.cli.failures import errors
from ibid.cli.printing import console
from seed.quality import Quality, Share
from store.listings.walking import DOCUMENTS, length, walk
from store.ports import Range, Reader
from store.records import CitationRecord, DocumentRecord, FootnoteRecord

out = console()

PAGE = 50
"""Documents that are read at once."""

MOST_PATTERNS = 30
"""Patterns of unresolved citations that are printed."""


async def print_quality(store: Reader) -> None:
    """Read everything, and say what share of it is understood."""
    quality = Quality()
    total = await length(store, DOCUMENTS) or 0
    bar = iter(track(range(total), "Reading documents", console=errors, transient=True, disable=not errors.is_terminal))
    async for document in _documents(store):
        next(bar, None)
        counts = document.counts
        (notes,) = await store.ranges(FootnoteRecord, [Range(document.key, 1, counts.footnotes)])
        (citations,) = await store.ranges(CitationRecord, [Range(document.key, 1, counts.citations)])
        quality.add(notes, citations)
    next(bar, None)
    out.print(_table(quality))
    for tag, words, count, example in quality.unresolved(MOST_PATTERNS):
        out.print(f"{count:6} {tag} {words}    {example}", markup=False)


async def _documents(store: Reader) -> AsyncIterator[DocumentRecord]:
    async for entries in walk(store, DOCUMENTS, PAGE):
        for record in await store.get(DocumentRecord, [entry.key for entry in entries]):
            if record is not None:
                yield record


def _table(quality: Quality) -> Table:
    table = Table(
        "Language",
        "Footnotes",
        "read",
        "Citations",
        "resolved",
        "by their words",
        "unresolved",
        box=None,
        pad_edge=False,
    )
    for tag, own in sorted(quality.languages.items()):
        left = own.citations - own.by_words - own.resolved
        table.add_row(
            tag,
            f"{own.notes:,}",
            _percent(own.read),
            f"{own.citations:,}",
            _percent(own.settled),
            f"{own.by_words:,}",
            f"{left:,}",
        )
    return table


def _percent(share: Share) -> str:
    return f"{share.percent:.2f} %"
