"""A seal tells what was handed out from what was made up."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from resolvers.changes.sealing import sealed, unsealed

KEY, OTHER = b"k" * 32, b"o" * 32


@given(st.text())
def test_what_was_sealed_comes_back(text: str) -> None:
    assert unsealed(KEY, sealed(KEY, text)) == text


@given(st.text(), st.text())
def test_nothing_else_bears_the_seal(text: str, other: str) -> None:
    assert unsealed(OTHER, sealed(KEY, text)) is None
    assert unsealed(KEY, text) is None
    if other != text:
        assert unsealed(KEY, sealed(KEY, text).replace(text, other, 1)) in {None, text}
