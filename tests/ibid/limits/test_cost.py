"""What operations cost: objects, times the pages that they are in."""

from __future__ import annotations

from typing import Any

import pytest
from graphql import GraphQLSchema, build_schema, parse

from ibid.limits.cost import Cost
from ibid.limits.documents import operations

SCHEMA: GraphQLSchema = build_schema("""
  type Query { thing: Thing things(first: Int, last: Int): Things list: [Thing!]! nodes(ids: [ID!]!): [Thing]! }
  type Mutation { write(input: Input!): Written }
  input Input { items: [Int!]! }
  type Written { results: [Thing!]! }
  type Things { nodes: [Thing!]! edges: [Edge!]! pageInfo: Info totalCount: Int }
  type Edge { node: Thing! cursor: String! }
  type Info { hasNextPage: Boolean! }
  type Thing { name: String thing: Thing things(first: Int, last: Int): Things }
""")


def cost(text: str, **variables: Any) -> int:
    document = parse(text)
    return Cost(SCHEMA, document, variables).operation(next(operations(document)))


@pytest.mark.parametrize(
    ("text", "objects"),
    [
        ("{ __typename }", 0),
        ("{ thing { name } }", 1),
        ("{ thing { thing { name } } }", 2),
        ("{ things(first: 10) { totalCount } }", 10),
        ("{ things(first: 10) { nodes { name } } }", 20),
        ("{ things { nodes { name } } }", 40),
        ("{ things(last: 3) { edges { node { name } } } }", 9),
        ("{ things(first: 10) { nodes { things(first: 5) { nodes { name } } } } }", 120),
        ("{ things(first: 100000) { totalCount } }", 500),
        ("{ things(first: -7) { totalCount } }", 1),
        ("{ list { name } }", 5),
        ('{ nodes(ids: ["a", "b", "c"]) { name } }', 3),
        ("mutation { write(input: { items: [1, 2, 3] }) { results { name } } }", 16),
        ("{ thing { ...F ...F } } fragment F on Thing { thing { name } }", 3),
        ("{ thing { ... on Thing { thing { name } } } }", 2),
    ],
)
def test_an_object_counts_as_one_times_the_pages_around_it(text: str, objects: int) -> None:
    assert cost(text) == objects


def test_page_sizes_and_lists_count_when_they_are_variables() -> None:
    query = "query($n: Int = 7, $ids: [ID!]!) { things(first: $n) { totalCount } nodes(ids: $ids) { name } }"

    assert cost(query, ids=["a", "b"]) == 9
    assert cost(query, n=30, ids=["a"]) == 31


def test_an_input_counts_by_its_items_when_it_is_a_variable() -> None:
    query = "mutation($input: Input!) { write(input: $input) { results { name } } }"

    assert cost(query, input={"items": [1, 2]}) == 14


def test_a_fragment_is_weighed_once_whoever_spreads_it() -> None:
    chain = "".join(f"fragment f{n} on Thing {{ ...f{n + 1} ...f{n + 1} }} " for n in range(300))

    assert cost(f"{{ thing {{ ...f0 }} }} {chain} fragment f300 on Thing {{ thing {{ name }} }}") == 1 + 2**300
