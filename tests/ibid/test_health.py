"""`/health` and `/ready`: what they say while a server starts, works, and has lost its store."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest
from starlette.applications import Starlette

from ibid.health import health_routes
from ibid.service import Phase, Service
from ibid.settings import read_settings
from store.embedded.directory import DataDirectory, Runtime, State
from store.errors import StoreError, Unavailable
from store.ports import Store
from tests.support.asgi import get
from tests.support.disks import fill, small_disk
from tests.support.stores import mongomock_store


class Lost:
    """A store whose database is gone."""

    async def check(self) -> None:
        raise Unavailable("no answer")


def app(service: Service) -> Starlette:
    return Starlette(routes=health_routes(service))


def service(data_dir: Path, store: Any = None, phase: Phase = Phase.READY, **environment: str) -> Service:
    settings = read_settings(environment={"IBID_DATA_DIR": str(data_dir), **environment})
    return Service(settings, phase, cast("Store | None", store))


@pytest.mark.parametrize("phase", [Phase.STARTING, Phase.LOADING, Phase.STOPPING, Phase.FAILED])
async def test_a_server_is_not_ready_before_its_store_is(tmp_path: Path, phase: Phase) -> None:
    answer = await get(app(service(tmp_path, phase=phase)), "/ready")

    assert answer.status_code == 503
    assert answer.json() == {"ready": False, "phase": phase}
    assert answer.headers["Retry-After"] == "1"


async def test_a_server_with_its_store_is_ready_and_healthy(tmp_path: Path) -> None:
    asked = app(service(tmp_path, await mongomock_store()))

    assert (await get(asked, "/ready")).json() == {"ready": True, "phase": "ready"}
    health = await get(asked, "/health")
    assert (health.status_code, health.json()["status"]) == (200, "ok")
    assert health.json()["engine"].startswith("secantusdb ")
    assert health.headers["Cache-Control"] == "no-store"


async def test_health_says_that_the_store_is_not_open_yet(tmp_path: Path) -> None:
    answer = await get(app(service(tmp_path, phase=Phase.STARTING)), "/health")

    assert (answer.status_code, answer.json()["code"]) == (503, Unavailable.code)


async def test_health_says_that_the_store_is_lost(tmp_path: Path) -> None:
    asked = app(service(tmp_path, Lost(), IBID_MONGODB_URI="mongodb://127.0.0.1:1/"))

    answer = await get(asked, "/health")
    assert (answer.status_code, answer.json()["status"], answer.json()["code"]) == (503, "failing", Unavailable.code)
    assert (answer.json()["engine"], answer.headers["Retry-After"]) == ("mongodb", "2")


async def test_health_says_that_the_disk_is_full(tmp_path: Path) -> None:
    """On a full disk the engine answers every question with an error; its supervisor wrote down why."""
    runtime = Runtime(supervisor=1, engine=2, port=3, state=State.FULL)
    DataDirectory.at(tmp_path).write_runtime(runtime)

    answer = await get(app(service(tmp_path, Lost())), "/health")

    assert (answer.status_code, answer.json()["code"]) == (503, "STORE_CANNOT_WRITE")
    assert answer.headers["Retry-After"] == "30"


async def test_health_sees_a_full_disk_that_nobody_could_write_down(tmp_path: Path) -> None:
    """The supervisor's note is on the same disk."""
    with small_disk(tmp_path, "16m") as disk:
        fill(disk / "ballast")

        answer = await get(app(service(disk, Lost())), "/health")

    assert (answer.status_code, answer.json()["code"]) == (503, "STORE_CANNOT_WRITE")


def test_every_error_of_the_store_has_a_code_of_its_own() -> None:
    codes = [kind.code for kind in StoreError.__subclasses__()]

    assert len(set(codes) - {StoreError.code}) >= 8
