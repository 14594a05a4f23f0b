"""The policy: who may do what, in which language."""

from __future__ import annotations

import pytest

from i18n.languages import Tag
from resolvers.access import (
    NOBODY,
    PUBLIC,
    Action,
    BadGrant,
    Forbidden,
    Grant,
    Principal,
    Role,
    Unauthenticated,
    grant_words,
    parse_grant,
    permits,
    require,
    scope,
)
from resolvers.access.policy import ALLOWED
from tests.support.access import principal

EN, FR, ES = Tag("en"), Tag("fr"), Tag("es")

TABLE = {
    #                    reader translator reviewer publisher partner admin
    Action.READ:          "yes    yes        yes      yes       yes     yes",
    Action.READ_WORKING:  "no     yes        yes      yes       no      yes",
    Action.SUGGEST:       "no     yes        yes      yes       no      yes",
    Action.WRITE:         "no     yes        yes      yes       no      yes",
    Action.REVIEW:        "no     no         yes      yes       no      yes",
    Action.REVIEW_OWN:    "no     no         no       no        no      yes",
    Action.PUBLISH:       "no     no         no       yes       no      yes",
    Action.CORRECT:       "no     no         no       yes       no      yes",
    Action.SYNC:          "no     no         no       no        yes     yes",
    Action.ADMINISTER:    "no     no         no       no        no      yes",
}  # fmt: skip
"""Written down once more, by hand: whoever changes the policy must mean it."""

CASES = [
    (role, action, words == "yes")
    for action, row in TABLE.items()
    for role, words in zip(Role, row.split(), strict=True)
]


@pytest.mark.parametrize(("role", "action", "is_allowed"), CASES)
def test_a_role_may_do_what_the_table_says_in_its_languages_and_in_no_other(
    role: Role, action: Action, is_allowed: bool
) -> None:
    french = principal(f"{role}:fr")

    assert is_allowed is permits(french, action, FR)
    assert is_allowed is permits(french, action)
    assert not permits(french, action, EN)
    assert is_allowed is permits(principal(role), action, EN)


def test_the_table_has_every_role_and_every_action() -> None:
    assert set(Action) == set(TABLE)
    assert set(Role) == set(ALLOWED)
    assert ["READER", "TRANSLATOR", "REVIEWER", "PUBLISHER", "PARTNER", "ADMIN"] == list(Role)


def test_grants_count_together() -> None:
    both = principal("READER:en", "TRANSLATOR:fr")

    assert [True, True, False] == [permits(both, Action.READ, tag) for tag in (EN, FR, ES)]
    assert [False, True, False] == [permits(both, Action.WRITE, tag) for tag in (EN, FR, ES)]
    assert (frozenset({EN, FR}), frozenset({FR})) == (scope(both, Action.READ), scope(both, Action.WRITE))


def test_a_language_holds_what_is_written_under_it_and_nothing_beside() -> None:
    chinese = principal("READER:zh")

    assert permits(chinese, Action.READ, Tag("zh-Hant"))
    assert not permits(principal("READER:zh-Hant"), Action.READ, Tag("zh"))
    assert not permits(principal("READER:en"), Action.READ, Tag("enm"))


def test_everybody_reads_where_reading_is_public_and_nobody_writes() -> None:
    assert [action for action in Action if permits(PUBLIC, action, FR)] == [Action.READ]
    assert [action for action in Action if permits(NOBODY, action, FR)] == []
    assert permits(principal("TRANSLATOR:fr", is_public=True), Action.READ, EN)
    assert not permits(principal("TRANSLATOR:fr", is_public=True), Action.READ_WORKING, EN)
    assert scope(PUBLIC, Action.READ) is None


def test_who_is_not_known_is_asked_who_they_are_and_who_is_known_is_refused() -> None:
    require(PUBLIC, Action.READ, FR)
    with pytest.raises(Unauthenticated):
        require(PUBLIC, Action.WRITE, FR)
    with pytest.raises(Forbidden) as caught:
        require(principal("TRANSLATOR:fr"), Action.PUBLISH, FR)

    assert {"action": "PUBLISH", "language": "fr"} == caught.value.params


@pytest.mark.parametrize(
    ("words", "grant"),
    [
        ("READER", Grant(Role.READER)),
        ("translator:fr,ES", Grant(Role.TRANSLATOR, frozenset({FR, ES}))),
        (" ADMIN ", Grant(Role.ADMIN)),
        ("READER: zh-hant", Grant(Role.READER, frozenset({Tag("zh-Hant")}))),
    ],
)
def test_a_grant_is_a_role_and_languages(words: str, grant: Grant) -> None:
    assert grant == parse_grant(words)
    assert grant == parse_grant(grant_words(grant))


@pytest.mark.parametrize("words", ["", "READ", "READER:", "READER:fr,", "READER:french", "READER fr", "READER:fr:es"])
def test_what_is_no_grant_is_refused_and_grants_nothing(words: str) -> None:
    with pytest.raises(BadGrant) as caught:
        parse_grant(words)

    assert words == caught.value.words


def test_nobody_in_particular_has_no_id() -> None:
    assert PUBLIC.is_anonymous
    assert NOBODY.is_anonymous
    assert not Principal(id="key:1").is_anonymous
