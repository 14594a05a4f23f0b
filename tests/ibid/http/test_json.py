"""JSON as requests may hold it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibid.http.json import BadJSON, parsed

values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(values)
def test_what_json_can_say_is_read(value: Any) -> None:
    assert parsed(json.dumps(value).encode()) == value


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{",
        b"\xff",
        '{"a": 1}'.encode("utf-16"),
        b"NaN",
        b"[Infinity, -Infinity]",
        b"[1e999]",
        b"[" * 100_000,
        b'{"a": ' * 100_000,
        b"9" * 5000,
        b"{'a': 1}",
        b"[1,]",
    ],
)
def test_what_is_not_json_is_refused(text: bytes) -> None:
    with pytest.raises(BadJSON):
        parsed(text)


def test_a_key_that_stands_twice_is_named() -> None:
    """RFC 7493: two readers would read two things."""
    with pytest.raises(BadJSON) as caught:
        parsed(b'{"query": "{ a }", "variables": {"x": 1, "x": 2}}')

    assert caught.value.name == "x"
