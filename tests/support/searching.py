"""Searching without a database: segments in memory, and a scan that answers as the index must."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from i18n.languages import Tag
from i18n.words import located
from store.search.manifest import Manifest
from store.search.passages import Owned, Passage, UnitKind
from store.search.query import Query, Search, Term
from store.search.segments import Part


class MemorySegments:
    """`store.search.ports.SegmentStore` in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.begun: dict[str, None] = {}
        self.now = Manifest()

    async def manifest(self) -> Manifest:
        return self.now

    async def publish(self, before: Manifest, after: Manifest) -> bool:
        if before.revision != self.now.revision:
            return False
        self.now = after
        return True

    async def begin(self, segment: str) -> None:
        self.begun[segment] = None

    async def write(self, segment: str, parts: Sequence[Part]) -> None:
        self.kept.update({f"{segment}/{name}": stored for name, stored in parts})

    async def parts(self, names: Sequence[str]) -> Mapping[str, bytes]:
        return {name: self.kept[name] for name in names if name in self.kept}

    async def remove(self, segment: str, parts: Iterable[str] | None) -> None:
        names = [name for name in self.kept if name.startswith(f"{segment}/")]
        for name in names if parts is None else [f"{segment}/{part}" for part in parts]:
            self.kept.pop(name, None)
        self.begun.pop(segment, None)

    async def forsaken(self, manifest: Manifest) -> Sequence[str]:
        return [segment for segment in self.begun if not manifest.has(segment)]


def scan(search: Search, everything: Iterable[Owned]) -> set[tuple[str, str]]:
    """The kinds and keys of all units that answer, found by looking at each."""
    return {
        (passage.kind.value, passage.key)
        for owned in everything
        if search.within in {None, owned.owner}
        for passage in owned.passages
        if search.kinds is None or passage.kind in search.kinds
        if any(answers(search.query, text) for tag, text in passage.texts.items() if is_wanted(search, tag))
    }


def is_wanted(search: Search, tag: Tag) -> bool:
    return search.languages is None or tag in search.languages


def answers(query: Query, text: str) -> bool:
    """Whether a text has what a query wants."""
    tokens: dict[int, set[str]] = {}
    for token in located(text):
        tokens.setdefault(token.place, set()).add(token.text)
    every = all(any(has(tokens, term) for term in terms) for terms in query.every)
    return every and not any(has(tokens, term) for term in query.none)


def has(tokens: Mapping[int, set[str]], term: Term) -> bool:
    return any(
        all(_fits(tokens.get(at + word.place, set()), word) for word in term.words) for at in _bases(tokens, term)
    )


def _bases(tokens: Mapping[int, set[str]], term: Term) -> Iterator[int]:
    return (place - term.words[0].place for place in tokens)


def _fits(there: set[str], word: object) -> bool:
    text, is_prefix = word.text, word.is_prefix  # type: ignore[attr-defined]  # a Sought
    return any(token.startswith(text) for token in there) if is_prefix else text in there


def passages(owner: str, *texts: Mapping[Tag, str], kind: UnitKind = UnitKind.PARAGRAPH) -> Owned:
    """An owner with a unit for each of some texts."""
    key = owner.partition(":")[2]
    return Owned(owner, tuple(Passage(kind, f"{key}#{number}", each) for number, each in enumerate(texts, 1)))
