"""Logging by structlog: one line of JSON an event, or a line for people, on standard error.

Ibid, its drivers and its server log by the standard library; structlog renders all of it alike, with the id of the
request that is being answered. What users asked for in words is never logged.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping
from datetime import UTC, datetime

import structlog
from structlog.contextvars import merge_contextvars
from structlog.typing import EventDict, Processor, WrappedLogger

from ibid.observing.facts import current_request_id
from ibid.observing.lines import Lines, as_json
from ibid.settings.observing import LogFormat

_CHATTY = ("pymongo", "motor", "uvicorn", "granian", "_granian", "asyncio", "opentelemetry", "urllib3")
"""Loggers that speak only when something is wrong. Of a driver this is more than taste: it logs commands."""


def configure(level: str, written: LogFormat = "auto", *, worker: int | None = None) -> None:
    """Log at a level and above; each line of a worker says which one it is."""
    is_console = sys.stderr.isatty() if written == "auto" else written == "console"
    about = {} if worker is None else {"worker": worker}
    handler = logging.StreamHandler(sys.stderr) if is_console else Lines(sys.stderr, about)
    handler.setFormatter(formatter(is_console=is_console, about=about))
    logging.basicConfig(handlers=[handler], level=level.upper(), force=True)
    for chatty in _CHATTY:
        logging.getLogger(chatty).setLevel(max(logging.WARNING, logging.getLogger().level))


def formatter(*, is_console: bool, about: Mapping[str, object]) -> logging.Formatter:
    """What writes a record: time, level, logger, message, what was given as `extra`, and a traceback.

    `about` is on every line.
    """

    def stamp(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
        """The time of the event itself, first on the line."""
        record: logging.LogRecord = event["_record"]
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        return {"at": at, **event, **about}

    # Of a record that came by the standard library: all of ours.
    gathering: list[Processor] = [
        stamp,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        _of_request,
        merge_contextvars,
        structlog.stdlib.ExtraAdder(),
    ]
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=gathering,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_writing(is_console=is_console)],
    )


def _writing(*, is_console: bool) -> list[Processor]:
    if is_console:
        plain = structlog.dev.plain_traceback
        colors = sys.stderr.isatty()
        return [structlog.dev.ConsoleRenderer(colors=colors, timestamp_key="at", exception_formatter=plain)]
    return [
        structlog.processors.EventRenamer("message"),
        structlog.processors.format_exc_info,
        _named_traceback,
        structlog.processors.JSONRenderer(serializer=as_json),
    ]


def _of_request(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    request_id = current_request_id()
    if request_id:
        event["request_id"] = request_id
    return event


def _named_traceback(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    if "exception" in event:
        event["traceback"] = event.pop("exception")
    return event
