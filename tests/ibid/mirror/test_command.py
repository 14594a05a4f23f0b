"""`ibid mirror` as a command: what it says, how it ends, and that ending it in any way costs nothing."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ibid.cli import app
from ibid.cli.failures import SOURCE, STORE, USAGE
from ibid.cli.mirroring import shown
from ibid.mirror.targets.directory import FILE, DirectoryTarget
from tests.support.processes import until
from tests.support.sources import FakeSource, listening


@pytest.fixture
def source() -> FakeSource:
    source = FakeSource()
    for number in range(10):
        source.write(f"A/RES/1/1#{number}", f"Text {number}")
    return source


@pytest.fixture
def url(source: FakeSource) -> Iterator[str]:
    with listening(source) as address:
        yield address


def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ibid", "mirror", *map(str, arguments)]
    settings = {**os.environ, "LC_ALL": "C", **environment}
    return subprocess.run(command, env=settings, capture_output=True, text=True, check=False)


def started(*arguments: str | Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "ibid", "mirror", *map(str, arguments)]
    return subprocess.Popen(command, env={**os.environ, "LC_ALL": "C"}, stderr=subprocess.PIPE)


def texts(folder: Path) -> dict[str, str]:
    if not (folder / FILE).exists():
        return {}
    with closing(sqlite3.connect(folder / FILE)) as reader:
        if not reader.execute("SELECT count(*) FROM sqlite_master WHERE name = 'records'").fetchone()[0]:
            return {}
        return dict(reader.execute("SELECT key, state ->> 'text' FROM records"))


def truth(source: FakeSource) -> dict[str, str]:
    return {key: line["state"]["text"] for key, line in source.living().items()}


def test_once_copies_proves_and_says_what_there_is(source: FakeSource, url: str, tmp_path: Path) -> None:
    ended = run(f"{url}/", "--to", tmp_path / "copy", "--once", "--languages", "en,fr", IBID_MIRROR_KEY="ibid_key")

    assert 0 == ended.returncode, ended.stderr
    assert "The copy equals the source." in ended.stdout
    assert "10" in ended.stdout
    assert truth(source) == texts(tmp_path / "copy")
    assert {"Bearer ibid_key"} == {request.headers["Authorization"] for request in source.asked}
    assert {"en,fr"} == {request.url.params["languages"] for request in source.asked}


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT])
async def test_it_follows_until_it_is_stopped(
    source: FakeSource, url: str, tmp_path: Path, end: signal.Signals
) -> None:
    folder = tmp_path / "copy"
    with started(url, "--to", folder, "--verify-every", "1") as process:
        await until(lambda: truth(source) == texts(folder))
        source.write("A/RES/1/1#3", "Another text")
        source.write("A/RES/1/1#4", None)
        await until(lambda: truth(source) == texts(folder))
        process.send_signal(end)
        _, said = process.communicate(timeout=20)

    assert (0, True) == (process.returncode, b"goes on from here" in said)


async def test_a_mirror_that_is_killed_leaves_a_copy_that_the_next_one_goes_on_with(
    source: FakeSource, url: str, tmp_path: Path
) -> None:
    folder = tmp_path / "copy"
    with started(url, "--to", folder) as process:
        await until(lambda: truth(source) == texts(folder))
        process.kill()
    source.write("A/RES/1/1#3", "Another text")
    source.asked.clear()

    assert 0 == run(url, "--to", folder, "--once").returncode
    assert truth(source) == texts(folder)
    assert "/export" not in {request.url.path for request in source.asked}


def invoke(*arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["mirror", *map(str, arguments)])
    return result.exit_code, result.stderr


@pytest.mark.parametrize("url", ["ibid.example", "ftp://ibid.example", "http://", "https://u:p@ibid.example", ""])
def test_an_address_that_is_none_is_told(tmp_path: Path, url: str) -> None:
    status, said = invoke(url, "--to", tmp_path / "copy", "--once")

    assert (USAGE, True) == (status, "MIRROR_BAD_URL" in said)
    assert not (tmp_path / "copy").exists()


def test_a_language_that_is_none_is_told(tmp_path: Path) -> None:
    status, said = invoke("http://ibid.example", "--to", tmp_path / "copy", "--languages", "en,f r")

    assert (USAGE, True) == (status, "BAD_LANGUAGE_TAG" in said)


def test_a_second_mirror_is_told(url: str, tmp_path: Path) -> None:
    with closing(DirectoryTarget.open(tmp_path)):
        status, said = invoke(url, "--to", tmp_path, "--once")

    assert (STORE, True) == (status, "MIRROR_TARGET_BUSY" in said)


def test_a_database_that_is_none_is_told() -> None:
    status, said = invoke("http://ibid.example", "--to", "mongodb://", "--once")

    assert (STORE, True) == (status, "MIRROR_TARGET_UNUSABLE" in said)


def test_what_is_no_ibid_is_told(url: str, tmp_path: Path) -> None:
    status, said = invoke(f"{url}/blog", "--to", tmp_path, "--once")

    assert (SOURCE, True) == (status, "MIRROR_NOT_AN_IBID" in said)


def test_a_password_is_not_shown() -> None:
    assert "mongodb://db.example:27017/copy" == shown("mongodb://ibid:secret@db.example:27017/copy?tls=true")
