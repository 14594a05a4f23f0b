"""A mirror of a served Ibid that is killed in the middle of its export, and of a page of its changes."""

from __future__ import annotations

import asyncio
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from ibid.mirror.errors import TargetForeign
from ibid.mirror.mirror import Mirror
from ibid.mirror.patience import Patience
from ibid.mirror.source import Source
from ibid.mirror.targets import mongo
from ibid.mirror.targets.directory import DirectoryTarget
from ibid.mirror.targets.ports import Target
from resolvers.access import PARTNERS
from resolvers.changes.places import Wanted
from resolvers.changes.scope import Scope
from store.embedded.client import embedded
from store.kinds import KINDS, document_of, type_of
from store.mongo.collections import ENTITIES
from store.mongo.copies import Copies
from store.mongo.driver import connect
from store.mongo.store import MongoStore
from store.states import canonical, state_of
from tests.support.embedded import running
from tests.support.mirrored import Rows
from tests.support.served import Served, free_port, start, wait_until_ready

pytestmark = [pytest.mark.embedded, pytest.mark.xdist_group("mirroring")]


@dataclass
class Mortal(httpx.AsyncBaseTransport):
    """Connections to a server that is killed at the first bytes of an answer, once for each path that is `deadly`."""

    server: Served
    inner: httpx.AsyncHTTPTransport = field(default_factory=httpx.AsyncHTTPTransport)
    deadly: set[str] = field(default_factory=set)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Ask, and perhaps kill who answers."""
        answer = await self.inner.handle_async_request(request)
        if request.url.path not in self.deadly:
            return answer
        self.deadly.remove(request.url.path)
        return httpx.Response(
            answer.status_code, headers=answer.headers, stream=_LastWords(answer, self.server.process), request=request
        )

    async def aclose(self) -> None:
        """Let go of the connections."""
        await self.inner.aclose()

    async def revive(self, _seconds: float) -> None:
        """Serve again, at the same address: what comes instead of waiting."""
        if self.server.process.poll() is not None:
            port = int(self.server.url.rpartition(":")[2])
            self.server = await asyncio.to_thread(start, self.server.data_dir, port)
            await asyncio.to_thread(wait_until_ready, self.server)


@dataclass
class _LastWords(httpx.AsyncByteStream):
    """The first bytes of an answer, then the end of who sends it, then whatever was on its way."""

    answer: httpx.Response
    process: subprocess.Popen[bytes]

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self.answer.aiter_raw():
            yield chunk
            self.process.kill()
            self.process.wait()

    async def aclose(self) -> None:
        """Let go of the connection."""
        await self.answer.aclose()


@contextmanager
def mortal(folder: Path) -> Iterator[Mortal]:
    """A served Ibid with the founding documents."""
    transport = Mortal(start(folder / "data", free_port()))
    wait_until_ready(transport.server)
    try:
        yield transport
    finally:
        transport.server.process.terminate()
        transport.server.process.wait(timeout=30)


async def truth(server: Served) -> Rows:
    """The state of every record of a served Ibid as everybody sees it, read from its database."""
    found: Rows = {}
    scope = Scope.of(PARTNERS, Wanted())
    async with embedded(server.data_dir, role="tool") as uri:
        store, connection = await MongoStore.open(uri), connect(uri)
        for kind in dict.fromkeys(KINDS.values()):
            names = [str(row["_id"]) async for row in connection.access.scan(ENTITIES[kind])]
            records = [record for record in await store.get(kind, names) if record is not None]
            for each in records:
                seen = scope.record(each, type_of(each), document_of(each))
                assert seen is not None
                found[type_of(each), each.key] = canonical(state_of(seen)).decode()
        await connection.close()
        await store.close()
    return found


async def mirrored(transport: Mortal, target: Target, *deadly: str) -> Rows:
    """What a copy holds after a mirror ran once while its source was killed."""
    transport.deadly = set(deadly)
    failures: list[str] = []
    patience = Patience(
        transport.server.url, pause=transport.revive, told=lambda reason, _seconds: failures.append(reason)
    )
    async with httpx.AsyncClient(transport=transport) as client:
        await Mirror(Source(client, transport.server.url), target, patience).run_once()
    assert not transport.deadly
    assert len(failures) >= len(deadly)
    held = await target.held(sorted(await target.buckets()))
    return {(each.type, each.key): each.state for some in held.values() for each in some}


async def survive(transport: Mortal, target: Target) -> None:
    """Copy, then follow, from a source that is killed both times."""
    assert await mirrored(transport, target, "/export") == await truth(transport.server)
    await asyncio.to_thread(transport.server.run, "remove", "A/HRC/45/30")

    held = await mirrored(transport, target, "/changes")

    assert held == await truth(transport.server)
    assert ("DOCUMENT", "A/RES/74/148") in held
    assert ("DOCUMENT", "A/HRC/45/30") not in held


async def test_a_copy_in_a_folder_survives_that_its_source_is_killed(tmp_path: Path) -> None:
    with mortal(tmp_path) as transport, closing(DirectoryTarget.open(tmp_path / "copy")) as target:
        await survive(transport, target)


async def test_a_copy_in_a_mongodb_survives_that_its_source_is_killed(tmp_path: Path) -> None:
    with running(tmp_path / "target") as uri, mortal(tmp_path) as transport:
        async with mongo.opened("copy", Copies.open(uri.replace("/ibid?", "/copy?"))) as target:
            await survive(transport, target)


async def test_a_database_that_ibid_serves_is_no_place_for_a_copy(tmp_path: Path) -> None:
    with running(tmp_path / "target") as uri:
        await (await MongoStore.open(uri)).close()

        with pytest.raises(TargetForeign):
            async with mongo.opened("copy", Copies.open(uri)):
                pass
