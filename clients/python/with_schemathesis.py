"""schemathesis: a thousand generated queries, each answered in JSON, by no 5xx, and with a code in every error.

IBID_URL is the address of a running Ibid. The program ends with 1 where an answer is none of that, and shows the query,
made as small as it can be.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from http import HTTPStatus
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st
from schemathesis.graphql import nodes

CASES = 1000
"""How many queries at least. Some fields have few that differ, so half as many again are asked for."""

KNOWN = {
    "DocumentSymbol": ["A/RES/74/148", "A/HRC/45/30", "a/res/74/148", "A/RES/73/195", "S/RES/1325 (2000)", "A/RES/74/"],
    "LanguageTag": ["fr", "en", "ar", "zh-Hant-HK", "pt-BR", "x-private", "not a tag"],
    "Date": ["2019-12-18", "0001-01-01", "2019-02-30"],
    "DateTime": ["2019-12-18T00:00:00Z", "2019-12-18T00:00:00+14:00", "2019-12-18"],
}
"""Values of our scalars, right and wrong; any other text is tried beside them."""

for name, values in KNOWN.items():
    schemathesis.graphql.scalar(name, st.one_of(st.sampled_from(values), st.text(max_size=20)).map(nodes.String))

asked: Counter[str] = Counter()
"""How many queries there were in all, and how many had data, or which codes, in their answers."""


def check(case: schemathesis.Case) -> None:
    """Ask a query, and hold its answer to what every answer is."""
    note(case.as_curl_command())
    response = case.call()
    content_type = response.headers["content-type"][0]
    assert response.status_code < HTTPStatus.INTERNAL_SERVER_ERROR, f"{response.status_code}: {response.text}"
    assert content_type.startswith(("application/json", "application/graphql-response+json")), content_type
    answer = response.json()
    asked.update(["all", *outcomes(answer)])


def outcomes(answer: dict[str, Any]) -> set[str]:
    """What is in an answer: data, and the codes of its errors."""
    codes = {str(error.get("extensions", {}).get("code")) for error in answer.get("errors", ())}
    assert not codes & {"None", "INTERNAL", "TIMEOUT"}, answer["errors"]
    has_data = any(value is not None for value in (answer.get("data") or {}).values())
    return codes | ({"data"} if has_data else set())


def main(url: str) -> None:
    """Ask of every entry point."""
    schema = schemathesis.graphql.from_url(f"{url}/graphql")
    operations = [each.ok() for each in schema.get_all_operations()]
    tried = settings(
        max_examples=CASES * 3 // (2 * len(operations)),
        deadline=None,
        database=None,
        derandomize=bool(os.environ.get("CI")),
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    for operation in operations:
        tried(given(operation.as_strategy())(check))()
    print(*(f"{count:6} {outcome}" for outcome, count in asked.most_common()), sep="\n")
    assert asked["all"] >= CASES, asked["all"]
    assert asked["data"] > CASES // 10, "hardly a query had an answer: the cases are not worth much"


if __name__ == "__main__":
    main(os.environ.get("IBID_URL") or sys.exit("Set IBID_URL to the address of a running Ibid."))
