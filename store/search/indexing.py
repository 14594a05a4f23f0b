"""Keeping the index: what was committed is taken in, from the commit itself or from the change feed.

The manifest says up to which change the index has everything. So whoever comes next goes on from there: a process that
was stopped between a commit and its indexing loses nothing.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from store.listings import names
from store.listings.walking import DOCUMENTS, walk
from store.ports import Commit, Feed, Range, Reader, Write
from store.records import Change, DocumentRecord, FootnoteRecord, InstrumentRecord, ParagraphRecord, SectionRecord
from store.search.building import Builder
from store.search.committed import owner_of_change, touched
from store.search.manifest import FAN
from store.search.passages import Owned, owned, owner_of_document, owner_of_instrument
from store.search.ports import SegmentStore
from store.search.shelf import Shelf

WORDS = 300_000
"""Words of a segment while much is indexed: about 30 MB of memory."""

FAN_OF_LOAD = 32
"""How many segments of a size are left while a load goes on: at its end they are merged anyway."""

WINDOW = 2_000
"""Changes that are read from the feed at once."""

FAR_BEHIND = 100_000
"""Changes behind the feed at which reading every record is quicker than reading every change."""

PAGE = 200
"""Documents or instruments that are read from their listing at once."""

LAST = 2**31 - 1
"""A position behind every real one."""


class IndexedStore(Reader, Feed, Protocol):
    """What an indexer needs of a store: its records, its feed, and its segments."""

    @property
    def segments(self) -> SegmentStore:
        """Where segments are kept."""
        ...


@dataclass(slots=True)
class Indexer:
    """Keeps the index of a store. One task uses it at a time; any number of processes have one each.

    After each commit `committed`, at the end of a load `finish`; to follow what others commit, `catch_up`.
    """

    store: IndexedStore
    words: int = WORDS
    fan: int = FAN
    _shelf: Shelf = field(init=False)
    _builder: Builder = field(default_factory=Builder)
    _done: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._shelf = Shelf(self.store.segments)

    async def committed(self, commit: Commit, writes: Sequence[Write]) -> None:
        """Take in what a commit wrote. It is found once so much has come together, and after `finish`."""
        if commit.last == 0:
            return
        for owner, known in touched(writes).items():
            await self._take(known or await self._read(owner), commit.last)
        self._done.append((commit.first, commit.last))
        if self._builder.words >= self.words:
            await self._flush()

    async def finish(self) -> None:
        """Publish what came together, catch up with what others committed, and leave the index in one segment."""
        await self._flush()
        await self.catch_up()
        await self._shelf.merge_all()

    async def catch_up(self) -> int:
        """Take in all that was committed and is not in the index; gives of how many documents and instruments."""
        seq, feed = (await self._shelf.current()).seq, await self.store.state()
        head = feed.head
        if seq < feed.pruned or (head - seq > FAR_BEHIND and not self._done):
            return await self.rebuild()
        count = 0
        while seq < head:
            changes = await self.store.changes(seq, WINDOW)
            count += await self._follow(changes)
            seq = changes[-1].seq
            if self._builder.words >= self.words:
                await self._publish(seq)
        await self._publish(seq)
        await self._shelf.tidy()
        return count

    async def rebuild(self) -> int:
        """Take in every record anew, and forget what is not there any more; gives how many there are."""
        head = await self.store.head()
        found: set[str] = set()
        async for owner in self._owners():
            found.add(owner)
            await self._take(await self._read(owner), head)
            if self._builder.words >= self.words:
                await self._publish(0)
        await self._publish(0)
        kept = {owner for segment in await self._shelf.segments() for _, owner in segment.alive_owners()}
        await self._shelf.mark(head, gone=frozenset(kept - found))
        await self._shelf.merge_all()
        return len(found)

    async def differences(self) -> list[str]:
        """The documents and instruments of which the index does not have what the records say."""
        kept = {
            owner: segment.digest(number)
            for segment in await self._shelf.segments()
            for number, owner in segment.alive_owners()
        }
        found = [owner async for owner in self._owners() if kept.pop(owner, None) != (await self._read(owner)).digest()]
        nothing = Owned("", ()).digest()
        return [*found, *(owner for owner, digest in kept.items() if digest != nothing)]

    async def _follow(self, changes: Sequence[Change]) -> int:
        """Take in what some changes are of, but for those that came by `committed`, or were seen already."""
        owners = {owner: change.seq for change in changes if (owner := owner_of_change(change)) and self._lacks(change)}
        # The head before the records are read: who reads later knows more.
        head = await self.store.head() if owners else 0
        for owner, seq in owners.items():
            if (self._builder.generation(owner) or 0) < seq:
                await self._take(await self._read(owner), head)
        return len(owners)

    def _lacks(self, change: Change) -> bool:
        return not any(first <= change.seq <= last for first, last in self._done)

    async def _take(self, taken: Owned, generation: int) -> None:
        if self._builder.generation(taken.owner) is not None:
            await self._publish(0)
        self._builder.add(taken, generation)

    async def _flush(self) -> None:
        """Publish what came by `committed`, and say up to where nothing is missing."""
        seq = (await self._shelf.current()).seq
        for first, last in sorted(self._done):
            if first <= seq + 1:
                seq = max(seq, last)
        await self._publish(seq)
        self._done = [(first, last) for first, last in self._done if last > seq]

    async def _publish(self, seq: int) -> None:
        """Put the segment under way on the shelf; 0 where the index has no more changes whole than before."""
        builder, self._builder = self._builder, Builder()
        if not builder.owners:
            await self._shelf.mark(seq)
            return
        await self._shelf.put(builder, seq)
        await self._shelf.merge(self.fan)

    async def _read(self, owner: str) -> Owned:
        """What the store has of an owner; nothing where it is gone."""
        kind, _, key = owner.partition(":")
        if kind == "instrument":
            return owned(owner, [each for each in await self.store.get(InstrumentRecord, [key]) if each is not None])
        (document,) = await self.store.get(DocumentRecord, [key])
        if document is None:
            return owned(owner, [])
        whole = [Range(key, 1, LAST)]
        (sections,) = await self.store.ranges(SectionRecord, whole)
        (paragraphs,) = await self.store.ranges(ParagraphRecord, whole)
        (footnotes,) = await self.store.ranges(FootnoteRecord, whole)
        return owned(owner, [document, *sections, *paragraphs, *footnotes])

    async def _owners(self) -> AsyncIterator[str]:
        """Every document and every instrument that there is."""
        for listing, owner in (
            (DOCUMENTS, owner_of_document),
            (names.INSTRUMENTS, owner_of_instrument),
        ):
            async for entries in walk(self.store, listing, PAGE):
                for entry in entries:
                    yield owner(entry.key)
