"""The program of docs/clients/frontend.md: a page of a document in a reader's language."""

from __future__ import annotations

import subprocess

import pytest

from tests.support.clients import JAVASCRIPT, node, run
from tests.support.served import Served

pytestmark = [pytest.mark.clients, pytest.mark.embedded, pytest.mark.xdist_group("served")]

QUERY = """
{
  document(symbol: "A/RES/74/148") { paragraphs(first: 200) { nodes { label } } footnotes { nodes { marker } } }
}
"""


def test_it_makes_a_page_with_every_paragraph_and_footnote_and_the_states_that_reported(ibid: Served) -> None:
    page = run(node(), JAVASCRIPT / "frontend.mjs", ibid.url, "A/RES/74/148", "fr")
    document = ibid.ask(QUERY)["document"]

    assert '<html lang="fr" dir="ltr">' in page
    assert "Protection des migrants" in page
    for each in document["paragraphs"]["nodes"]:
        assert f'<p id="{each["label"]}">' in page
    for each in document["footnotes"]["nodes"]:
        assert f'<p id="fn{each["marker"]}">' in page
    assert "treaty:ICRMW: " in page
    assert "Indonésie" in page


def test_an_error_is_told_in_the_readers_language(ibid: Served) -> None:
    done = subprocess.run(
        [node(), JAVASCRIPT / "frontend.mjs", ibid.url, "A/RES/74/", "fr"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("BAD_SYMBOL: « A/RES/74/ »")
