"""Each JavaScript client does with a served Ibid what its program in `clients/javascript` says."""

from __future__ import annotations

import pytest

from tests.support.clients import JAVASCRIPT, node, run
from tests.support.served import Served

pytestmark = [pytest.mark.clients, pytest.mark.embedded, pytest.mark.xdist_group("served")]

PROGRAMS = sorted(path.name for path in JAVASCRIPT.glob("*.test.mjs"))


def test_every_client_has_a_program() -> None:
    assert {"apollo", "audits", "graphql-sse", "graphql-ws", "relay", "urql"} == {
        name.removesuffix(".test.mjs") for name in PROGRAMS
    }


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_client_is_served(ibid: Served, program: str) -> None:
    run(node(), "--test", JAVASCRIPT / program, server=ibid)
