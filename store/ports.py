"""What may be asked of the store. Every question is for a whole level at a time: lists in, lists of that length out.

Request paths use four shapes of query only: equality, bounded range, `$in` of at most 50, update of one record
(docs/adr). The ports offer nothing else.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import NamedTuple, Protocol, TypeAlias, TypeVar

from i18n.languages import Tag
from store.credentials import Keyring
from store.editing import Answered, Once
from store.heads import Heads
from store.records import Change, CitationRecord, Entity, Entry, Placed, Revised, SubmissionRecord, Unit, Variant
from store.search.ports import Searching, SegmentStore

R = TypeVar("R", bound=Entity)
P = TypeVar("P", bound=Placed | CitationRecord | SubmissionRecord)


class Range(NamedTuple):
    """Positions `first` to `last`, both included, of one document."""

    document: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Match:
    """Equality on an indexed field, for `matching`: `Match({"document": "A/RES/74/148", "label_key": "6(b)"})`."""

    fields: dict[str, str | None]


Place: TypeAlias = tuple[str, tuple[int, ...]]
"""A document, and positions in it."""


class Slice(NamedTuple):
    """A page of a listing: `first` after `after`, or `last` before `before` (both are sort places, exclusive).

    `where` keeps only the entries for which it is true; `prefix` only those whose sort place begins with it.
    """

    listing: str
    first: int | None = None
    last: int | None = None
    after: str | None = None
    before: str | None = None
    prefix: str | None = None
    where: Callable[[Entry], bool] | None = None


@dataclass(frozen=True, kw_only=True)
class Page:
    """What a Slice asked for, in order. `total` is None where a filter was given and the listing is long."""

    entries: tuple[Entry, ...]
    has_next: bool
    has_previous: bool
    total: int | None

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys of its entries."""
        return tuple([entry.key for entry in self.entries])


class Reader(Protocol):
    """Reading records. Deleted ones (tombstones) are None, or left out."""

    async def get(self, kind: type[R], keys: Sequence[str]) -> list[R | None]:
        """Records by key, in the order of `keys`."""
        ...

    async def buried(self, kind: type[R], keys: Sequence[str]) -> list[R | None]:
        """Tombstones by key, in the order of `keys`: what a unit that comes back gets its translations from."""
        ...

    async def ranges(self, kind: type[P], ranges: Sequence[Range]) -> list[list[P]]:
        """Records of documents by position, each list in order."""
        ...

    async def lists(self, kind: type[R], lists: Sequence[tuple[str, ...]]) -> list[list[R | None]]:
        """For each list of keys its records, in that order. Nobody may change a list that is given."""
        ...

    async def at(self, kind: type[P], places: Sequence[Place]) -> list[list[P]]:
        """For each place the records there, in the order of its positions. Nobody may change a list that is given."""
        ...

    async def matching(self, kind: type[R], matches: Sequence[Match]) -> list[list[R]]:
        """Records by equality on an indexed field or pair of fields."""
        ...

    async def pages(self, slices: Sequence[Slice]) -> list[Page]:
        """Pages of listings."""
        ...


@dataclass(frozen=True, slots=True)
class Put:
    """Write `after` where `before` is now (None: where nothing is). The revision becomes one higher.

    A record that is `deleted` becomes a tombstone; where `before` is a tombstone, the record comes back to life.
    `is_new`: nobody ever stored it, not even as a tombstone, so nothing is looked for first; where it was, Conflict.
    """

    before: Entity | None
    after: Entity
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class PutVariant:
    """Write one published text of a unit under a filter on that variant's revision (0: there is none yet)."""

    kind: type[Unit]
    key: str
    variant: Variant
    expected: int

    @property
    def language(self) -> Tag:
        """The language that it writes."""
        return self.variant.language


@dataclass(frozen=True, slots=True, kw_only=True)
class PutHeads:
    """Write both heads of a unit in one language, where they have the revisions that `before` has.

    `past` are texts that go to the history alone. Other languages of the unit are not looked at, and not touched.
    """

    kind: type[Unit]
    key: str
    language: Tag
    before: Heads
    after: Heads
    past: tuple[Variant, ...] = ()


Write = Put | PutVariant | PutHeads
"""What a commit is made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """What was written: the sequence numbers `first` to `last` of the feed (0, 0 when nothing changed)."""

    first: int
    last: int
    at: datetime


class History(Protocol):
    """Every text that units ever had, and every answer that was given of late."""

    async def histories(self, kind: type[Unit], keys: Sequence[str]) -> list[list[Revised]]:
        """The texts of units in all languages, each list by language and revision, the first ones first."""
        ...

    async def history(self, kind: type[Unit], key: str) -> list[Revised]:
        """The texts of a unit in all languages, by language and revision, the first ones first."""
        ...


class Writer(Protocol):
    """Writing records: a commit is whole or not there."""

    async def commit(
        self, writes: Sequence[Write], *, by: str, note: str | None = None, once: Once | None = None
    ) -> Commit:
        """Write everything, with revisions, history, listings and the feed, in one transaction, or raise Conflict.

        Texts that are written alone (PutVariant, PutHeads) bring their documents' coverage with them. What is done
        `once` leaves its answer there; where there is one already, AlreadyAnswered is raised.
        """
        ...

    async def answered(self, key: str) -> Answered | None:
        """The answer that a request was given in the last days; None where it was not done."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """What a feed is and how far it goes.

    `epoch` names its history: it is another after a backup was restored. `head` is the number of the last change, and
    those up to `pruned` are no longer kept (0: all are). `key` signs what is handed out of it, such as cursors.
    """

    epoch: str
    head: int
    pruned: int
    key: bytes = field(repr=False)


class Feed(Protocol):
    """The numbered changes."""

    async def state(self) -> FeedState:
        """What the feed is, and how far it goes."""
        ...

    async def head(self) -> int:
        """The sequence number of the last commit; 0 for none."""
        ...

    async def changes(self, after: int, limit: int) -> list[Change]:
        """The changes with `after < seq <= after + limit`: contiguous, in order."""
        ...


class LiveFeed(Feed, Protocol):
    """A feed that can tell when to look again."""

    def wakeups(self) -> AsyncGenerator[None, None]:
        """One once it listens, then one after each commit of whatever process. They carry nothing: the feed is asked.

        Several may come for one commit, or one for several. Raises Unavailable, or ends, where the database does not
        tell of commits, or not any more: then whoever wants to know has to look.
        """
        ...


class Answering(Reader, Searching, Protocol):
    """What answers are made from."""


class Store(Answering, History, Writer, LiveFeed, Protocol):
    """All of it."""

    @property
    def segments(self) -> SegmentStore:
        """Where the search index is kept, for those who keep it (`store.search.indexing`)."""
        ...

    @property
    def keyring(self) -> Keyring:
        """The API keys."""
        ...

    async def check(self) -> None:
        """Read something real, or raise Unavailable."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...
