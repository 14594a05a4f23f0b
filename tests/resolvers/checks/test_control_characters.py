"""No character is there that nobody sees, but for the marks of direction that a script needs."""

from __future__ import annotations

import pytest

from tests.resolvers.checks.pairs import said


@pytest.mark.parametrize(
    ("target", "characters"),
    [
        ("Rap\x00pelle", "U+0000"),
        ("Rap\x1bpelle\x85", "U+001B, U+0085"),
        ("Rap\ufffdpelle", "U+FFFD"),
        ("\u202eRappelle\u202c", "U+202C, U+202E"),
        ("\u2067Rappelle", "U+2067"),
        ("Rappelle\u2069", "U+2069"),
        ("\ufeffRappelle", "U+FEFF"),
    ],
)
def test_controls_overrides_and_open_isolates_are_found(target: str, characters: str) -> None:
    assert {"CHECK_CONTROL_CHARACTERS": {"characters": characters}} == said("control-characters", "Recalls", target)


@pytest.mark.parametrize(
    "target", ["du\u00a0Conseil\u202f;", "القرار\u200f 74/148", "\u2067القرار\u2069", "co\u00adopération", "un\ndeux"]
)
def test_spaces_marks_of_direction_and_closed_isolates_are_text(target: str) -> None:
    assert not said("control-characters", "Recalls", target)
