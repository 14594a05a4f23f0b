"""Documents of other bodies and forms, made up, and what is read in them.

After a change that is meant, write the trees anew and read the difference:
`python -m tests.seed.text.test_golden`.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from seed.text import read_text
from tests.support.accounting import lines_taken
from tests.support.trees import plain

GOLDEN = Path(__file__).parent / "golden"
TEXTS = sorted(GOLDEN.glob("*.txt"))


def test_there_are_documents() -> None:
    assert len(TEXTS) > 5


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_the_tree_is_the_golden_one(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
    assert expected == plain(read_text(path.read_text("utf-8")))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_line_is_accounted_for(path: Path) -> None:
    text = path.read_text("utf-8")
    assert [number for number, line in enumerate(text.split("\n"), 1) if line.strip()] == lines_taken(read_text(text))


def write() -> None:
    """Write the trees as they are read now."""
    for path in TEXTS:
        tree = json.dumps(plain(read_text(path.read_text("utf-8"))), ensure_ascii=False, indent=1)
        path.with_suffix(".json").write_text(f"{tree}\n", "utf-8")


if __name__ == "__main__":
    write()
