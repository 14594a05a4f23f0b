"""Rows of the answers that are kept, so that a request that is sent again is not done again."""

from __future__ import annotations

from datetime import datetime, timedelta

from store.editing import KEPT_DAYS, Answered, Once
from store.mongo.codec import decode, encode
from store.mongo.driver import Document
from store.ports import Commit

KEPT = timedelta(days=KEPT_DAYS)


def answer_row(once: Once, commit: Commit, *, by: str) -> Document:
    """The row of an answer; `by` is the commit that did what it tells of."""
    written = encode(once)
    return {
        "_id": once.key,
        "fingerprint": once.fingerprint,
        "outcomes": written["outcomes"],
        "first": commit.first,
        "last": commit.last,
        "at": commit.at,
        "commit": by,
    }


def read_answer(row: Document) -> Answered:
    """An answer from its row."""
    return decode(Answered, {**row, "seq": row["last"]})


def is_forgotten(row: Document, now: datetime) -> bool:
    """Whether a row is older than answers are kept; the database takes it away a little later."""
    return bool(now - row["at"] > KEPT)
