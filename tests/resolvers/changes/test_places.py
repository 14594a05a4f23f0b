"""Places in the feed, and which changes are wanted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from i18n.languages import EN, Tag
from resolvers.access import NOBODY, PUBLIC, Grant, Principal, Role
from resolvers.changes.places import Place, Wanted, grants_digest, mark
from tests.support.feeds import BEGAN, change

FR, AR = Tag("fr"), Tag("ar")


def test_a_place_is_read_as_it_was_written() -> None:
    place = Place("e1", 41, mark(change(41)), Wanted(types=frozenset({"DOCUMENT"})).digest, grants_digest(PUBLIC))

    assert Place.parse(str(place)) == place


def test_a_number_alone_is_a_place_where_nothing_else_matters() -> None:
    assert Place.parse(str(Place("e1", 41))) == Place("e1", 41)


@pytest.mark.parametrize(
    "words",
    ["", "e:1", "e:1:2", "e:1:2:3", "e:1:2:3:4:5", "e:-1:a:b:c", "e:x:a:b:c", "e:²:a:b:c", f"e:{'9' * 13}:a:b:c"],
)
def test_nothing_else_is_a_place(words: str) -> None:
    assert Place.parse(words) is None


def test_a_mark_tells_changes_of_one_number_apart() -> None:
    others = [
        change(7, key="A/RES/1/1"),
        change(7, type="FOOTNOTE"),
        change(7, revision=2),
        change(7, at=BEGAN + timedelta(seconds=7, milliseconds=1)),
        change(8, key="A/RES/74/148#7"),
    ]

    assert len({mark(each) for each in (*others, change(7))}) == 6
    assert mark(None) == ""


@pytest.mark.parametrize(
    ("wanted", "kind", "document", "includes"),
    [
        ({}, "PARAGRAPH", "A/RES/74/148", True),
        ({"types": frozenset({"FOOTNOTE"})}, "PARAGRAPH", "A/RES/74/148", False),
        ({"types": frozenset({"FOOTNOTE", "PARAGRAPH"})}, "PARAGRAPH", "A/RES/74/148", True),
        ({"types": frozenset()}, "PARAGRAPH", "A/RES/74/148", False),
        ({"documents": frozenset({"A/RES/1/1"})}, "PARAGRAPH", "A/RES/74/148", False),
        ({"documents": frozenset({"A/RES/74/148"})}, "PARAGRAPH", "A/RES/74/148", True),
        ({"documents": frozenset({"A/RES/74/148"})}, "INSTRUMENT", None, False),
        ({"types": frozenset({"PARAGRAPH"}), "documents": frozenset({"A"})}, "PARAGRAPH", "B", False),
        ({"languages": frozenset({AR})}, "PARAGRAPH", "A/RES/74/148", True),
    ],
)
def test_every_condition_that_is_given_must_hold(
    wanted: dict[str, Any], kind: str, document: str | None, includes: bool
) -> None:
    assert Wanted(**wanted).includes(kind, document) is includes


def test_a_digest_tells_filters_apart_and_not_their_order() -> None:
    filters = [
        Wanted(),
        Wanted(types=frozenset()),
        Wanted(types=frozenset({"DOCUMENT"})),
        Wanted(languages=frozenset({EN})),
        Wanted(documents=frozenset({"DOCUMENT"})),
        Wanted(documents=frozenset({"A", "B"})),
    ]

    assert len({each.digest for each in filters}) == len(filters)
    assert Wanted(documents=frozenset({"B", "A"})).digest == filters[-1].digest


def test_a_digest_tells_apart_what_grants_let_see_and_not_who_has_them() -> None:
    french = (Grant(Role.TRANSLATOR, frozenset({FR})), Grant(Role.READER))
    partner = Principal("partner", grants=(Grant(Role.PARTNER),))

    assert grants_digest(Principal("one", grants=french)) == grants_digest(Principal("two", grants=french[::-1]))
    assert grants_digest(partner) == grants_digest(PUBLIC)
    assert grants_digest(Principal("one", grants=french)) != grants_digest(PUBLIC)
    assert grants_digest(Principal(grants=french[:1])) != grants_digest(Principal(grants=(Grant(Role.TRANSLATOR),)))
    assert grants_digest(NOBODY) != grants_digest(PUBLIC)
