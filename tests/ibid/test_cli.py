"""The command line: what it prints, and how it ends."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from ibid.cli import app
from ibid.cli.failures import BUG, PORT, REFUSED, STOPPED, STORE, USAGE, failing_well
from ibid.cli.options import SERVED
from ibid.serving import PortTaken
from ibid.settings import TABLE, read_settings
from ibid.version import ibid_version
from seed.loading import SEED_CORPUS
from store.errors import Unavailable

RESOLUTION = SEED_CORPUS[0] / "A-RES-74-148.en.txt"


@pytest.fixture(autouse=True)
def in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.delenv(variable, raising=False)


def run(*arguments: str | Path, **environment: str) -> Result:
    return CliRunner().invoke(app, [str(each) for each in arguments], env=environment)


def test_the_version_is_printed() -> None:
    assert run("--version").output == f"ibid {ibid_version()}\n"


def test_every_command_has_a_description() -> None:
    commands = typer.main.get_group(app).commands

    names = {
        "serve",
        "load",
        "remove",
        "export",
        "parse",
        "status",
        "migrate",
        "mirror",
        "index",
        "backup",
        "restore",
        "prune",
        "explain",
        "keys",
        "schema",
        "translations",
    }
    assert names == set(commands)
    assert all(command.help for command in commands.values())


def test_every_setting_is_an_option_of_serve() -> None:
    options = {option for parameter in typer.main.get_group(app).commands["serve"].params for option in parameter.opts}

    assert {TABLE[name].option for name in SERVED} <= options
    assert {"mirror_key"} == set(TABLE) - set(SERVED)


def test_the_help_of_an_option_names_its_variable_what_it_may_be_and_its_default() -> None:
    helped = run("serve", "--help", COLUMNS="300").output

    assert "(IBID_PORT: a number from 0 to 65535, otherwise 8000)" in helped
    assert all(TABLE[name].variable in helped for name in SERVED)


def test_the_schema_is_printed_as_it_is_committed() -> None:
    assert run("schema").output == (Path(__file__).parents[2] / "schema.graphql").read_text("utf-8")


def test_a_bad_setting_ends_a_command_before_it_does_anything() -> None:
    done = run("status", IBID_PORT="eighty")

    assert done.exit_code == USAGE
    assert re.search(r"IBID_PORT.*“eighty”.*a number from 0 to 65535", done.stderr.replace("\n", " "))


def test_a_document_is_printed_as_a_tree() -> None:
    done = run("parse", RESOLUTION)

    assert (done.exit_code, done.stderr) == (0, "")
    assert "A/RES/74/148" in done.stdout
    assert re.search(r"\b20 Requests the Secretary-General", done.stdout)
    assert re.search(r"Footnotes.*Ibid\..*Citations in the text", done.stdout, re.DOTALL)


def test_nothing_is_cut_where_no_terminal_is() -> None:
    """In a process of its own: the width is found out once."""
    done = subprocess.run(
        [sys.executable, "-m", "ibid", "parse", RESOLUTION],
        env={name: value for name, value in os.environ.items() if name != "COLUMNS"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    assert "alternative approaches for improving the effective enjoyment of human rights" in done.stdout
    assert "A/RES/2200(XXI)[A]" in done.stdout
    assert done.stderr == ""


def test_what_is_logged_is_up_to_the_environment_too(tmp_path: Path) -> None:
    """A command that prints its own answer is quiet unless it is told otherwise, in whatever way."""
    environment = {"IBID_DATA_DIR": str(tmp_path)}
    own = {"log_level": "warning"}

    assert read_settings(environment=environment, defaults=own).log_level == "warning"
    assert read_settings(environment={**environment, "IBID_LOG_LEVEL": "debug"}, defaults=own).log_level == "debug"
    assert read_settings({"log_level": "error"}, environment=environment, defaults=own).log_level == "error"


def test_a_document_is_printed_as_json() -> None:
    understood = json.loads(run("parse", RESOLUTION, "--json").stdout)

    assert understood["document"]["metadata"]["symbol"] == "A/RES/74/148"
    assert "20" in [paragraph["label"] for paragraph in understood["document"]["paragraphs"]]
    assert understood["links"]["citations"]


def wrong_input(folder: Path, kind: str) -> Path:
    """A file that is no document, or a bad one."""
    path = folder / f"{kind}.txt"
    content = {
        "empty": b"",
        "blank": b" \n\n\t\n",
        "binary": b"%PDF-1.7\n\x00\x01\x02\xff\xfe" * 50,
        "latin1": "Réaffirmant la Déclaration universelle".encode("latin-1"),
        "large": b"The General Assembly,\n" * (50 * 2**20 // 22),
        "prose": b"Once upon a time there was a document that was none.\n",
    }
    if kind in content:
        path.write_bytes(content[kind])
    return path


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("empty", "FILE_EMPTY"),
        ("blank", "FILE_EMPTY"),
        ("binary", "FILE_BINARY"),
        ("latin1", "FILE_ENCODING"),
        ("large", "FILE_TOO_LARGE"),
        ("prose", "NOT_A_UN_DOCUMENT"),
        ("absent", "FILE_UNREADABLE"),
    ],
)
def test_what_is_no_document_is_refused_in_one_line(tmp_path: Path, kind: str, code: str) -> None:
    done = run("parse", wrong_input(tmp_path, kind))

    assert (done.exit_code, done.stdout) == (REFUSED, "")
    assert f"({code})" in done.stderr
    assert f"{kind}.txt" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_document_that_ends_in_the_middle_is_read_with_a_finding(tmp_path: Path) -> None:
    text = RESOLUTION.read_text("utf-8")
    cut = text[: text.index("*Requests* the Secretary-General to submit") + 60]
    (tmp_path / "cut.txt").write_text(cut, "utf-8")

    done = run("parse", tmp_path / "cut.txt")

    assert done.exit_code == 0
    assert "(TRUNCATED)" in done.stdout


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (PortTaken("127.0.0.1", 80, "Permission denied"), PORT, "127.0.0.1"),
        (Unavailable("no answer from 127.0.0.1:1"), STORE, "STORE_UNAVAILABLE"),
        (KeyboardInterrupt(), STOPPED, "goes on from there"),
        (ZeroDivisionError("by zero"), BUG, "reference"),
    ],
)
def test_an_error_is_a_line_and_an_exit_code(
    capsys: pytest.CaptureFixture[str], error: BaseException, status: int, words: str
) -> None:
    with pytest.raises(typer.Exit) as caught, failing_well():
        raise error

    assert status == caught.value.exit_code
    assert words in capsys.readouterr().err


def test_messages_are_in_the_language_of_the_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("locale.getlocale", lambda _category: ("fr_FR", "UTF-8"))

    assert "vide" in run("parse", wrong_input(tmp_path, "empty")).stderr


@pytest.mark.embedded
def test_a_folder_that_cannot_hold_data_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    done = run("status", IBID_DATA_DIR=str(tmp_path / "file" / "data"))

    assert done.exit_code == STORE
    assert "DATA_DIRECTORY_UNUSABLE" in done.stderr


@pytest.mark.embedded
def test_loading_twice_changes_nothing_and_what_is_derived_agrees(tmp_path: Path) -> None:
    environment = {"IBID_DATA_DIR": str(tmp_path / "data"), "COLUMNS": "200"}

    first = run("load", RESOLUTION, **environment)
    second = run("load", RESOLUTION, wrong_input(tmp_path, "empty"), **environment)
    checked = run("status", "--check", **environment)
    migrated = run("migrate", **environment)

    assert (first.exit_code, second.exit_code, checked.exit_code, migrated.exit_code) == (0, REFUSED, 0, 0)
    assert re.search(r"A/RES/74/148\s+loaded", first.stdout)
    assert re.search(r"A/RES/74/148\s+unchanged\s+0\s+0\s+0", second.stdout)
    assert "(FILE_EMPTY)" in second.stderr
    assert re.search(r"documents\s+1\b", checked.stdout)
    assert "Everything derived agrees." in checked.stdout
    assert "Already at version" in migrated.stdout


def test_the_environment_of_the_tests_names_no_database() -> None:
    """Else the tests above would write into it."""
    assert "IBID_MONGODB_URI" not in os.environ


def test_a_damaged_backup_is_refused_before_there_is_a_store(tmp_path: Path) -> None:
    (tmp_path / "b.zip").write_bytes(b"PK\x03\x04 and so on")

    done = run("restore", tmp_path / "b.zip", "--data-dir", tmp_path / "data")

    assert REFUSED == done.exit_code
    assert "ARCHIVE_DAMAGED" in done.stderr
    assert not (tmp_path / "data").exists()
