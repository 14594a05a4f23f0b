"""How fast texts are indexed and searched on the embedded database: the UN's own corpus, its texts read crudely.

`python -m benchmarks.search` reads three sessions of the General Assembly, or those that are named. What it measures is
the index alone: records are neither read nor written.
"""

from __future__ import annotations

import asyncio
import re
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.corpus import RawDocument, read_corpus
from i18n.languages import EN, OFFICIAL, Tag
from i18n.words import sought
from store.embedded.client import embedded
from store.mongo.store import MongoStore
from store.search.building import Builder
from store.search.index import SearchIndex
from store.search.indexing import FAN_OF_LOAD, WORDS
from store.search.passages import Owned, Passage, UnitKind, owner_of_document
from store.search.query import Query, Search, Term
from store.search.segments import part_names
from store.search.shelf import Shelf

ROUNDS = 15


def _terms(*words: str) -> tuple[Term, ...]:
    return tuple(Term(sought(each)) for each in words)


def _all(*words: str) -> Query:
    return Query(tuple(_terms(each) for each in words))


AR, FR = Tag("ar"), Tag("fr")
QUERIES: dict[str, Search] = {
    "migrants": Search(query=_all("migrants"), first=20),
    "human rights (two common words)": Search(query=_all("human", "rights"), first=20),
    "“human rights” (a common phrase)": Search(query=_all("human rights"), first=20),
    "protection of migrants, all languages": Search(query=_all("protection", "of", "migrants"), first=20),
    "droits de l’homme, in fr, es, en": Search(query=_all("droits", "homme"), first=20, languages=(FR, Tag("es"), EN)),
    "المهاجرين": Search(query=_all("المهاجرين"), first=20, languages=(AR,)),
    "人权理事会 (five signs)": Search(query=_all("人权理事会"), first=20),
    "国 (one sign)": Search(query=_all("国"), first=20),
    "74/148 (all languages)": Search(query=_all("74/148"), first=20),
    "A/RES/70/1": Search(query=_all("A/RES/70/1"), first=20),
    "migrants or refugees, children, -detention": Search(
        query=Query((_terms("migrants", "refugees"), _terms("children")), _terms("detention")), first=20
    ),
    "the (the commonest word)": Search(query=_all("the"), first=20),
    "“of the” (the worst phrase)": Search(query=_all("of the"), first=20),
    "rights, a page of 100": Search(query=_all("rights"), first=100),
    "rights, in one document": Search(query=_all("rights"), first=20, within=owner_of_document("A/RES/75/167")),
}


def owned(document: RawDocument) -> Owned:
    """A document's paragraphs, put together by their order."""
    most = max(map(len, document.texts.values()))
    passages = (
        Passage(
            UnitKind.PARAGRAPH,
            f"{document.symbol}#{number}",
            {tag: texts[number] for tag, texts in document.texts.items() if number < len(texts)},
        )
        for number in range(most)
    )
    return Owned(owner_of_document(document.symbol), tuple(passages))


async def index(shelf: Shelf, documents: Sequence[RawDocument]) -> None:
    """What a load does for the index: segments while it goes on, one at its end."""
    builder = Builder()
    for number, document in enumerate(documents, 1):
        builder.add(owned(document), number)
        if builder.words >= WORDS:
            await shelf.put(builder, number)
            await shelf.merge(FAN_OF_LOAD)
            builder = Builder()
    await shelf.put(builder, len(documents))
    await shelf.merge_all()


async def latencies(store: MongoStore, search: Search) -> str:
    """The first time, median and worst of some more, the least CPU of this process, and how many hits the page has."""
    spent, busy = [], []
    for _ in range(ROUNDS + 1):
        began, at = time.perf_counter(), time.process_time()
        hits = await store.search(search)
        spent.append((time.perf_counter() - began) * 1000)
        busy.append((time.process_time() - at) * 1000)
    first, *more = spent
    median, worst = statistics.median(more), sorted(more)[int(ROUNDS * 0.95)]
    return f"{median:.0f} | {worst:.0f} | {first:.0f} | {min(busy):.0f} | {len(hits.hits)}"


def memory() -> str:
    """What this process holds, in MB."""
    held = Path("/proc/self/status").read_text("ascii")
    now = int(re.findall(r"VmRSS:\s+(\d+)", held)[0]) / 1000
    return f"{now:.0f} MB, most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB"


async def measure(sessions: tuple[str, ...]) -> None:
    """Index, and ask."""
    table = Table("what", "measured", box=None)
    documents = [each for each in read_corpus(sessions=sessions) if any(each.texts.values())]
    files = sum(len(each.texts) for each in documents)
    texts = sum(len(some) for each in documents for some in each.texts.values())
    table.add_row("files, documents, texts", f"{files}, {len(documents)}, {texts} in {len(OFFICIAL)} languages")
    table.add_row("memory with the texts read", memory())
    with tempfile.TemporaryDirectory() as folder:
        async with embedded(Path(folder) / "data", role="serve") as uri:
            store = await MongoStore.open(uri)
            before = _size(folder)
            began, busy = time.perf_counter(), time.process_time()
            await index(Shelf(store.segments), documents)
            wall, own = time.perf_counter() - began, time.process_time() - busy
            table.add_row("indexing", f"{wall:.0f} s, {files / wall:.0f} files/s; {own:.0f} s of CPU in this process")
            stored = sum(len(part) for part in (await _parts(store)).values())
            table.add_row("index", f"{stored / 1e6:.1f} MB; on disk {(_size(folder) - before) / 1e6:.0f} MB")
            table.add_row("memory after indexing", memory())
            table.add_row("a search, in ms:", "median | 95th | first | CPU here | hits")
            await store.close()
            store = await MongoStore.open(uri)
            for name, search in QUERIES.items():
                table.add_row(name, await latencies(store, search))
            await store.close()
    Console(width=150).print(table)


async def _parts(store: MongoStore) -> dict[str, bytes]:
    opened = SearchIndex(store.segments)
    found: dict[str, bytes] = {}
    for segment in await opened.segments(await store.segments.manifest()):
        found.update(await opened.parts([segment.part(name) for name in part_names(segment.table)]))
    return found


def _size(folder: str) -> int:
    return sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file())


if __name__ == "__main__":
    asyncio.run(measure(tuple(sys.argv[1:]) or ("74", "75", "76")))
