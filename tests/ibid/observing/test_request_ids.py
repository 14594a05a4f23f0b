"""The id of a request: whose it is, and that it cannot be used to write into a log."""

from __future__ import annotations

import pytest
from starlette.types import ASGIApp

from ibid.observing.request_ids import request_id
from tests.support.asgi import get

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
PARENT = f"00-{TRACE}-00f067aa0ba902b7-01"


@pytest.mark.parametrize("given", ["a", "3f2b0f5e-6d0c-4a1e-9d0e-0f6f3f0c9a11", "Root=1-67891233-abcdef", "x" * 128])
def test_a_well_formed_id_is_kept(given: str) -> None:
    assert request_id({b"x-request-id": given.encode()}) == given


@pytest.mark.parametrize("given", ["", " ", "x" * 129, "a b", "a\nb", 'a"b', "é", "-a", "<script>", "a,b", "٣"])
def test_any_other_is_replaced(given: str) -> None:
    made = request_id({b"x-request-id": given.encode("utf-8")})

    assert made != given
    assert len(made) == 32


def test_two_requests_without_an_id_have_different_ones() -> None:
    assert request_id({}) != request_id({})


def test_a_trace_names_the_request_unless_it_has_a_name() -> None:
    assert request_id({b"traceparent": PARENT.encode()}) == TRACE
    assert request_id({b"traceparent": PARENT.encode(), b"x-request-id": b"mine"}) == "mine"


@pytest.mark.parametrize(
    "given",
    [f"ff-{TRACE}-00f067aa0ba902b7-01", f"00-{'0' * 32}-00f067aa0ba902b7-01", f"00-{TRACE}-{'0' * 16}-01", TRACE, ""],
)
def test_a_trace_that_is_none_names_nothing(given: str) -> None:
    assert request_id({b"traceparent": given.encode()}) not in {TRACE, "0" * 32}


async def test_every_answer_says_its_id(app: ASGIApp) -> None:
    for path in ("/ready", "/nowhere", "/graphql", "/metrics", "/documents/x"):
        assert (await get(app, path, headers={"X-Request-Id": "mine"})).headers["X-Request-Id"] == "mine"
