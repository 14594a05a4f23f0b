"""The commands: from an embedded store that is served to a database by its address, and back to another folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pymongo import MongoClient
from typer.testing import CliRunner, Result

from ibid.cli import app
from ibid.cli.failures import STORE
from store.embedded.directory import DataDirectory
from store.mongo.marking import MARK
from tests.support.archives import archived
from tests.support.processes import runtime
from tests.support.served import Served

pytestmark = [pytest.mark.embedded, pytest.mark.xdist_group("served")]


def run(*arguments: str | Path, **environment: str) -> Result:
    """How a command ended, and what it said."""
    return CliRunner().invoke(app, [str(each) for each in arguments], env={"LC_ALL": "C", **environment})


def address(ibid: Served) -> str:
    """The address of the database under a server, which stands in for a cluster's."""
    return DataDirectory(ibid.data_dir).uri(runtime(ibid.data_dir).port)


def test_a_served_store_goes_to_a_database_by_its_address_and_back_into_another_folder(
    ibid: Served, tmp_path: Path
) -> None:
    there = {"IBID_MONGODB_URI": address(ibid), "IBID_DATABASE": "moved"}
    here = {"IBID_DATA_DIR": str(tmp_path / "data")}
    first, second, third = (tmp_path / f"{name}.zip" for name in ("first", "second", "third"))

    for done in (
        run("backup", first, IBID_DATA_DIR=str(ibid.data_dir)),
        run("restore", first, **there),
        run("backup", second, **there, IBID_DRIVER="pymongo"),
        run("restore", second, **here),
        run("backup", third, **here),
        run("status", "--check", **here),
    ):
        assert 0 == done.exit_code, done.stderr

    assert archived(first) == archived(second) == archived(third)
    assert "Everything derived agrees" in done.stdout
    refused = run("restore", first, **there)
    assert STORE == refused.exit_code
    assert "STORE_NOT_EMPTY" in refused.stderr


def test_nobody_restores_into_a_folder_that_is_served(ibid: Served, tmp_path: Path) -> None:
    assert 0 == run("backup", tmp_path / "b.zip", IBID_DATA_DIR=str(ibid.data_dir)).exit_code

    refused = run("restore", tmp_path / "b.zip", IBID_DATA_DIR=str(ibid.data_dir))

    assert STORE == refused.exit_code
    assert "DATA_DIRECTORY_BUSY" in refused.stderr


def test_a_database_that_is_not_whole_is_not_served(ibid: Served) -> None:
    with MongoClient[dict[str, Any]](address(ibid)) as client:
        client["half"]["counters"].insert_one({"_id": MARK, "run": "r"})

    settings = {"IBID_MONGODB_URI": address(ibid), "IBID_DATABASE": "half", "IBID_PORT": "0", "LC_ALL": "C"}
    command = [sys.executable, "-m", "ibid", "serve"]
    refused = subprocess.run(command, check=False, env={**os.environ, **settings}, capture_output=True, text=True)

    assert STORE == refused.returncode
    assert "STORE_BEING_RESTORED" in refused.stderr
