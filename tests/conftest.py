"""One served Ibid for every test that asks one, with the seed corpus in it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.support.served import Served, served

# How wide the terminal is that runs the tests makes no difference to what commands print in them.
os.environ.pop("COLUMNS", None)

# Tests time nothing. What is merged is tried with the same examples each time; whoever develops finds new ones.
settings.register_profile("ibid", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("ibid")


@pytest.fixture(scope="session")
def ibid(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that was started on an empty data directory and has filled it.

    Tests that use it are of the group "served", so that one process of the test run starts one.
    """
    with served(tmp_path_factory.mktemp("served") / "data") as server:
        yield server


@pytest.fixture(scope="session")
def marked_up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server with one resolution in Akoma Ntoso, in English and in French; of the group "served", too."""
    files = sorted((Path(__file__).parent / "seed" / "akn" / "golden").glob("practice.[ef][nr].xml"))
    with served(tmp_path_factory.mktemp("marked-up") / "data", environment={"IBID_SEED": "0"}) as server:
        environment = {**os.environ, "IBID_DATA_DIR": str(server.data_dir)}
        subprocess.run([sys.executable, "-m", "ibid", "load", *files], env=environment, check=True, capture_output=True)
        yield server


@pytest.fixture
def ask(ibid: Served) -> Callable[..., dict[str, Any]]:
    """Ask a query, get its data."""
    return ibid.ask
