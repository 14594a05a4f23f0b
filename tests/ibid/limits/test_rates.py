"""Rates: whose account is charged, and what happens to who has used it up."""

from __future__ import annotations

import pytest

from ibid.http.errors import Refused
from ibid.limits.rates import Rates
from ibid.settings import Limits
from resolvers.access import Grant, Principal, Role
from tests.support.app import application, code, limited

ANONYMOUS = Principal()
KEYED = Principal(id="k1", name="a partner", grants=(Grant(Role.PARTNER),))


def used_up(rates: Rates, principal: Principal, address: str | None, *costs: int) -> bool:
    charge = rates.charging(rates.account(principal, address))
    try:
        for cost in costs:
            charge(cost)
    except Refused as refused:
        return bool(1 <= refused.fault.extensions["retryAfter"] <= 120)
    return False


def rates(**limits: int) -> Rates:
    return Rates(Limits(**{"rate_anonymous": 100, "rate_key": 1000, **limits}))


def test_costs_add_up_to_what_a_minute_allows() -> None:
    assert not used_up(rates(), ANONYMOUS, "203.0.113.9", 60, 40)
    assert used_up(rates(), ANONYMOUS, "203.0.113.9", 60, 41)


def test_what_costs_nothing_counts_as_one() -> None:
    assert used_up(rates(rate_anonymous=3), ANONYMOUS, "203.0.113.9", 0, 0, 0, 0)


def test_each_address_has_an_account_of_its_own() -> None:
    ours = rates()

    assert used_up(ours, ANONYMOUS, "203.0.113.9", 100, 1)
    assert not used_up(ours, ANONYMOUS, "203.0.113.10", 100)


def test_an_ipv6_client_has_one_account_for_its_whole_network() -> None:
    """RFC 6177: a site has at least a /64, and may ask from any address of it."""
    ours = rates()

    assert not used_up(ours, ANONYMOUS, "2001:db8::1", 100)
    assert used_up(ours, ANONYMOUS, "2001:db8::ffff", 1)
    assert not used_up(ours, ANONYMOUS, "2001:db8:0:1::1", 100)


def test_a_key_is_charged_wherever_it_is_used() -> None:
    ours = rates()

    assert not used_up(ours, KEYED, "203.0.113.9", 600)
    assert used_up(ours, KEYED, "127.0.0.1", 401)


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1"])
def test_this_machine_itself_is_not_limited(address: str) -> None:
    assert not used_up(rates(), ANONYMOUS, address, 100, 100, 100)


def test_a_limit_of_nothing_is_none() -> None:
    assert not used_up(rates(rate_anonymous=0), ANONYMOUS, "203.0.113.9", 10**9)


def test_workers_divide_the_limit_between_them() -> None:
    ours = Rates(Limits(rate_anonymous=100), workers=4)

    assert used_up(ours, ANONYMOUS, "203.0.113.9", 25, 1)


async def test_who_has_used_it_up_is_told_so_in_words_and_when_to_come_again() -> None:
    query = '{ document(symbol: "A/RES/74/148") { symbol } }'
    async with application(limited(rate_anonymous=2)) as app:
        first, second = await app.ask(query), await app.ask(query)
        third = await app.ask(query, headers={"Accept-Language": "fr"})

    assert (first.status_code, second.status_code, third.status_code) == (200, 200, 429)
    assert code(third) == "RATE_LIMITED"
    seconds = third.headers["Retry-After"]
    assert f"{seconds} secondes" in third.json()["errors"][0]["message"]
    assert third.json()["errors"][0]["extensions"]["retryAfter"] == int(seconds)


async def test_an_operation_that_costs_more_than_is_left_is_refused_and_not_executed() -> None:
    async with application(limited(rate_anonymous=50)) as app:
        answer = await app.ask("{ documents(first: 100) { nodes { symbol } } }")
        small = await app.ask("{ documents(first: 1) { nodes { symbol } } }")

    assert (answer.status_code, code(answer)) == (429, "RATE_LIMITED")
    assert "data" not in answer.json()
    assert small.status_code == 200


async def test_an_address_that_sends_many_bad_keys_is_looked_up_no_more() -> None:
    """Not with a good key either, until the minute is over: each look would be a read of the store."""
    bad = {"Authorization": f"Bearer ibid_{'0' * 64}"}
    async with application(limited(rate_refused=2)) as app:
        answers = [await app.ask("{ __typename }", headers=bad) for _ in range(3)]
        without = await app.ask("{ __typename }")

    assert [answer.status_code for answer in answers] == [401, 401, 429]
    assert code(answers[2]) == "RATE_LIMITED"
    assert without.status_code == 200


@pytest.mark.parametrize("body", ["{", '{"query": "{ nothing }"}', '{"query": "{"}', '{"query": 5}'])
async def test_what_is_refused_costs_the_least_there_is(body: str) -> None:
    async with application(limited(rate_anonymous=3)) as app:
        answers = [await app.ask(content=body, headers={"Content-Type": "application/json"}) for _ in range(4)]

    assert [code(answer) == "RATE_LIMITED" for answer in answers] == [False, False, False, True]


def test_an_ipv4_client_has_one_account_by_whichever_socket_it_comes() -> None:
    ours = rates()

    assert not used_up(ours, ANONYMOUS, "203.0.113.9", 100)
    assert used_up(ours, ANONYMOUS, "::ffff:203.0.113.9", 1)
    assert not used_up(ours, ANONYMOUS, "::ffff:203.0.113.10", 100)
    assert not used_up(ours, ANONYMOUS, "::ffff:127.0.0.1", 100, 100)


async def test_a_document_whole_is_counted_too() -> None:
    path = "/documents/A/RES/74/148?format=txt"
    async with application(limited(rate_anonymous=700)) as app:
        first, second = await app.client.get(path), await app.client.get(path)

    assert (first.status_code, second.status_code, code(second)) == (200, 429, "RATE_LIMITED")
    assert int(second.headers["Retry-After"]) >= 1
