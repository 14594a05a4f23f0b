"""Where the data are, and what is read and written with."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from ibid.settings.setting import setting
from ibid.settings.values import beginning, between, folder, one_of, switch, words
from store.mongo.driver import DriverName


def data_home() -> str:
    """Where a user's data are, by the XDG Base Directory Specification.

    It is the same from every working directory, so that `ibid load` finds the store that `ibid serve` serves, and it
    stays when a clone or an environment is removed.
    """
    base = os.environ.get("XDG_DATA_HOME")
    return str((Path(base) if base else Path.home() / ".local" / "share") / "ibid")


def _data_dir(text: str) -> Path:
    return folder(text or data_home())


@dataclass(frozen=True, kw_only=True)
class StoreSettings:
    """Which store is used."""

    data_dir: Path = setting(
        "IBID_DATA_DIR",
        _data_dir,
        "a folder's path",
        "",
        "Where the embedded store keeps its data. Not used with IBID_MONGODB_URI.",
        shown="$XDG_DATA_HOME/ibid",
    )
    mongodb_uri: str = setting(
        "IBID_MONGODB_URI",
        beginning("mongodb://", "mongodb+srv://"),
        "an address that begins with mongodb:// or mongodb+srv://",
        "",
        "The MongoDB replica set to use; empty is the embedded store.",
    )
    database: str = setting("IBID_DATABASE", words, "a database's name", "ibid", "The database's name.")
    driver: DriverName = setting(
        "IBID_DRIVER", one_of(*get_args(DriverName)), "motor or pymongo", "motor", "The driver of the database."
    )
    seed: bool = setting(
        "IBID_SEED", switch, "1 or 0", "1", "Whether an empty store is filled with the founding documents at start."
    )
    store_port: int = setting(
        "IBID_STORE_PORT",
        between(0, 65535),
        "a number from 0 to 65535",
        "0",
        "The port of the embedded store's own process, on 127.0.0.1; 0 is any free one.",
    )

    changes_kept_days: int = setting(
        "IBID_CHANGES_KEPT_DAYS",
        between(1, 36_525),
        "a number from 1 to 36525",
        "1826",
        "For how many days changes are kept for those who follow; `ibid prune` gives up older ones.",
    )

    @property
    def is_embedded(self) -> bool:
        """Whether the embedded store is used."""
        return not self.mongodb_uri
