"""GraphiQL for browsers, whole and offline: the page, its files, and the policy that lets it load nothing else.

The files are built from `clients/graphiql` and kept compressed, since every browser takes gzip.
"""

from __future__ import annotations

import os
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOLDER = Path(__file__).parent / "static" / "graphiql"

_SOURCES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "worker-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",  # its editor writes style elements as it runs
    "font-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}

HEADERS = {
    "Content-Language": "en",
    "Content-Security-Policy": "; ".join(f"{name} {sources}" for name, sources in _SOURCES.items()),
    "Referrer-Policy": "no-referrer",
}

PAGE = """\
<!doctype html>
<html lang="en" dir="ltr">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Ibid</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/graphql/ide/page.css">
    <script type="module" src="/graphql/ide/page.js"></script>
  </head>
  <body>
    <div id="graphiql" data-endpoint="/graphql"></div>
    <noscript>This page explores the GraphQL endpoint at /graphql, and needs JavaScript for it.</noscript>
  </body>
</html>
"""


class Compressed(StaticFiles):
    """Files of which only the compressed form is kept: `page.js` is served from `page.js.gz`."""

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        """The compressed file of a path."""
        return super().lookup_path(f"{path}.gz")

    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """The file, told to be compressed; a browser may keep it, and asks whether it has changed."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["Content-Encoding"] = "gzip"
        response.headers["Cache-Control"] = "public, max-age=3600"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response


def assets() -> StaticFiles:
    """The files of the page."""
    return Compressed(directory=FOLDER)
