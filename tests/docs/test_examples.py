"""README.md and docs/ promise nothing that is not so: queries, commands, links, and what is taken from the program."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from docs import generate
from tests.docs.examples import (
    NO_ANSWERS,
    ROOT,
    Example,
    Exchange,
    ask,
    commands,
    exchanges,
    fits,
    lines_fit,
    pages,
    parsed,
    queries,
    scripts,
)
from tests.support.served import Served

SERVED = [pytest.mark.embedded, pytest.mark.xdist_group("served")]
LINK = re.compile(r"\]\((?!https?://)([^)#]+)[^)]*\)")


@pytest.mark.parametrize("example", [pytest.param(each, id=f"{each.page}-{each.number}") for each in queries()])
class TestQueries:
    """Queries with their answers."""

    pytestmark = SERVED

    def test_a_query_has_the_answer_that_is_printed_below_it(self, ibid: Served, example: Example) -> None:
        assert example.answer is not None, "run `make docs`"
        answer = ask(ibid, example.query)

        assert fits(json.loads(example.answer), answer), answer
        assert not {error["extensions"]["code"] for error in answer.get("errors", ())} & NO_ANSWERS


@pytest.mark.embedded
@pytest.mark.xdist_group("served")
@pytest.mark.parametrize("exchange", [pytest.param(each, id=f"{each.page} {each.path}") for each in exchanges()])
def test_a_request_is_answered_as_the_page_says(ibid: Served, exchange: Exchange) -> None:
    headers = {"Accept-Language": "en", **exchange.sent}
    places = ibid.ask("{ syncInfo { head oldest } }")["syncInfo"]
    path = exchange.path.replace("CURSOR", places["head"]).replace("BEGIN", places["oldest"])

    answer = httpx.get(f"{ibid.url}{path}", headers=headers, timeout=30)

    assert exchange.status == answer.status_code
    assert fits(exchange.got, {name: answer.headers.get(name) for name in exchange.got}), answer.headers
    assert not exchange.lines or lines_fit(exchange.lines, parsed(answer.text)), answer.text


RUN = sorted({line for _, line in commands() if line.startswith("ibid ")})
MADE = sorted({line.split()[1] for _, line in commands() if line.startswith("make ")})


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where commands are run, and leave what they write: it has the seed as the repository does."""
    path = tmp_path_factory.mktemp("commands")
    (path / "seed").symlink_to(ROOT / "seed")
    return path


@pytest.mark.embedded
@pytest.mark.xdist_group("served")
@pytest.mark.parametrize("line", RUN)
def test_a_command_does_its_work(ibid: Served, folder: Path, line: str) -> None:
    """Each by itself: a file that is imported is exported before."""
    if line == "ibid translations import report.xlf":
        exported = ibid.run(
            "translations", "export", "A/HRC/45/30", "--language", "es", "--output", str(folder / "report.xlf")
        )
        assert exported.stdout
    program = [sys.executable, "-m", "ibid", *shlex.split(line)[1:]]
    environment = {**os.environ, "IBID_DATA_DIR": str(ibid.data_dir), "PYTHONPATH": str(ROOT)}

    done = subprocess.run(program, cwd=folder, env=environment, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert line.startswith("ibid keys create ") is bool(done.stderr)  # a key is alone on standard output
    assert done.stdout


@pytest.mark.embedded
@pytest.mark.xdist_group("served")
@pytest.mark.parametrize(
    "script",
    [
        pytest.param(script, id=f"{page} {script.split()[0]}", marks=[pytest.mark.clients] * ("node" in script))
        for page, script in scripts()
    ],
)
def test_what_is_asked_by_hand_is_answered(ibid: Served, tmp_path: Path, script: str) -> None:
    """In a folder that has the programs for clients as the repository does, with the server where the page has it."""
    (tmp_path / "clients").symlink_to(ROOT / "clients")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)}
    words = ["bash", "-euo", "pipefail", "-c", script.replace("http://127.0.0.1:8000", ibid.url)]

    done = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert done.stdout


@pytest.mark.parametrize("target", MADE)
def test_a_target_of_make_is_there(target: str) -> None:
    assert re.search(rf"^{target}:.*##", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)


ELSEWHERE = ("granian ", "OTEL_")
"""What `tests/integration/test_servers.py` runs; variables of another standard before a command."""


def test_every_command_on_a_page_is_one_of_those_above() -> None:
    assert [line for _, line in commands() if not line.startswith(("ibid ", "make ", *ELSEWHERE))] == []


@pytest.mark.parametrize("page", [pytest.param(each, id=str(each.relative_to(ROOT))) for each in generate.pages()])
def test_what_a_page_takes_from_the_program_is_what_the_program_says(page: Path) -> None:
    """`make docs` was run after the last change."""
    text = page.read_text("utf-8")

    assert generate.written(text) == text


def test_every_setting_limit_command_and_exit_code_is_on_a_page() -> None:
    blocks = {found["name"] for page in generate.pages() for found in generate.BLOCK.finditer(page.read_text("utf-8"))}

    assert set(generate.BLOCKS) == blocks


@pytest.mark.parametrize("page", [pytest.param(each, id=str(each.relative_to(ROOT))) for each in pages()])
def test_links_lead_somewhere(page: Path) -> None:
    links = LINK.findall(page.read_text("utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_decision_is_in_the_list_of_decisions() -> None:
    folder = ROOT / "docs" / "adr"
    listed = set(LINK.findall((folder / "README.md").read_text("utf-8")))

    assert {page.name for page in folder.glob("0*.md")} == listed
