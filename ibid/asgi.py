"""The application for any ASGI server: `granian --interface asgi ibid.asgi:app`, its settings from the environment.

`ibid serve` needs none of this. A server of several processes counts its limits by IBID_WORKERS, and shares a MongoDB:
the embedded store is served by one process, or by those of `ibid serve` (docs/operating.md).
"""

from __future__ import annotations

import logging

from starlette.types import ASGIApp

from ibid import logs
from ibid.app import create_app
from ibid.observing.tracing import build_tracing
from ibid.service import Service
from ibid.settings import read_settings

_log = logging.getLogger("ibid")


def build_app() -> ASGIApp:
    """The application that the environment asks for. Raises BadSetting."""
    settings = read_settings()
    logs.configure(settings.log_level, settings.observing.log_format)
    service = Service(settings, tracing=build_tracing(settings))

    def failed() -> None:
        """The server is not ours to stop: `/ready` and the log say why it never is ready."""
        failure = service.failure
        about = {"code": getattr(failure, "code", ""), "reason": str(failure)}
        _log.critical("the store cannot be opened", extra=about)

    service.stop = failed
    return create_app(service)


app = build_app()
