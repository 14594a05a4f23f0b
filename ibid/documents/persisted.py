"""Documents that clients sent once and ask for by their hash afterwards (Apollo's automatic persisted queries)."""

from __future__ import annotations

from collections import OrderedDict

from ibid.documents.hashes import hash_of
from ibid.observing.facts import looked_up


class Persisted:
    """So many documents, in so many characters; those that were not asked for longest are forgotten first."""

    def __init__(self, most: int, *, most_characters: int = 16 * 1024 * 1024) -> None:
        self._most = most
        self._most_characters = most_characters
        self._characters = 0
        self._kept: OrderedDict[str, str] = OrderedDict()

    @property
    def is_on(self) -> bool:
        """Whether anything is kept at all."""
        return self._most > 0

    def get(self, key: str) -> str | None:
        """The document of a hash."""
        found = self._kept.get(key)
        looked_up("documents", found=found is not None)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def keep(self, text: str) -> None:
        """Keep a document."""
        key = hash_of(text)
        if key in self._kept or not self.is_on:
            return
        self._kept[key] = text
        self._characters += len(text)
        while len(self._kept) > self._most or self._characters > self._most_characters:
            _, forgotten = self._kept.popitem(last=False)
            self._characters -= len(forgotten)
