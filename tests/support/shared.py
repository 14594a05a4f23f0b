"""The folder beside the repository with gold tables and the corpus; tests that need it say so when it is absent."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(__file__).parents[3] / "shared"


def shared(*parts: str) -> Path:
    """A file or folder of it, or a skip that names what is absent."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"../shared/{'/'.join(parts)} is absent")
    return path


def gold(name: str) -> Any:
    """A table made by hand from the founding documents."""
    return json.loads(shared("gold", name).read_text("utf-8"))
