"""Keys are made, used and revoked while Ibid is served."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.support.served import Served

pytestmark = [pytest.mark.embedded, pytest.mark.xdist_group("served")]

VIEWER = "{ viewer { name grants { role languages } } }"


def asked(ibid: Served, header: str | None) -> httpx.Response:
    headers = {"Authorization": header} if header else {}
    return httpx.post(f"{ibid.url}/graphql", json={"query": VIEWER}, headers=headers, timeout=30)


def viewer(answer: httpx.Response) -> Any:
    return answer.json()["data"]["viewer"]


def test_a_key_that_is_made_while_ibid_is_served_is_known_at_once(ibid: Served) -> None:
    key = ibid.run("keys", "create", "made while served", "--grant", "TRANSLATOR:fr,es").stdout.strip()

    grants = [{"role": "TRANSLATOR", "languages": ["es", "fr"]}]
    assert {"name": "made while served", "grants": grants} == viewer(asked(ibid, f"Bearer {key}"))
    assert viewer(asked(ibid, None)) is None
    assert "made while served" in ibid.run("keys", "list").stdout


def test_a_key_that_was_revoked_before_it_came_is_refused(ibid: Served) -> None:
    made = ibid.run("keys", "create", "revoked at once", "--grant", "READER")
    ibid.run("keys", "revoke", made.stderr.split()[1])

    answer = asked(ibid, f"Bearer {made.stdout.strip()}")

    assert (401, "UNAUTHENTICATED") == (answer.status_code, answer.json()["errors"][0]["extensions"]["code"])
    assert made.stdout.strip() not in ibid.log.read_text("utf-8")
