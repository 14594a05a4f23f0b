"""Telling of commands: what was sent where, in whose context, on either driver."""

from __future__ import annotations

from contextvars import ContextVar

import pytest

from store.calls import Call
from store.mongo.driver import DriverName
from store.mongo.store import MongoStore
from store.ports import Put
from store.records import ReporterRecord
from tests.store.builders import state
from tests.store.conftest import fresh_name

who: ContextVar[str] = ContextVar("who", default="nobody")

pytestmark = pytest.mark.embedded


async def test_commands_are_told_by_name_and_collection_in_the_context_of_who_sent_them(
    embedded_uri: str, driver: DriverName
) -> None:
    told: list[tuple[str, Call]] = []
    store = await MongoStore.open(
        embedded_uri, driver=driver, database=fresh_name(), on_call=lambda call: told.append((who.get(), call))
    )
    told.clear()

    who.set("reader")
    await store.get(ReporterRecord, ["MEX"])
    who.set("writer")
    await store.commit([Put(None, state("MEX"))], by="test")
    await store.close()

    read = [(whose, call.command, call.collection) for whose, call in told if whose == "reader"]
    assert read == [("reader", "find", "reporters")]
    written = {(call.command, call.collection) for whose, call in told if whose == "writer"}
    assert {("insert", "reporters"), ("insert", "changes"), ("commitTransaction", "")} <= written
    assert {whose for whose, _ in told} == {"reader", "writer"}
    assert all(call.seconds > 0 and call.error is None for _, call in told)


async def test_a_command_that_failed_is_told_with_the_name_of_its_error(embedded_uri: str, driver: DriverName) -> None:
    told: list[Call] = []
    store = await MongoStore.open(embedded_uri, driver=driver, database=fresh_name(), on_call=told.append)
    told.clear()
    with pytest.raises(Exception, match="nonsense"):
        await store._connection.access.find("reporters", {"$nonsense": 1})
    await store.close()

    (failed,) = (call for call in told if call.error is not None)
    assert (failed.command, failed.collection) == ("find", "reporters")
    assert failed.error
    assert "nonsense" not in failed.error
