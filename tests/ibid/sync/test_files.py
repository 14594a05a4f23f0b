"""An export as files: what a stopped one goes on behind, and what is refused."""

from __future__ import annotations

import gzip
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import zstandard
from typer.testing import CliRunner

from ibid.cli import copying
from ibid.cli.main import app as commands
from ibid.sync import parts as parts_of
from ibid.sync.compressing import GZIP, ZSTD
from ibid.sync.exporting import Exporting
from ibid.sync.files import BadFolder, PartFiles
from ibid.sync.pacing import AtOnce, Paced
from resolvers.access import PARTNERS
from resolvers.changes.places import Wanted
from resolvers.changes.scope import Scope
from resolvers.sync.baseline import Baseline
from resolvers.sync.buckets import Selection
from store.mongo.store import MongoStore
from tests.support.copies import Export, read_export
from tests.support.records import corpus, stored


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A part for every bucket."""
    monkeypatch.setattr(parts_of, "MOST", 1)


@pytest.fixture
async def store() -> MongoStore:
    return await stored(corpus())


async def exporting(store: MongoStore) -> Exporting:
    baseline = Baseline(Paced(store, AtOnce()), store, Selection(Scope.of(PARTNERS, Wanted())))
    return Exporting(baseline, await store.state())


async def write(store: MongoStore, files: PartFiles, most: int | None = None) -> None:
    """Write an export, or so many more parts of it."""
    had, token = files.found()
    export = await exporting(store)
    spot, begun = await export.start(token)
    begun.listed = had.listed
    count = 0
    async for _ in files.write(export.pieces(spot, begun), begun):
        count += 1
        if count == most:
            return


def read(folder: Path) -> Export:
    """The files, one after another, and the manifest: what a server would have sent."""
    content = b""
    for path in sorted(folder.glob("part-*")):
        packed = path.read_bytes()
        content += gzip.decompress(packed) if path.suffix == ".gz" else _unpacked(packed)
    return read_export(content + (folder / "manifest.json").read_bytes())


def _unpacked(packed: bytes) -> bytes:
    return zstandard.ZstdDecompressor().stream_reader(packed).read()


@pytest.mark.parametrize("coding", [GZIP, ZSTD])
async def test_the_files_one_after_another_are_an_export(store: MongoStore, tmp_path: Path, coding: str) -> None:
    await write(store, PartFiles(tmp_path, coding))

    assert len(corpus()) == len(read(tmp_path).lines)


async def test_an_export_that_was_stopped_anywhere_goes_on(store: MongoStore, tmp_path: Path) -> None:
    await write(store, PartFiles(tmp_path / "whole"))
    files = PartFiles(tmp_path / "parts")
    while not files.is_whole:
        await write(store, files, most=2)
        await write(store, files, most=1)

    whole, parts = read(tmp_path / "whole"), read(tmp_path / "parts")
    assert whole.lines == parts.lines
    assert whole.manifest is not None
    assert parts.manifest is not None
    assert whole.manifest["sha256"] == parts.manifest["sha256"]
    assert whole.manifest["list"] == parts.manifest["list"]


async def test_a_part_that_is_damaged_is_named(store: MongoStore, tmp_path: Path) -> None:
    files = PartFiles(tmp_path)
    await write(store, files, most=3)
    path = tmp_path / "part-00002.ndjson.zst"
    path.write_bytes(path.read_bytes()[:-9])

    with pytest.raises(BadFolder) as caught:
        files.found()
    assert path == caught.value.path


@pytest.fixture
def opened(store: MongoStore, monkeypatch: pytest.MonkeyPatch) -> None:
    @asynccontextmanager
    async def opened_store(*_: Any) -> AsyncIterator[MongoStore]:
        yield store

    monkeypatch.setattr(copying, "opened_store", opened_store)


def run(*arguments: str) -> Any:
    return CliRunner().invoke(commands, ["export", "--all-records", *arguments], env={"LC_ALL": "C"})


@pytest.mark.usefixtures("opened")
def test_the_command_writes_everything_once(tmp_path: Path) -> None:
    first = run(str(tmp_path))
    again = run(str(tmp_path), "--fast")

    assert (0, f"Wrote {len(corpus())} records to {tmp_path}.") == (first.exit_code, " ".join(first.output.split()))
    assert (0, f"{tmp_path} holds a whole export already.") == (again.exit_code, " ".join(again.output.split()))
    assert len(corpus()) == json.loads((tmp_path / "manifest.json").read_text())["manifest"]["records"]
    read(tmp_path)


@pytest.mark.usefixtures("opened")
def test_the_command_says_which_file_is_none_of_its_parts(tmp_path: Path) -> None:
    (tmp_path / "part-00001.ndjson.gz").write_bytes(b"something else")
    result = run(str(tmp_path))

    assert 1 == result.exit_code
    assert "part-00001.ndjson.gz" in result.output
    assert "EXPORT_FOLDER" in result.output
