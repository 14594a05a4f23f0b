"""The rows that a commit adds and nobody ever changes: history of texts, and the feed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from store.kinds import type_of
from store.mongo.codec import decode, encode
from store.mongo.driver import Document, chunks, packed, unpacked
from store.records import Change, Entity, Revised, Variant
from store.staging import Staged

PACK = 100
"""How many changes one row of the feed holds at most: whoever reads a window reads up to so many on either side."""

TOGETHER = 9
"""New texts of one document in one commit from which on they are one row of history: a load, and no editor."""


def history_rows(staged: Iterable[Staged], *, by: str, note: str | None, at: datetime, commit: str) -> list[Document]:
    """The new texts of units. A row is named by the unit's own revision, which never comes twice.

    The texts of a load are kept together, a row for each document; those of an edit are rows of their own, by unit.
    """
    groups: dict[str, list[Document]] = {}
    for each in staged:
        for number, text in enumerate(each.texts):
            groups.setdefault(_group(each), []).append(_history_row(each, number, text, by=by, note=note, at=at))
    alone = [row for rows in groups.values() if len(rows) < TOGETHER for row in rows]
    together = [
        {"_id": f"{commit} {group}", "group": group, "at": at, "pack": packed(rows)}
        for group, rows in groups.items()
        if len(rows) >= TOGETHER
    ]
    return [*alone, *together]


def _history_row(each: Staged, number: int, text: Variant, *, by: str, note: str | None, at: datetime) -> Document:
    return {
        "_id": f"{type_of(each.after)} {each.after.key} {each.after.revision} {number}",
        "type": type_of(each.after),
        "entity": each.after.key,
        **encode(text),
        "revision": text.revision,
        "by": by,
        "at": at,
        "commit_note": note,
    }


def _group(each: Staged) -> str:
    """What a record's texts are kept together with: those of its document, else of its kind."""
    return each.document or group_of_kind(type(each.after))


def group_of_kind(kind: type[Entity]) -> str:
    """Under which name the texts of records that are in no document are kept together."""
    return f"kind {kind.__name__.removesuffix('Record').lower()}"


def revised(row: Document) -> Revised:
    """A text of the history from its row."""
    return Revised(
        variant=decode(Variant, {name: value for name, value in row.items() if name != "_id"}),
        by=row["by"],
        at=row["at"],
        note=row.get("commit_note"),
    )


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
            drafts=each.drafts,
            is_of_texts=each.is_of_texts,
            keeps_place=each.keeps_place,
            before=each.reach[0],
            after=each.reach[1],
        )
        for seq, (each, touched) in enumerate(zip(staged, relations, strict=True), start=first)
    ]


def change_rows(changes: Sequence[Change], *, commit: str) -> list[Document]:
    """Rows of the feed: changes in blocks, named by their numbers; `last` is that of their last."""
    return [
        {
            "_id": f"{block[0].seq}-{block[-1].seq}",
            "last": block[-1].seq,
            "commit": commit,
            "pack": packed([{**encode(change), "_id": change.seq, "key": change.key} for change in block]),
        }
        for block in chunks(changes, PACK)
    ]


def read_changes(row: Document) -> list[Change]:
    """The changes of a row."""
    return [decode(Change, {**each, "_id": each["key"]}) for each in unpacked(row["pack"])]
