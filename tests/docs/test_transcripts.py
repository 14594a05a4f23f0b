"""What docs/subscriptions.md shows of a socket is what a served Ibid says."""

from __future__ import annotations

import json
import re
from pathlib import Path

import httpx
import pytest

from tests.docs.examples import fits
from tests.support.live import talking
from tests.support.served import Served

pytestmark = [pytest.mark.embedded, pytest.mark.xdist_group("served")]

PAGE = (Path(__file__).parents[2] / "docs" / "subscriptions.md").read_text("utf-8")
TRANSCRIPTS = re.findall(r"```jsonl\n(.*?)```", PAGE, re.DOTALL)


def test_there_is_a_transcript() -> None:
    assert TRANSCRIPTS


@pytest.mark.parametrize("transcript", TRANSCRIPTS)
async def test_a_socket_says_what_the_page_shows(ibid: Served, transcript: str) -> None:
    async with talking(f"{ibid.url.replace('http', 'ws')}/graphql") as client:
        for line in transcript.splitlines():
            if line.startswith("> "):
                await client.say(line.removeprefix("> "))
            else:
                said = await client.hear()
                assert fits(json.loads(line.removeprefix("< ")), said), said


def test_a_stream_says_what_the_page_shows(ibid: Served) -> None:
    shown = re.search(r"```text\n(event: next\n.*?)```", PAGE, re.DOTALL)
    assert shown is not None

    answer = httpx.get(
        f"{ibid.url}/graphql", params={"query": "{ __typename }"}, headers={"accept": "text/event-stream"}
    )

    assert answer.text == shown[1]
