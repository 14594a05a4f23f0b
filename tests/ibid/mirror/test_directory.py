"""The copy in a folder: who may have it, what is refused, and what readers see meanwhile."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ibid.mirror.errors import TargetBusy, TargetError, TargetForeign, TargetFull, TargetUnusable
from ibid.mirror.place import Phase, Place
from ibid.mirror.targets.directory import FILE, DirectoryTarget
from ibid.mirror.wire import Line, read_line
from tests.support.disks import fill, small_disk
from tests.support.sources import record_line


def lines(count: int, text: str = "Text") -> list[Line]:
    return [read_line(record_line(f"A/RES/1/1#{number}", text, 1)) for number in range(count)]


def test_one_mirror_at_a_time(tmp_path: Path) -> None:
    first = DirectoryTarget.open(tmp_path)

    with pytest.raises(TargetBusy):
        DirectoryTarget.open(tmp_path)

    first.close()
    DirectoryTarget.open(tmp_path).close()


def test_a_file_where_a_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "copy").write_text("mine")

    with pytest.raises(TargetUnusable):
        DirectoryTarget.open(tmp_path / "copy")

    assert "mine" == (tmp_path / "copy").read_text()


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / FILE)) as other:
        other.execute("CREATE TABLE accounts (name TEXT)")

    with pytest.raises(TargetForeign):
        DirectoryTarget.open(tmp_path)

    with closing(sqlite3.connect(tmp_path / FILE)) as other:
        assert [("accounts",)] == other.execute("SELECT name FROM sqlite_master").fetchall()


def test_a_copy_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    DirectoryTarget.open(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / FILE)) as later:
        later.execute("PRAGMA user_version = 2")

    with pytest.raises(TargetForeign):
        DirectoryTarget.open(tmp_path)


def test_what_is_no_database_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no database at all" * 100)

    with pytest.raises(TargetForeign):
        DirectoryTarget.open(tmp_path)


async def test_readers_see_a_baseline_when_it_is_whole_and_all_of_it_at_once(tmp_path: Path) -> None:
    target = DirectoryTarget.open(tmp_path)
    with closing(sqlite3.connect(tmp_path / FILE)) as reader:
        query = "SELECT count(*), group_concat(DISTINCT state ->> 'text') FROM records"
        seen = []
        place = Place()
        for text in ("First", "Second"):
            place = place.anew("url", "")
            await target.begin(place)
            await target.copy(lines(3, text), place)
            seen.append(reader.execute(query).fetchone())
            place = place.switched("cursor")
            await target.switch(place)
            seen.append(reader.execute(query).fetchone())
    target.close()

    assert [(0, None), (3, "First"), (3, "First"), (3, "Second")] == seen


async def test_a_disk_that_is_full_loses_nothing_and_the_mirror_goes_on_when_there_is_room(tmp_path: Path) -> None:
    with small_disk(tmp_path, "2m") as disk:
        target = DirectoryTarget.open(disk / "copy")
        place = Place().anew("url", "")
        await target.begin(place)
        await target.copy(lines(10), place)
        fill(disk / "ballast")
        with pytest.raises(TargetFull):
            await target.copy(lines(1000, "A longer text" * 100), Place(phase=Phase.COPYING, incoming=1, cursor="lost"))
        assert place == await target.place()
        target.close()

        (disk / "ballast").unlink()
        target = DirectoryTarget.open(disk / "copy")
        await target.copy(lines(20), place)
        await target.switch(place.switched("cursor"))
        assert {"PARAGRAPH": 20} == await target.counts()
        target.close()


def test_a_full_disk_is_told_at_once(tmp_path: Path) -> None:
    with small_disk(tmp_path, "64k") as disk:
        fill(disk / "ballast")
        with pytest.raises(TargetError) as caught:
            DirectoryTarget.open(disk / "copy")

    assert isinstance(caught.value, TargetFull)
