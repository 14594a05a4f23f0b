"""What docs/mirror.md shows is so: questions in SQL are answered by a copy, options and tables are the program's."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest
import typer

from ibid.cli import app
from ibid.cli.failures import REFUSED, SOURCE, STOPPED, STORE, USAGE
from ibid.mirror.targets import applying
from ibid.mirror.targets.directory import FILE, DirectoryTarget
from ibid.mirror.targets.mongo import COLLECTIONS
from tests.docs.examples import ROOT
from tests.support.app import application
from tests.support.mirrored import InFolder, mirrored
from tests.support.sources import URL

PAGE = (ROOT / "docs" / "mirror.md").read_text("utf-8")
SQL = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)

ANSWERS: list[list[tuple[Any, ...]]] = [
    [("en", "*Recalling* the Convention,[^1]"), ("fr", "*Rappelant* la Convention[^1],")],
    [
        ("PP1", "*Rappelant* la Convention[^1],"),
        ("1", "Welcomes it;[^2]"),
        ("2", "Calls upon States[^2] & others:"),
        ("2(a)", "To implement the Compact;"),
        ("3", "*Requests* the Secretary-General to report."),
        ("1", "First of the annex."),
    ],
    [
        ("A/HRC/45/30", "A/HRC/45/30#5"),
        ("A/RES/74/148", "A/RES/74/148#fn1"),
        ("A/RES/74/148", "A/RES/74/148#fn2"),
    ],
    [("FOLLOWING", URL, "")],
]
"""What each question is answered of the small corpus; a cursor is another each time."""


async def test_each_question_has_its_answer(tmp_path: Path) -> None:
    async with application() as served:
        transport = httpx.ASGITransport(app=served.app, client=("127.0.0.1", 4711))
        await mirrored(InFolder(tmp_path / "copy"), transport)

    with closing(sqlite3.connect(tmp_path / "copy" / FILE)) as reader:
        answers = [reader.execute(query).fetchall() for query in SQL]

    *answers, ((*place, cursor),) = answers
    assert ANSWERS == [*answers, [tuple(place)]]
    assert cursor


def test_the_columns_that_are_told_are_those_of_the_view(tmp_path: Path) -> None:
    table = PAGE.split("| column | |\n")[1].split("\n\n")[0]
    told = re.findall(r"`(\w+)`", "".join(line.split("|")[1] for line in table.splitlines()[1:]))

    DirectoryTarget.open(tmp_path).close()

    with closing(sqlite3.connect(tmp_path / FILE)) as reader:
        columns = [column[0] for column in reader.execute("SELECT * FROM records").description]
    assert set(columns) == set(told)


def test_every_option_is_told() -> None:
    options = {option for each in typer.main.get_group(app).commands["mirror"].params for option in each.opts}

    assert {each for each in options if each.startswith("--")} - {"--driver", "--log-level"} <= set(
        re.findall(r"--[a-z-]+", PAGE)
    )


@pytest.mark.parametrize("status", [0, REFUSED, USAGE, STORE, SOURCE, STOPPED])
def test_every_exit_code_is_told(status: int) -> None:
    assert f"\n| {status} | " in PAGE


def test_the_rule_is_told_as_the_code_has_it() -> None:
    rows = [line.strip() for line in str(applying.__doc__).splitlines() if line.startswith("|")]

    assert len(rows) == 5
    assert rows == [line.strip() for line in PAGE.splitlines() if line.strip() in rows]


def test_every_collection_is_told() -> None:
    assert set(COLLECTIONS.values()) <= set(re.findall(r"`(\w+)`", PAGE))
