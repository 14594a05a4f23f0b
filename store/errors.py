"""What can go wrong in the store. One base; each class has a stable `code` and its own fields."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar


class StoreError(Exception):
    """The base of the store's errors. `code` is stable and public; `retry_after` is in seconds, None for never."""

    code: ClassVar[str] = "STORE_ERROR"
    retry_after: ClassVar[int | None] = None


class Unavailable(StoreError):
    """The store does not answer, or not in time."""

    code = "STORE_UNAVAILABLE"
    retry_after = 2


class CannotWrite(StoreError):
    """The store answers, but takes no writes: its disk is full, or it is read-only."""

    code = "STORE_CANNOT_WRITE"
    retry_after = 30


class Conflict(StoreError):
    """A write expected another revision than the one there. Nothing of its commit was written."""

    code = "REVISION_CONFLICT"

    def __init__(self, kind: str, key: str, expected: int) -> None:
        super().__init__(f"{kind} {key} is not at revision {expected}")
        self.kind = kind
        self.key = key
        self.expected = expected


class AlreadyAnswered(StoreError):
    """A request that is done once was done before. Nothing was written now."""

    code = "ALREADY_ANSWERED"

    def __init__(self, key: str) -> None:
        super().__init__(f"{key} was done before")
        self.key = key


class WrongSchemaVersion(StoreError):
    """The database was written by another version of Ibid; `ibid migrate` mends an older one."""

    code = "STORE_SCHEMA_VERSION"

    def __init__(self, found: int, wanted: int) -> None:
        super().__init__(f"the database has schema version {found}, this Ibid needs {wanted}")
        self.found = found
        self.wanted = wanted


class FeedGap(StoreError):
    """A number of the feed is missing, which a commit cannot cause: the database was damaged, or written by hand."""

    code = "STORE_FEED_GAP"

    def __init__(self, after: int, last: int) -> None:
        super().__init__(f"the changes {after + 1} to {last} are not whole")
        self.after = after
        self.last = last


class BadURI(StoreError):
    """The address of the database cannot be read."""

    code = "STORE_BAD_URI"


class NoTransactions(StoreError):
    """The database is a single MongoDB that is no replica set."""

    code = "STORE_NO_TRANSACTIONS"

    def __init__(self) -> None:
        super().__init__("the database takes no transactions: start MongoDB as a replica set, of one member at least")


class BeingRestored(StoreError):
    """A backup is being restored into this database, or was until something stopped that: it is not whole."""

    code = "STORE_BEING_RESTORED"

    def __init__(self) -> None:
        super().__init__("a backup is being restored into it, or was until that was stopped: `ibid restore` again")


class StoreNotEmpty(StoreError):
    """A backup is restored into an empty database only, and this one has something."""

    code = "STORE_NOT_EMPTY"

    def __init__(self, found: str) -> None:
        super().__init__(f"there is something in {found}; nothing was written")
        self.found = found


class RestoreDiffers(StoreError):
    """What was restored is not what the backup has; the database stays marked, so that nobody takes it for whole."""

    code = "RESTORE_DIFFERS"

    def __init__(self, found: str) -> None:
        super().__init__(f"it differs in {found}")
        self.found = found


class ArchiveUnwritable(StoreError):
    """A backup cannot be written where it is wanted."""

    code = "ARCHIVE_UNWRITABLE"

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class BadArchive(StoreError):
    """A file is no backup that can be restored. Nothing was written."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path


class ArchiveMissing(BadArchive):
    """There is no such file, or it cannot be read."""

    code = "ARCHIVE_MISSING"


class ArchiveDamaged(BadArchive):
    """It is no backup, or not a whole one, or not as it was written; `place` is where that was seen."""

    code = "ARCHIVE_DAMAGED"

    def __init__(self, path: Path, place: str, reason: str) -> None:
        super().__init__(path, f"{place}: {reason}")
        self.place = place


class ArchiveNewer(BadArchive):
    """It is of a newer Ibid: its format, or the schema version of its database."""

    code = "ARCHIVE_NEWER"

    def __init__(self, path: Path, found: int, wanted: int) -> None:
        super().__init__(path, f"it has version {found}, and this Ibid knows {wanted}")
        self.found = found
        self.wanted = wanted
