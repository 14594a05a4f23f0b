"""The rows that a commit adds and nobody ever changes: history of texts, and the feed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from store.mongo.codec import decode, encode
from store.mongo.collections import type_of
from store.mongo.driver import Document
from store.records import Change
from store.staging import Staged


def history_rows(staged: Iterable[Staged], *, by: str, note: str | None, at: datetime) -> list[Document]:
    """The new texts of units. A row is named by the unit's own revision, which never comes twice."""
    return [
        {
            "_id": f"{type_of(each.after)} {each.after.key} {each.after.revision} {number}",
            "type": type_of(each.after),
            "entity": each.after.key,
            **encode(text),
            "revision": text.revision,
            "by": by,
            "at": at,
            "commit_note": note,
        }
        for each in staged
        for number, text in enumerate(each.texts)
    ]


def changes_of(
    staged: Sequence[Staged], relations: Sequence[tuple[str, ...]], *, first: int, by: str, at: datetime
) -> list[Change]:
    """One change for each record, numbered from `first`."""
    return [
        Change(
            seq=seq,
            type=type_of(each.after),
            key=each.after.key,
            operation="DELETE" if each.after.deleted else "UPSERT",
            revision=each.after.revision,
            at=at,
            by=by,
            document=each.document,
            languages=each.languages,
            relations=touched,
        )
        for seq, (each, touched) in enumerate(zip(staged, relations, strict=True), start=first)
    ]


def change_row(change: Change, *, commit: str) -> Document:
    """A change is named by its number; its key is a field like others, to be asked for by."""
    row = encode(change)
    return {**row, "_id": change.seq, "key": row["_id"], "commit": commit}


def read_change(row: Document) -> Change:
    """A change from its row."""
    return decode(Change, {**row, "_id": row["key"]})
