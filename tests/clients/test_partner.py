"""The program of docs/clients/partners.md: a copy that is kept up to date."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.support.clients import PYTHON, ROOT, command, run, started
from tests.support.served import Served

pytestmark = [pytest.mark.clients, pytest.mark.embedded, pytest.mark.xdist_group("served")]

LOADED = ROOT / "tests" / "seed" / "akn" / "golden" / "practice.en.xml"
SYMBOL = "A/RES/86/401"


def test_a_copy_is_whole_and_what_has_not_changed_is_not_sent_again(own: Served, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    program: list[str | Path] = [sys.executable, PYTHON / "partner.py", own.url, copy]

    first, second = run(*program), run(*program)
    command(own, "load", LOADED)
    third = run(*program)
    command(own, "remove", SYMBOL)
    fourth = run(*program)

    assert first.splitlines() == ["A/HRC/45/30: fetched", "A/RES/74/148: fetched"]
    assert second == ""
    assert third.splitlines() == [f"{SYMBOL}: fetched"]
    assert fourth.splitlines() == [f"{SYMBOL}: gone"]
    assert {file.relative_to(copy).as_posix() for file in copy.rglob("*/*.json")} == {
        "A/HRC/45/30.json",
        "A/RES/74/148.json",
    }
    held = json.loads((copy / "A" / "RES" / "74" / "148.json").read_text("utf-8"))
    assert (held["symbol"], held["languages"]) == ("A/RES/74/148", ["en", "fr"])


def test_what_changes_is_followed_and_what_was_missed_is_caught_up(own: Served, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    program: list[str | Path] = [sys.executable, PYTHON / "partner.py", own.url, copy, "--follow"]

    with started(*program) as partner:
        partner.until("caught up")
        command(own, "load", LOADED)
        partner.until(f"{SYMBOL}: fetched")
    command(own, "remove", SYMBOL)
    with started(*program) as partner:
        partner.until(f"{SYMBOL}: gone")

    assert not (copy / f"{SYMBOL}.json").exists()
