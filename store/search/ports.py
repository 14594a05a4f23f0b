"""What the index asks of a store, and what may be asked of the index."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from store.search.manifest import Manifest
from store.search.query import Hits, Search
from store.search.segments import Part


class SegmentStore(Protocol):
    """Where segments are kept: parts by name, and one manifest."""

    async def manifest(self) -> Manifest:
        """The index as it is; an empty one where there is none."""
        ...

    async def publish(self, before: Manifest, after: Manifest) -> bool:
        """Put one manifest in the place of another; False when that is not there any more."""
        ...

    async def begin(self, segment: str) -> None:
        """Note that a segment is going to be written, so that its parts are found if it never is."""
        ...

    async def write(self, segment: str, parts: Sequence[Part]) -> None:
        """Write parts of a segment."""
        ...

    async def parts(self, names: Sequence[str]) -> Mapping[str, bytes]:
        """Parts by their full names; what is not there is left out."""
        ...

    async def remove(self, segment: str, parts: Iterable[str] | None) -> None:
        """Delete these parts of a segment, or whatever there is of it, and the note of it."""
        ...

    async def forsaken(self, manifest: Manifest) -> Sequence[str]:
        """Segments that were begun long ago and are not part of the index."""
        ...


class Searching(Protocol):
    """Answering searches."""

    async def search(self, search: Search) -> Hits:
        """A page of hits."""
        ...
