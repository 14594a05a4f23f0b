"""Every step of a translator's day, by curl, by GraphiQL and by a script, is answered as docs/editors.md prints it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.day import PAGE, STEP, lived
from tests.support.served import served

pytestmark = [pytest.mark.embedded, pytest.mark.xdist_group("day")]


def test_each_way_is_shown() -> None:
    kinds = [found["kind"] for found in STEP.finditer(PAGE.read_text("utf-8"))]

    assert {"bash", "python", "graphql RITA"} == set(kinds)
    assert len(kinds) >= 10


def test_a_translators_day_goes_as_the_page_says(tmp_path: Path) -> None:
    page = PAGE.read_text("utf-8")

    with served(tmp_path / "data") as server:
        assert page == lived(server, page)
