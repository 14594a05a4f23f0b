"""What is refused outside of GraphQL has the same shape and the same languages."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.routing import Route

from ibid.faults import failed, refused
from tests.support.asgi import get


async def broken(_: Request) -> None:
    raise RuntimeError("the password is swordfish")


async def posted(_: Request) -> None:
    """Take a POST."""


APP = Starlette(
    routes=[Route("/broken", broken), Route("/posted", posted, methods=["POST"])],
    exception_handlers={HTTPException: refused, Exception: failed},
)


async def test_an_address_where_nothing_is() -> None:
    answer = await get(APP, "/nowhere", headers={"Accept-Language": "fr"})

    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["extensions"]["code"]) == (404, "NOT_FOUND")
    assert (error["extensions"]["messageLanguage"], answer.headers["Content-Language"]) == ("fr", "fr")
    assert answer.headers["Vary"] == "Accept-Language"


async def test_a_method_that_an_address_does_not_take() -> None:
    answer = await get(APP, "/posted")

    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["extensions"]["code"]) == (405, "METHOD_NOT_ALLOWED")
    assert answer.headers["Allow"] == "POST"
    assert "POST" in error["message"]


async def test_what_nobody_expected_is_masked_under_a_reference() -> None:
    answer = await get(APP, "/broken")

    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["extensions"]["code"]) == (500, "INTERNAL")
    assert error["extensions"]["reference"] in error["message"]
    assert "swordfish" not in answer.text
