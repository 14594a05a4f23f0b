"""A backup of an older schema version is brought to ours while it is restored."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import bson

from store.mongo import migrations
from store.mongo.archive.manifest import Tally
from store.mongo.store import MongoStore
from tests.support.archives import archived, backed_up, manifest_with, populated, restored, rewritten
from tests.support.stores import mongomock_connection


def of_version_five(counters: bytes) -> bytes:
    """Counters as they were before a feed had a name and a key."""
    rows = bson.decode_all(counters)
    new = {"epoch", "key", "pruned"}
    return b"".join(bson.encode({name: value for name, value in row.items() if name not in new}) for row in rows)


async def test_a_feed_without_a_name_gets_one(tmp_path: Path) -> None:
    source, target = mongomock_connection(), mongomock_connection()
    store = await populated(source)
    await backed_up(source, tmp_path / "b.zip")
    older: list[bytes] = []

    def counters(content: bytes) -> bytes:
        older.append(of_version_five(content))
        return older[0]

    def manifest(content: bytes) -> bytes:
        said = json.loads(content)
        tally = Tally()
        for row in bson.decode_all(older[0]):
            tally.add(bson.encode(row))
        member = next(each for each in said["members"] if each["name"].startswith("counters"))
        member |= {"bytes": len(older[0]), "sha256": sha256(older[0]).hexdigest()}
        total = tally.total()
        said["collections"]["counters"] = {"rows": total.rows, "digest": total.digest}
        return manifest_with(schemaVersion=5, members=said["members"], collections=said["collections"])(content)

    path = rewritten(tmp_path / "b.zip", counters=counters, manifest=manifest)

    done = await restored(target, path)

    again = await MongoStore.on(target)
    state = await again.state()
    assert migrations.VERSION == await migrations.version(target.access)
    assert (await store.head(), done.epoch, 0) == (state.head, state.epoch, state.pruned)
    assert 32 == len(state.key)
    assert [] == await again.differences()
    assert archived(tmp_path / "b.zip")["paragraphs"] == archived(path)["paragraphs"]
