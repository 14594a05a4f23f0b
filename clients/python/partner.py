"""Keeps a copy of what an Ibid holds in a SQLite file: copies, follows, verifies, recovers (docs/partners.md).

    python partner.py http://127.0.0.1:8000 copy.db           # copy, catch up, verify; then follow, and verify daily
    python partner.py http://127.0.0.1:8000 copy.db --once    # the same, and end when all is well

Stop it whenever you like, and run it again: it goes on where it was. The copy is the table `records`, one row a record.
A key, where one is needed, is in the environment as API_KEY. It needs `httpx`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import sqlite3
import time
from collections.abc import Iterable, Iterator
from typing import Any

import httpx

TABLES = """
CREATE TABLE IF NOT EXISTS records (type, key, id, bucket, revision, state, PRIMARY KEY (type, key));
CREATE TABLE IF NOT EXISTS arriving (type, key, id, bucket, revision, state, PRIMARY KEY (type, key));
CREATE INDEX IF NOT EXISTS buckets ON records (bucket);
CREATE TABLE IF NOT EXISTS place (name PRIMARY KEY, value);
"""
DROP = "DELETE FROM {} WHERE type = ? AND key = ? AND revision < ?"
PUT = """
INSERT INTO {} VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE
SET revision = excluded.revision, state = excluded.state WHERE excluded.revision > revision
"""
BUCKETS = {"STATE": "reporters", "ORGANIZATION": "reporters", "BODY": "bodies"}
FILTER = ("types", "languages", "documents")
BUSY = {408, 429, 500, 502, 503, 504}
DAY, MOST_FAILURES, ANY = 24 * 60 * 60, 10, 2**63 - 1
Line = dict[str, Any]


class AgainError(Exception):
    """The answer did not come whole, or the server is busy: the same has to be asked again."""


class CopyAnewError(AgainError):
    """From where the copy is, nothing can be gone on with."""


class Ibid:
    """What is asked of the server."""

    def __init__(self, url: str, wanted: dict[str, str | None]) -> None:
        key = os.environ.get("API_KEY")
        self._http = httpx.Client(base_url=url, timeout=90, headers={"Authorization": f"Bearer {key}"} if key else {})
        self._wanted = wanted

    def lines(self, path: str, **asked: Any) -> Iterator[tuple[bytes, Line]]:
        """The lines of an answer, each as it came and as an object. The last one tells whether it came whole."""
        params = {name: value for name, value in {**self._wanted, **asked}.items() if value is not None}
        try:
            with self._http.stream("GET", path, params=params) as answer:
                if answer.status_code != httpx.codes.OK:
                    raise self._refusal(answer)
                rest = b""
                for piece in answer.iter_bytes():
                    *whole, rest = (rest + piece).split(b"\n")
                    yield from ((line, json.loads(line)) for line in whole)
        except (httpx.TransportError, httpx.DecodingError, json.JSONDecodeError) as error:
            raise AgainError(error) from error

    def whole(self, path: str, end: str, **asked: Any) -> list[Line]:
        """The lines of an answer whose last one has the field that says that it is whole."""
        lines = [line for _, line in self.lines(path, **asked)]
        if not lines or end not in lines[-1]:
            raise AgainError(f"{path} broke off: {lines[-1:]}")
        return lines

    def _refusal(self, answer: httpx.Response) -> BaseException:
        """What a status means."""
        said = answer.read().decode()
        if answer.status_code in BUSY:
            wait = answer.headers.get("Retry-After", "")
            time.sleep(int(wait) if wait.isdigit() else 0)
            return AgainError(answer.status_code)
        if answer.status_code in {409, 410} or "CURSOR_INVALID" in said:
            return CopyAnewError(f"copying anew: {json.loads(said)['errors'][0]['extensions']['code']}")
        return SystemExit(f"{answer.status_code} {said}")


class Copy:
    """The copy, and how far it is: an answer is taken whole, with the place behind it, in one transaction."""

    def __init__(self, file: str, ibid: Ibid) -> None:
        self._ibid = ibid
        self._db = sqlite3.connect(file)
        self._db.executescript(TABLES)

    @property
    def written(self) -> int:
        """How many rows were written: more of them than before is progress."""
        return self._db.total_changes

    def catch_up(self) -> None:
        """Go on to the newest, from the beginning where there is no copy yet."""
        if self._place("cursor") is None:
            self._copy()
        while self.follow():
            pass

    def follow(self, wait: int = 0) -> bool:
        """Take a page of changes, waiting so many seconds for one. Gives whether there is more already."""
        *page, end = self._ibid.whole("/changes", "end", after=self._place("cursor"), first=1000, wait=wait)
        with self._db:
            self._take(page)
            self._keep(cursor=end["next"])
        if page:
            print(f"took {len(page)} changes", flush=True)
        return bool(end["hasMore"])

    def verify(self) -> None:
        """Compare digests with the server's, and take anew what differs: not what has changed meanwhile."""
        suspects = self._differing()
        self.catch_up()
        for bucket in suspects:
            if self._differing(bucket):
                print(f"{bucket}: differs, taken anew", flush=True)
                self._replace(bucket)
        print("verified", flush=True)

    def forget(self) -> None:
        """Begin anew; the records of before stay until the new ones are there."""
        with self._db:
            self._db.execute("DELETE FROM arriving")
            self._keep(cursor=None, token=None, chain="")

    def _copy(self) -> None:
        """Take everything, part by part, beside what there may be; the manifest at the end makes it the copy."""
        token, chain = self._place("token"), self._place("chain") or ""
        part, digest = [], hashlib.sha256()
        for raw, line in self._ibid.lines("/export", after=token):
            if "operation" in line:
                part.append(line)
                digest.update(raw + b"\n")
            elif "end" in line:
                chain = sha256(chain + digest.hexdigest())
                if chain != line["chain"]:
                    raise AgainError("a part that is not what its end says")
                with self._db:
                    self._take(part, "arriving", anew=True)
                    self._keep(token=line["next"], chain=chain)
                part, digest = [], hashlib.sha256()
            elif "manifest" in line:
                self._make_the_copy(line["manifest"], chain)
        if self._place("cursor") is None:
            raise AgainError("/export broke off")

    def _make_the_copy(self, manifest: Line, chain: str) -> None:
        """What has arrived takes the place of what there was."""
        if manifest["sha256"] != chain:
            raise CopyAnewError("copying anew: parts that are not what the manifest says")
        with self._db:
            self._db.execute("DELETE FROM records")
            self._db.execute("INSERT INTO records SELECT * FROM arriving")
            self._db.execute("DELETE FROM arriving")
            self._keep(cursor=manifest["cursor"], token=None, chain="")
        print(f"copied {manifest['records']} records", flush=True)

    def _replace(self, bucket: str) -> None:
        """Take a bucket anew."""
        lines = self._ibid.whole("/export", "manifest", bucket=bucket)
        with self._db:
            self._db.execute("DELETE FROM records WHERE bucket = ?", (bucket,))
            self._take((line for line in lines if "operation" in line), anew=True)

    def _take(self, lines: Iterable[Line], table: str = "records", *, anew: bool = False) -> None:
        """Apply lines in their order: those whose revision is above the copy's, or, where it is made anew, all."""
        for line in lines:
            name = line["type"], line["key"]
            if anew or "state" not in line:
                self._db.execute(DROP.format(table), (*name, ANY if anew else line["revision"]))
            if "state" in line:
                row = *name, line["id"], bucket_of(line), line["revision"], canonical(line["state"])
                self._db.execute(PUT.format(table), row)

    def _differing(self, only: str | None = None) -> list[str]:
        """The buckets whose digest here is not the server's; of one alone, where it is named."""
        query = "SELECT DISTINCT bucket FROM records WHERE ?1 IS NULL OR bucket = ?1"
        said = dict.fromkeys((bucket for (bucket,) in self._db.execute(query, (only,))), sha256(""))
        after = None
        while True:
            *lines, end = self._ibid.whole("/verify", "end", bucket=only, after=after)
            said |= {line["bucket"]: line["digest"] for line in lines if "bucket" in line}
            if (after := end["next"]) is None:
                return [bucket for bucket, digest in said.items() if digest != self._digest(bucket)]

    def _digest(self, bucket: str) -> str:
        """The digest of a bucket as it is here: of the states themselves, since these are to be proved."""
        rows = self._db.execute("SELECT type, key, state FROM records WHERE bucket = ?", (bucket,))
        lines = sorted(f"{kind}\t{key}\t{sha256(state)}\n".encode() for kind, key, state in rows)
        return hashlib.sha256(b"".join(lines)).hexdigest()

    def _place(self, name: str) -> Any:
        found = self._db.execute("SELECT value FROM place WHERE name = ?", (name,)).fetchone()
        return found and found[0]

    def _keep(self, **places: str | None) -> None:
        self._db.executemany("INSERT OR REPLACE INTO place VALUES (?, ?)", places.items())


def bucket_of(line: Line) -> str:
    """The bucket that a record is proved in."""
    return line["document"] or BUCKETS.get(line["type"]) or f"instruments/{sha256(line['key'])[:2]}"


def canonical(state: Any) -> str:
    """JSON in the one form that digests are made of (RFC 8785)."""
    return json.dumps(state, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def sha256(text: str) -> str:
    """The digest of a text, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def keep(copy: Copy, *, once: bool) -> None:
    """Keep a copy, whatever happens."""
    verified, failures, written = 0.0, 0, 0
    while True:
        try:
            copy.catch_up()
            if time.time() - verified > DAY:
                copy.verify()
                verified = time.time()
            if once:
                return
            copy.follow(wait=60)
        except AgainError as why:
            print(why, flush=True)
            if isinstance(why, CopyAnewError):
                copy.forget()
            failures = 1 if copy.written > written else failures + 1
            written = copy.written
            if once and failures == MOST_FAILURES:
                raise SystemExit("given up") from why
            time.sleep(random.uniform(0, min(60, 2**failures)))  # noqa: S311  # so that partners do not come together


def main() -> None:
    """Keep a copy, once or on and on."""
    words = argparse.ArgumentParser(description="Keep a copy of what an Ibid holds.")
    words.add_argument("url")
    words.add_argument("file")
    words.add_argument("--once", action="store_true", help="end when the copy is up to date and verified")
    for name in FILTER:
        words.add_argument(f"--{name}", help="these alone, with commas between them")
    given = words.parse_args()
    wanted = {name: getattr(given, name) for name in FILTER}
    keep(Copy(given.file, Ibid(given.url, wanted)), once=given.once)


if __name__ == "__main__":
    main()
