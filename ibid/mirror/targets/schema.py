"""The tables of a copy in SQLite. Readers ask the view `records` (docs/mirror.md); the rest may change."""

from __future__ import annotations

APPLICATION = 0x49626964
"""What the header of the file says of whose it is ("Ibid"): https://www.sqlite.org/pragma.html#pragma_application_id."""

VERSION = 1
"""The version of these tables, in the header too (`user_version`)."""

STATEMENTS = (
    """
    CREATE TABLE entries (
        generation INTEGER NOT NULL,
        type TEXT NOT NULL,
        key TEXT NOT NULL,
        id TEXT NOT NULL,
        document TEXT,
        bucket TEXT NOT NULL,
        languages TEXT NOT NULL,
        revision INTEGER NOT NULL,
        at TEXT NOT NULL,
        digest TEXT,
        state TEXT,
        PRIMARY KEY (generation, type, key)
    )
    """,
    "CREATE INDEX by_bucket ON entries (generation, bucket)",
    """
    CREATE TABLE mirror (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        generation INTEGER NOT NULL,
        place TEXT NOT NULL
    )
    """,
    """
    CREATE VIEW records AS
        SELECT type, key, id, document, bucket, languages, revision, at, digest, state
        FROM entries
        WHERE generation = (SELECT generation FROM mirror) AND state IS NOT NULL
    """,
    """
    CREATE VIEW place AS
        SELECT json_extract(place, '$.phase') AS phase,
               json_extract(place, '$.url') AS url,
               json_extract(place, '$.filter') AS filter,
               json_extract(place, '$.cursor') AS cursor,
               generation
        FROM mirror
    """,
    f"PRAGMA application_id = {APPLICATION}",
    f"PRAGMA user_version = {VERSION}",
)
