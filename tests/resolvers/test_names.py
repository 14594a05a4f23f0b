"""What an instrument can be called when it is asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from resolvers.instruments import named
from store.recording import RecordingStore
from tests.store.builders import instrument
from tests.support.records import stored

HELD = [
    instrument("treaty:CRC"),
    instrument("A/RES/73/195"),
    replace(
        instrument("A/RES/217(III)[A]"), aliases=("universal declaration of human rights", "udhr", "the declaration")
    ),
    replace(instrument("A/RES/61/295#annex"), aliases=("undrip", "the declaration")),
]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("treaty:CRC", "treaty:CRC"),
        ("CRC", "treaty:CRC"),
        ("crc", "treaty:CRC"),
        (" treaty:crc ", "treaty:CRC"),
        ("A/RES/73/195", "A/RES/73/195"),
        ("a/res/73/195", "A/RES/73/195"),
        ("A/RES/217 A (III)", "A/RES/217(III)[A]"),
        ("UDHR", "A/RES/217(III)[A]"),
        ("Universal  Declaration of Human Rights", "A/RES/217(III)[A]"),
        ("the Declaration", None),
        ("CRD", None),
        ("", None),
    ],
)
async def test_an_instrument_is_found_by_what_it_is_called(words: str, key: str | None) -> None:
    """A name that two have finds neither."""
    (found,) = await named(RecordingStore(await stored(HELD)), [words])

    assert key == (found.key if found else None)


async def test_names_of_a_level_are_two_questions_to_the_store() -> None:
    store = RecordingStore(await stored(HELD))

    await named(store, ["CRC", "UDHR", "undrip", "nothing"])

    assert [call.method for call in store.calls] == ["get", "matching"]
