"""How fast the translation memory answers, with whatever a data directory holds.

`python -m benchmarks.memory DATA_DIR [HOW_MANY]` takes paragraphs at random from all documents, always the same ones,
and asks for each of them once, from English into French, Arabic and Chinese in turn, and from Chinese into English.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from i18n.languages import Tag
from resolvers.memory.remembering import Asked, remembered
from store.embedded.client import embedded
from store.listings.names import DocumentOrder, documents
from store.mongo.store import MongoStore
from store.ports import Range, Slice
from store.records import DocumentRecord, ParagraphRecord

PAIRS = tuple((Tag(one), Tag(other)) for one, other in (("en", "fr"), ("en", "ar"), ("en", "zh"), ("zh", "en")))


async def _paragraphs(store: MongoStore, count: int) -> AsyncIterator[ParagraphRecord]:
    """Paragraphs in six languages, at random."""
    chosen = random.Random(0)  # noqa: S311  # a sample, no secret
    (page,) = await store.pages([Slice(listing=documents(DocumentOrder.SYMBOL), first=5_000)])
    keys = [entry.key for entry in page.entries]
    found = 0
    while found < count:
        (document,) = await store.get(DocumentRecord, [chosen.choice(keys)])
        if document is None or not document.counts.paragraphs:
            continue
        at = chosen.randint(1, document.counts.paragraphs)
        ((paragraph,),) = await store.ranges(ParagraphRecord, [Range(document.key, at, at)])
        if all(tag in paragraph.variants for pair in PAIRS for tag in pair):
            found += 1
            yield paragraph


async def measure(data_dir: Path, count: int) -> None:
    """Ask, and print a table."""
    table = Table("pair", "first, ms", "median", "99th", "most", "exact", "near", "terms", box=None)
    async with embedded(data_dir, role="serve") as uri:
        store = await MongoStore.open(uri)
        sample = [each async for each in _paragraphs(store, count)]
        await store.close()
        store = await MongoStore.open(uri)
        for source, target in PAIRS:
            spent, exact, near, terms = [], 0, 0, 0
            for paragraph in sample:
                began = time.perf_counter()
                (memory,) = await remembered(store, [Asked(paragraph, source, target)])
                spent.append((time.perf_counter() - began) * 1000)
                exact += any(each.is_exact for each in memory.matches)
                near += any(not each.is_exact for each in memory.matches)
                terms += bool(memory.terms)
            first, median, most = spent[0], statistics.median(spent), max(spent)
            worst = sorted(spent)[int(len(spent) * 0.99)]
            row = (f"{each:.0f}" for each in (first, median, worst, most))
            table.add_row(f"{source} to {target}", *row, *(f"{each / count:.0%}" for each in (exact, near, terms)))
        await store.close()
    Console(width=120).print(table)


if __name__ == "__main__":
    asyncio.run(measure(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > len(("name", "data")) else 200))
