"""Logs: a line of JSON an event or one for people, whoever logged it; none of what was asked in words."""

from __future__ import annotations

import io
import json
import logging
import sys
from collections.abc import Iterator

import pytest
from structlog.contextvars import bound_contextvars

from ibid.logs import configure, formatter


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What "ibid" and what is below it log, as it is written."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(formatter(is_console=False, about={"worker": 2}))
    logger = logging.getLogger("ibid")
    level = logger.level
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    yield written
    logger.removeHandler(handler)
    logger.setLevel(level)


@pytest.fixture
def restored() -> Iterator[None]:
    """The root logger as it was before."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def test_an_event_is_a_line_with_its_extra_facts(lines: io.StringIO) -> None:
    logging.getLogger("ibid.seeding").info("seeded %d", 3, extra={"file": "A-RES-74-148.en.txt"})

    line = json.loads(lines.getvalue())
    assert (line["level"], line["logger"], line["message"]) == ("info", "ibid.seeding", "seeded 3")
    assert (line["file"], line["worker"]) == ("A-RES-74-148.en.txt", 2)
    assert line["at"].endswith("+00:00")


def test_a_line_carries_the_id_of_the_request_that_is_answered(lines: io.StringIO) -> None:
    with bound_contextvars(request_id="r-1"):
        logging.getLogger("ibid.graphql").info("within")
    logging.getLogger("ibid.graphql").info("without")

    within, without = (json.loads(line) for line in lines.getvalue().splitlines())
    assert within["request_id"] == "r-1"
    assert "request_id" not in without


def test_a_traceback_is_on_the_line_of_its_event(lines: io.StringIO) -> None:
    try:
        int("seven")
    except ValueError:
        logging.getLogger("ibid").exception("unexpected", extra={"reference": "abc"})

    (text,) = lines.getvalue().splitlines()
    assert "ValueError: invalid literal" in json.loads(text)["traceback"]


def test_what_no_json_can_hold_and_what_would_break_a_line_is_written_on_one_line(lines: io.StringIO) -> None:
    logging.getLogger("ibid").info("a\nb", extra={"path": "/x\n{}", "thing": object})

    (text,) = lines.getvalue().splitlines()
    assert json.loads(text)["path"] == "/x\n{}"


@pytest.mark.usefixtures("restored")
def test_a_log_for_people_has_a_line_an_event_and_no_json(capsys: pytest.CaptureFixture[str]) -> None:
    configure("info", "console", worker=1)
    logging.getLogger("ibid").info("seeded", extra={"file": "a.txt", "path": "/x\ny"})

    (text,) = capsys.readouterr().err.splitlines()
    assert "seeded" in text
    assert "a.txt" in text
    assert r"/x\ny" in text
    assert not text.startswith("{")


@pytest.mark.usefixtures("restored")
@pytest.mark.parametrize(("terminal", "is_json"), [(False, True), (True, False)])
def test_without_a_choice_a_terminal_gets_what_people_read(
    monkeypatch: pytest.MonkeyPatch, terminal: bool, is_json: bool
) -> None:
    written = io.StringIO()
    monkeypatch.setattr(written, "isatty", lambda: terminal, raising=False)
    monkeypatch.setattr(sys, "stderr", written)

    configure("info", "auto")
    logging.getLogger("ibid").info("seeded")

    assert written.getvalue().startswith("{") is is_json


@pytest.mark.usefixtures("restored")
@pytest.mark.parametrize("name", ["pymongo.command", "motor", "uvicorn.access", "opentelemetry.sdk", "granian.access"])
def test_drivers_and_servers_do_not_chatter_even_where_ibid_does(name: str) -> None:
    """A driver logs the commands that it sends, with all that is asked for."""
    configure("debug", "json")

    assert not logging.getLogger(name).isEnabledFor(logging.INFO)
