"""What the authority table knows by name."""

from __future__ import annotations

from functools import cache

import pytest

from i18n.citing.footnotes import Components, ParsedCitation, SourceKind
from seed.authority.instruments import load_instruments
from seed.linking.authority import Authority
from seed.linking.identity import Source, identify
from seed.linking.mentions import MentionFinder

BORDERS = "Recommended Principles and Guidelines on Human Rights at International Borders"


@cache
def authority() -> Authority:
    return Authority(load_instruments())


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("the human rights-based realization of the Sustainable Development Goals and more", "SDG"),
        ("recalling Sustainable Development Goal 8", "SDG:8"),
        ("including the core international human rights treaties", "group:CORE-HUMAN-RIGHTS-TREATIES"),
        ("and the core international human rights law instruments", "group:CORE-HUMAN-RIGHTS-TREATIES"),
    ],
)
def test_a_name_in_running_text_is_a_citation(text: str, identifier: str) -> None:
    assert [identifier] == [each.identifier for each in MentionFinder(authority(), None).find(text)]


def test_a_work_that_the_table_names_is_one_instrument_in_notes_and_in_text() -> None:
    (named,) = MentionFinder(authority(), None).find(f"promoting the OHCHR {BORDERS}")
    note = ParsedCitation(kind=SourceKind.WORK, author="OHCHR", title=BORDERS, words="x", start=0, end=1)

    found, record = identify(Source(parsed=note, printed=Components(), canonical=Components()), authority())

    assert (named.identifier, None) == (found.instrument, record)


@pytest.mark.parametrize("title", ["Fatal Journeys", f"{BORDERS} and more", "Human Rights Council", ""])
def test_what_is_not_exactly_a_name_is_not_called_so(title: str) -> None:
    """A body has a name, and is no source."""
    assert authority().called(title) is None
