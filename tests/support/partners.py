"""The programs that keep a copy (clients/), the copies that they keep, and what the source holds."""

from __future__ import annotations

import contextlib
import json
import socket
import sqlite3
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx

from tests.support.clients import JAVASCRIPT, PYTHON, run
from tests.support.served import Served

Rows = Mapping[tuple[str, str], Any]
"""What is held: states by type and key. Revisions may be others: a draft raises them, and no partner is told of it."""


@dataclass(frozen=True, slots=True)
class Program:
    """A program that keeps a copy: how it is started, and how its copy is read and damaged by hand."""

    name: str
    command: tuple[str | Path, ...]
    read: Callable[[Path], Rows]
    spoil: Callable[[Path, str, str], None]
    """Replaces words in the state of the record of a key."""
    has_part: Callable[[Path], bool]
    """Whether a part of an export is kept that has not come whole."""
    accepts: str
    """The encodings that it asks for."""

    def once(self, url: str, copy: Path, *options: str, key: str = "") -> list[str]:
        """What it prints until the copy is up to date and verified."""
        return run(*self.command, url, copy, "--once", *options, API_KEY=key).splitlines()


def held(server: Served, **wanted: str) -> Rows:
    """What a server holds of what is wanted, by its own baseline."""
    answer = httpx.get(f"{server.url}/export", params=wanted, headers=_headers(server), timeout=60)
    lines = [json.loads(line) for line in answer.text.split("\n") if line]
    assert "manifest" in lines[-1], answer.text[-1000:]
    found: dict[tuple[str, str], Any] = {}
    for line in lines:
        if "state" in line:
            found[line["type"], line["key"]] = line["state"]
        elif "operation" in line:
            found.pop((line["type"], line["key"]), None)
    return found


def sent(server: Served, accepts: str) -> int:
    """How many bytes a server sends as its baseline, with its headers, to who accepts some encodings."""
    asked = f"GET /export HTTP/1.1\r\nHost: ibid\r\nAccept-Encoding: {accepts}\r\nConnection: close\r\n\r\n"
    address = urlsplit(server.url)
    with socket.create_connection((address.hostname, address.port)) as connection:
        connection.sendall(asked.encode())
        return sum(map(len, iter(lambda: connection.recv(65_536), b"")))


def _headers(server: Served) -> dict[str, str]:
    return {"Authorization": server.authorization} if server.authorization else {}


def _in_sqlite(copy: Path) -> Rows:
    with contextlib.closing(sqlite3.connect(copy)) as database:
        rows = database.execute("SELECT type, key, state FROM records").fetchall()
    return {(kind, key): json.loads(state) for kind, key, state in rows}


def _spoil_in_sqlite(copy: Path, key: str, words: str) -> None:
    with contextlib.closing(sqlite3.connect(copy)) as database, database:
        done = database.execute("UPDATE records SET state = replace(state, ?, 'spoilt') WHERE key = ?", (words, key))
    assert done.rowcount == 1


def _part_in_sqlite(copy: Path) -> bool:
    with contextlib.closing(sqlite3.connect(copy, timeout=30)) as database:
        tables = database.execute("SELECT count(*) FROM sqlite_master WHERE name = 'place'").fetchone()
        return tables == (1,) and bool(
            database.execute("SELECT 1 FROM place WHERE name = 'token' AND value IS NOT NULL").fetchall()
        )


def _in_folder(copy: Path) -> Rows:
    lines = [json.loads(line) for file in (copy / "records").iterdir() for line in _lines(file)]
    return {(line["type"], line["key"]): line["state"] for line in lines}


def _spoil_in_folder(copy: Path, key: str, words: str) -> None:
    (file,) = (file for file in (copy / "records").iterdir() if f'"key":"{key}",' in file.read_text("utf-8"))
    lines = [line.replace(words, "spoilt") if f'"key":"{key}",' in line else line for line in _lines(file)]
    file.write_text("\n".join([*lines, ""]), "utf-8")


def _part_in_folder(copy: Path) -> bool:
    place = copy / "place.json"
    return place.exists() and "token" in place.read_text("utf-8")


def _lines(file: Path) -> list[str]:
    return [line for line in file.read_text("utf-8").split("\n") if line]


PYTHONS = Program(
    name="partner.py",
    command=(sys.executable, PYTHON / "partner.py"),
    read=_in_sqlite,
    spoil=_spoil_in_sqlite,
    has_part=_part_in_sqlite,
    accepts=httpx.Client().headers["accept-encoding"],
)
JAVASCRIPTS = Program(
    name="partner.mjs",
    command=("node", JAVASCRIPT / "partner.mjs"),
    read=_in_folder,
    spoil=_spoil_in_folder,
    has_part=_part_in_folder,
    accepts="gzip, deflate",
)
