"""The keyring, on every engine: what is kept of API keys, and how many may live."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from i18n.languages import Tag
from store.credentials import Credential, Granted, TooManyKeys
from store.mongo.store import MongoStore

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def credential(number: int, name: str = "partner", **fields: Any) -> Credential:
    grants = (Granted("TRANSLATOR", (Tag("es"), Tag("fr"))), Granted("READER"))
    values: dict[str, Any] = {"grants": grants, "created_at": NOON + number * MINUTE, **fields}
    return Credential(key=f"{number:064x}", id=f"id{number}", name=name, **values)


async def ids(store: MongoStore) -> list[str]:
    return [each.id for each in await store.keyring.every()]


async def test_a_key_is_found_by_its_digest_as_it_was_kept(store: MongoStore) -> None:
    kept = credential(1, expires_at=NOON + timedelta(days=90))
    await store.keyring.add(kept)

    assert kept == await store.keyring.by_digest(kept.key)
    assert await store.keyring.by_digest("0" * 64) is None


async def test_two_keys_of_a_name_live_at_once_and_no_third(store: MongoStore) -> None:
    await store.keyring.add(credential(1))
    await store.keyring.add(credential(2))
    await store.keyring.add(credential(3, name="other"))

    with pytest.raises(TooManyKeys) as caught:
        await store.keyring.add(credential(4))

    assert {"name": "partner", "ids": "id1, id2", "limit": "2"} == caught.value.params
    assert ["id3", "id1", "id2"] == await ids(store)


async def test_a_key_that_is_revoked_makes_room(store: MongoStore) -> None:
    await store.keyring.add(credential(1))
    await store.keyring.add(credential(2))

    revoked = await store.keyring.revoke("id1", NOON)
    await store.keyring.add(credential(3))

    assert revoked is not None
    assert NOON == revoked.revoked_at
    assert revoked == await store.keyring.by_digest(revoked.key)
    assert ["id1", "id2", "id3"] == await ids(store)


async def test_a_key_whose_time_is_over_makes_room(store: MongoStore) -> None:
    await store.keyring.add(credential(1, expires_at=NOON + 5 * MINUTE))
    await store.keyring.add(credential(2))

    with pytest.raises(TooManyKeys):
        await store.keyring.add(credential(4))
    await store.keyring.add(credential(5))


async def test_a_key_is_revoked_once_and_for_ever(store: MongoStore) -> None:
    await store.keyring.add(credential(1))
    await store.keyring.revoke("id1", NOON)

    again = await store.keyring.revoke("id1", NOON + MINUTE)

    assert again is not None
    assert NOON == again.revoked_at
    assert await store.keyring.revoke("nobody", NOON) is None


async def test_keys_that_are_made_at_once_are_no_more_than_two(store: MongoStore) -> None:
    made = await asyncio.gather(*(store.keyring.add(credential(n)) for n in range(1, 6)), return_exceptions=True)

    assert 3 == sum(isinstance(each, TooManyKeys) for each in made)
    assert 2 == len(await ids(store))


async def test_the_last_use_is_noted(store: MongoStore) -> None:
    kept = credential(1)
    await store.keyring.add(kept)

    await store.keyring.touch(kept.key, NOON + MINUTE)
    await store.keyring.touch("0" * 64, NOON)

    (found,) = await store.keyring.every()
    assert NOON + MINUTE == found.last_used_at


async def test_a_key_is_in_no_feed(store: MongoStore) -> None:
    await store.keyring.add(credential(1))
    await store.keyring.revoke("id1", NOON)

    assert 0 == await store.head()
    assert [] == await store.changes(0, 100)
