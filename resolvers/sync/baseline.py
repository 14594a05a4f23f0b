"""The baseline: everything that one follower sees of what they want, read without a transaction.

What is read while others write belongs to no one moment. So the head of the feed is noted before the first record is
read, and what changed since is told at the end, in order: whoever applies all of it has what there is then.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from resolvers.changes.places import Place
from resolvers.changes.troubles import place_behind, trouble
from resolvers.sync.buckets import Bucket, Selection, bucket_of, buckets
from resolvers.sync.page import MOST, page_behind
from resolvers.sync.telling import Said, said_of, said_of_changes
from resolvers.sync.windows import WINDOW, windows
from store.errors import FeedGap
from store.ports import Feed, FeedState, Reader


class Expired(Exception):
    """A baseline cannot be gone on with: it is of another history, too old, or somebody else's."""


@dataclass(frozen=True, slots=True)
class Spot:
    """How far a baseline has come. `begin` is the place in the feed noted before it; `after` the last bucket given.

    `seq` is the number in the feed up to which changes were given; None while buckets are.
    """

    begin: Place
    after: str | None = None
    seq: int | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """Some of a baseline. `border` is the spot behind it, where one can go on from there; else it is inside a bucket.

    `ends_part`: what comes behind it belongs into another part.
    """

    said: Sequence[Said] = ()
    border: Spot | None = None
    ends_part: bool = False


@dataclass(frozen=True, slots=True)
class Baseline:
    """Gives a selection, from a reader that sees everything: what is seen is the selection's to say."""

    reader: Reader
    feed: Feed
    selection: Selection
    window: int = WINDOW

    async def begin(self, state: FeedState) -> Spot:
        """Where a baseline begins: here and now."""
        return Spot(await place_behind(self.feed, state, state.head, self.selection.scope))

    async def can_go_on(self, spot: Spot, state: FeedState) -> bool:
        """Whether a baseline can be gone on with from a spot."""
        return await trouble(self.feed, state, spot.begin, self.selection.scope) is None

    async def batches(self, spot: Spot) -> AsyncIterator[Batch]:
        """The rest of a baseline behind a spot, in order. Raises Expired where the feed is pruned meanwhile."""
        if spot.seq is None:
            async for bucket in buckets(self.reader, self.selection, spot.after):
                async for batch in self._of_bucket(bucket, spot):
                    yield batch
            spot = Spot(spot.begin, seq=spot.begin.seq)
            yield Batch(border=spot, ends_part=True)
        async for batch in self._of_changes(spot):
            yield batch

    async def _of_bucket(self, bucket: Bucket, spot: Spot) -> AsyncIterator[Batch]:
        async for records in windows(self.reader, bucket, self.selection, self.window):
            if records:
                yield Batch([said_of(each) for each in records])
        yield Batch(border=Spot(spot.begin, bucket.name))

    async def _of_changes(self, spot: Spot) -> AsyncIterator[Batch]:
        """What changed behind a spot until now, a page at a time."""
        state = await self.feed.state()
        scope = self.selection.scope
        if state.epoch != spot.begin.epoch:
            raise Expired
        at = Place(state.epoch, spot.seq or 0)
        while at.seq < state.head:
            try:
                page = await page_behind(self.feed, state, at, scope, MOST)
            except FeedGap as error:
                raise Expired from error
            told = [
                each for each in page.told if self._is_selected(each.change.type, each.change.key, each.change.document)
            ]
            for start in range(0, len(told), self.window):
                yield Batch(await said_of_changes(self.reader, scope, told[start : start + self.window]))
            at = page.next
            yield Batch(border=Spot(spot.begin, seq=at.seq))

    def _is_selected(self, kind: str, key: str, document: str | None) -> bool:
        return self.selection.holds(bucket_of(kind, key, document))

    async def place(self, spot: Spot) -> Place:
        """The place in the feed from which the copy is gone on with, at the end of a baseline. Raises Expired."""
        state = await self.feed.state()
        if state.epoch != spot.begin.epoch:
            raise Expired
        seq = spot.begin.seq if spot.seq is None else spot.seq
        try:
            return await place_behind(self.feed, state, seq, self.selection.scope)
        except FeedGap as error:
            raise Expired from error
