"""Asking a server whether it can work, and giving it its user: for the supervisor of the embedded one. Synchronous."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from pymongo import MongoClient
from pymongo.errors import OperationFailure, PyMongoError

from store.mongo.collections import COUNTERS

_EXISTS = 51003
_REFUSED = frozenset({13, 18})
_ROLES = [{"role": "readWriteAnyDatabase", "db": "admin"}, {"role": "dbAdminAnyDatabase", "db": "admin"}]


class Health(StrEnum):
    """What a server does when something real is asked of it."""

    WORKS = "works"
    REFUSES = "refuses"
    LOCKED_OUT = "locked out"
    SILENT = "silent"


class Probe:
    """A client that asks one server."""

    def __init__(self, uri: str, *, patience: float = 10.0) -> None:
        milliseconds = int(patience * 1000)
        # A busy server may be slow to answer; one that takes no connection is not waited for.
        self._client: MongoClient[dict[str, Any]] = MongoClient(
            uri,
            serverSelectionTimeoutMS=200,
            retryReads=False,
            socketTimeoutMS=milliseconds,
            connectTimeoutMS=1000,
            heartbeatFrequencyMS=500,
            maxPoolSize=1,
        )

    def ask(self) -> Health:
        """Find something: a server with a full disk still answers a ping."""
        try:
            self._client.get_default_database("ibid")[COUNTERS].find_one({"_id": "changes"})
        except OperationFailure as error:
            return Health.LOCKED_OUT if error.code in _REFUSED else Health.REFUSES
        except PyMongoError:
            return Health.SILENT
        return Health.WORKS

    def create_user(self, name: str, secret: str) -> bool:
        """Give the server its user, or give that user this secret; only while access control is off."""
        try:
            self._client.admin.command("createUser", name, pwd=secret, roles=_ROLES)
        except OperationFailure as error:
            return error.code == _EXISTS and self._update_user(name, secret)
        except PyMongoError:
            return False
        return True

    def _update_user(self, name: str, secret: str) -> bool:
        try:
            self._client.admin.command("updateUser", name, pwd=secret, roles=_ROLES)
        except PyMongoError:
            return False
        return True

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()
