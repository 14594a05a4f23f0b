"""What the feed says was written: which records, and which rows of their history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from store.kinds import KINDS
from store.mongo.collections import ENTITIES, REVISIONS
from store.mongo.driver import Access, Document, chunks
from store.mongo.rows import group_of_kind, read_changes
from store.records import Change


@dataclass(slots=True)
class Touched:
    """What some commits wrote: `records` are the last revisions by collection and key.

    `texts` begin the `_id`s of rows of history by entity, `packs` are those of rows that hold the texts of a load.
    """

    records: dict[str, dict[str, int]] = field(default_factory=dict)
    texts: dict[str, set[str]] = field(default_factory=dict)
    packs: set[str] = field(default_factory=set)

    @classmethod
    def by(cls, blocks: Iterable[Document]) -> Touched:
        """What the changes in some blocks of the feed tell, in order."""
        touched = cls()
        for block in blocks:
            for change in read_changes(block):
                touched._add(change, block["commit"])
        return touched

    def _add(self, change: Change, commit: str) -> None:
        kind = KINDS[change.type]
        self.records.setdefault(ENTITIES[kind], {})[change.key] = change.revision
        self.texts.setdefault(change.key, set()).add(f"{change.type} {change.key} {change.revision} ")
        self.packs.add(f"{commit} {change.document or group_of_kind(kind)}")

    async def history(self, access: Access) -> list[Document]:
        """The rows of history that were written."""
        found = list((await access.by_ids(REVISIONS, sorted(self.packs))).values())
        for some in chunks(sorted(self.texts)):
            rows = await access.find(REVISIONS, {"entity": {"$in": list(some)}})
            found += [row for row in rows if row["_id"].rpartition(" ")[0] + " " in self.texts[row["entity"]]]
        return found
