"""`ibid serve`: a banner, the server, and how it ended."""

from __future__ import annotations

import socket

from rich.console import Console

from ibid.cli.failures import errors
from ibid.service import Phase
from ibid.serving import serve
from ibid.settings import Settings
from ibid.version import ibid_version
from ibid.workers.supervising import serve_many

out = Console(soft_wrap=True, highlight=False)


def run(settings: Settings, listener: socket.socket) -> None:
    """Serve on a socket until a signal; raise what kept the store from being opened."""
    _banner(settings, listener.getsockname()[1])
    service = (serve_many if settings.workers > 1 else serve)(settings, listener)
    if service.phase is Phase.FAILED and service.failure is not None:
        raise service.failure
    errors.print("Stopped.")


def _banner(settings: Settings, port: int) -> None:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    where = f"embedded, in {settings.data_dir}" if settings.is_embedded else "MongoDB, by IBID_MONGODB_URI"
    base = f"http://{host}:{port}"
    out.print(f"Ibid {ibid_version()}", style="bold")
    out.print(f"  GraphQL   {base}/graphql  (in a browser: GraphiQL)", markup=False)
    out.print(f"  Health    {base}/health   ready: {base}/ready", markup=False)
    out.print(f"  Store     {where}", markup=False)
    out.print("  Stop with Ctrl-C", markup=False)
