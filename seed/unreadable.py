"""Why a file holds no document that can be read."""

from __future__ import annotations

from collections.abc import Mapping


class Unreadable(Exception):
    """A file that holds no document we can read. `code` names a message, `params` fill it."""

    def __init__(self, code: str, params: Mapping[str, str]) -> None:
        super().__init__(code, dict(params))
        self.code = code
        self.params = dict(params)
