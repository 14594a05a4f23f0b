"""Names as lists print them: the short name first, the rest of it in parentheses."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LISTED = re.compile(r"(?P<short>[^()]+) \((?P<rest>[^()]+)\)")
"""The form of a list, under the short name: "Bolivia (Plurinational State of)"."""


def forms(name: str) -> Iterator[str]:
    """A name as it is listed, its short form, and the other word order.

    "Bolivia (Plurinational State of)" is also "Bolivia" and "Plurinational State of Bolivia". Arabic marks with a dash
    where the short name goes.
    """
    yield name
    listed = _LISTED.fullmatch(name)
    if listed:
        short, rest = listed["short"], listed["rest"]
        gap = "" if rest.endswith(("’", "'")) else " "
        yield short
        yield rest.replace("-", short) if " -" in rest else f"{rest}{gap}{short}"
