"""`ibid load` beside a served Ibid, stopped or killed in the middle: every document is whole or not there."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from ibid.cli.failures import STOPPED
from seed.loading import SEED_CORPUS
from tests.support.served import Served, served

pytestmark = pytest.mark.embedded

TEXT = (SEED_CORPUS[0] / "A-RES-74-148.en.txt").read_text("utf-8")
NUMBERS = range(201, 221)
"""More than are written in one commit, and few enough to be listed one by one."""
COUNT = "{ documents(first: 100) { totalCount nodes { symbol paragraphs { totalCount } footnotes { totalCount } } } }"


def files(folder: Path) -> Path:
    """Some resolutions of one text and different numbers."""
    folder.mkdir()
    for number in NUMBERS:
        (folder / f"{number}.txt").write_text(TEXT.replace("74/148. Protection", f"74/{number}. Protection"), "utf-8")
    return folder


# What runs in a shell's background inherits that interrupts are ignored.
IBID = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from ibid.cli import main; main()"


def loading(server: Served, folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", IBID, "load", str(folder)],
        env={**os.environ, "IBID_DATA_DIR": str(server.data_dir), "LC_ALL": "C"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for_documents(server: Served, number: int) -> None:
    pause = threading.Event()
    for _ in range(1200):
        if server.ask(COUNT)["documents"]["totalCount"] >= number:
            return
        pause.wait(0.05)
    raise AssertionError("nothing is loaded")


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, STOPPED), (signal.SIGKILL, -signal.SIGKILL)])
def test_a_load_that_was_ended_goes_on_where_it_was(tmp_path: Path, number: signal.Signals, status: int) -> None:
    folder = files(tmp_path / "files")
    with served(tmp_path / "data", environment={"IBID_SEED": "0"}) as server:
        first = loading(server, folder)
        wait_for_documents(server, 1)
        first.send_signal(number)
        first.communicate(timeout=60)
        held = server.ask(COUNT)["documents"]["nodes"]

        second = loading(server, folder)
        out, _ = second.communicate(timeout=120)
        whole = server.ask(COUNT)["documents"]

    assert (first.returncode, second.returncode) == (status, 0)
    assert 1 <= len(held) < len(NUMBERS)
    assert len(re.findall(r"^\d+\.txt .*\bunchanged\b", out, re.MULTILINE)) == len(held)
    assert len(re.findall(r"^\d+\.txt .*\bloaded\b", out, re.MULTILINE)) == len(NUMBERS) - len(held)
    assert whole["totalCount"] == len(NUMBERS)
    for document in (*held, *whole["nodes"]):
        assert document["paragraphs"] == {"totalCount": 94}
        assert document["footnotes"] == {"totalCount": 33}
