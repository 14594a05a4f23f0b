"""Relay's paging, over HTTP, on every connection of the schema: whatever the size of a page, one list, both ways."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from graphql import GraphQLInterfaceType, GraphQLObjectType, build_schema, get_named_type

import schema
from tests.support.served import Served

pytestmark = [pytest.mark.embedded, pytest.mark.xdist_group("served")]

RESOLUTION = 'document(symbol: "A/RES/74/148")'
REPORT = 'document(symbol: "A/HRC/45/30")'
COMPACT = 'instrument(identifier: "A/RES/73/195#annex")'


PAGE = """{
  totalCount nodes { id } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
}"""


@dataclass(frozen=True, slots=True)
class List:
    """A connection: the fields on the way to it, itself with its other arguments, and how many items it has."""

    of: str
    way: tuple[str, ...]
    field: str
    total: int | None
    arguments: str = ""

    def __str__(self) -> str:
        return f"{self.of}.{self.field}({self.arguments})"

    def query(self, arguments: str) -> str:
        """A page of it."""
        both = ", ".join(filter(None, (self.arguments, arguments)))
        call = f"{self.field}({both})" if both else self.field
        return "{ " + " { ".join((*self.way, f"{call} {PAGE}")) + " }" * (len(self.way) + 1)

    def page(self, ibid: Served, arguments: str) -> dict[str, Any]:
        """The connection as it is answered."""
        found = ibid.ask(self.query(arguments))
        for name in (*self.way, self.field):
            found = found[name.split("(")[0].split(":")[0]]
        assert [edge["node"] for edge in found["edges"]] == found["nodes"]
        cursors = [edge["cursor"] for edge in found["edges"]]
        info = found["pageInfo"]
        assert (info["startCursor"], info["endCursor"]) == ((cursors[0], cursors[-1]) if cursors else (None, None))
        return found


LISTS = [
    List("Query", (), "documents", 2),
    List("Query", (), "documents", 2, "orderBy: ADOPTED_ON_DESC"),
    List("Query", (), "documents", 2, "orderBy: UPDATED_AT_DESC"),
    List("Query", (), "documents", 1, "filter: {kinds: [REPORT]}"),
    List("Query", (), "documents", 2, 'filter: {citing: "A/RES/73/195"}'),
    List("Query", (), "states", 197),
    List("Query", (), "instruments", None),
    List("Query", (), "instruments", None, "kinds: [GOAL]"),
    List("Document", (RESOLUTION,), "paragraphs", 94),
    List("Document", (RESOLUTION,), "paragraphs", 63, "kinds: [OPERATIVE]"),
    List("Document", (RESOLUTION,), "footnotes", 33),
    List("Document", (RESOLUTION,), "citations", None),
    List("Document", (RESOLUTION,), "citations", None, "origins: [TEXT]"),
    List("Document", (RESOLUTION,), "citations", None, "origins: [FOOTNOTE]"),
    List("Document", (RESOLUTION,), "citedBy", 6),
    List("Document", (RESOLUTION,), "reportingStates", 25),
    List("Document", (REPORT,), "submissions", 26),
    List("Section", (REPORT, 'paragraph(label: "50")', "section"), "paragraphs", 5),
    List("Section", (REPORT, 'paragraph(label: "119(b)")', "section"), "paragraphs", 13, "kinds: [RECOMMENDATION]"),
    List("Paragraph", (REPORT, 'paragraph(label: "1")'), "citedBy", 0),
    List("Instrument", (COMPACT,), "citedBy", 50),
    List("Instrument", (COMPACT,), "citedBy", None, "origins: [TEXT]"),
    List("Instrument", (COMPACT,), "citedBy", None, 'within: "A/HRC/45/30", origins: [FOOTNOTE]'),
    List("Instrument", (COMPACT,), "citedBy", None, "includeParts: false"),
    List("Instrument", (COMPACT,), "submissions", 14),
    List("Instrument", (COMPACT,), "reportingStates", 14),
    List("State", ('state(code: "BGD")',), "submissions", 1),
    List("State", ('state(code: "BGD")',), "citedInstruments", 2),
    List("Organization", ('reporter(code: "EU")',), "submissions", 1),
]


def connections() -> Iterator[str]:
    """Every field of the schema that gives a connection."""
    for kind in build_schema(schema.sdl()).type_map.values():
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            for name, field in kind.fields.items():
                if get_named_type(field.type).name.endswith("Connection"):
                    yield f"{kind.name}.{name}"


def test_no_connection_is_left_out() -> None:
    asked = {f"{each.of}.{each.field}" for each in LISTS}

    paged_forward_only = {"Query.search", "Query.translationTasks", "Query.variantHistory"}
    wanted = {each for each in connections() if not each.startswith("Reporter.")}
    assert wanted - paged_forward_only == asked


def everything(ibid: Served, each: List) -> list[dict[str, Any]]:
    """The whole list, in pages as large as they may be."""
    edges: list[dict[str, Any]] = []
    arguments = "first: 100"
    while True:
        page = each.page(ibid, arguments)
        edges += page["edges"]
        if not page["pageInfo"]["hasNextPage"]:
            return edges
        arguments = f'first: 100, after: "{page["pageInfo"]["endCursor"]}"'


@pytest.mark.parametrize("each", LISTS, ids=str)
def test_a_list_is_the_same_forward_and_backward_and_as_long_as_it_says(ibid: Served, each: List) -> None:
    whole = everything(ibid, each)
    ids = [edge["node"]["id"] for edge in whole]
    cursors = [edge["cursor"] for edge in whole]
    size = min(max(1, len(whole) // 3), 100)

    assert len(set(ids)) == len(ids)
    assert len(set(cursors)) == len(cursors)
    assert each.page(ibid, "")["totalCount"] in {len(whole), each.total, None}
    assert len(whole) == (len(whole) if each.total is None else each.total)
    assert ids[:20] == [node["id"] for node in each.page(ibid, "")["nodes"]]
    assert ids == walked(ibid, each, size, forward=True)
    assert ids == walked(ibid, each, size, forward=False)


def walked(ibid: Served, each: List, size: int, *, forward: bool) -> list[str]:
    """The ids of a list, page by page from one end; each page says rightly whether there is more on either side."""
    number, place, cursor, more, behind = (
        ("first", "after", "endCursor", "hasNextPage", "hasPreviousPage")
        if forward
        else ("last", "before", "startCursor", "hasPreviousPage", "hasNextPage")
    )
    found: list[str] = []
    arguments = f"{number}: {size}"
    while True:
        page = each.page(ibid, arguments)
        ids = [node["id"] for node in page["nodes"]]
        assert len(ids) <= size
        assert page["pageInfo"][behind] is bool(found)
        found = [*found, *ids] if forward else [*ids, *found]
        if not page["pageInfo"][more]:
            return found
        assert len(ids) == size
        arguments = f'{number}: {size}, {place}: "{page["pageInfo"][cursor]}"'


@pytest.mark.parametrize("each", [each for each in LISTS if each.total is None or each.total > 3], ids=str)
def test_a_page_between_two_cursors_is_cut_at_both(ibid: Served, each: List) -> None:
    whole = everything(ibid, each)
    if len(whole) < 4:
        return
    ids = [edge["node"]["id"] for edge in whole]
    between = f'after: "{whole[0]["cursor"]}", before: "{whole[-1]["cursor"]}"'

    first = each.page(ibid, f"first: 2, {between}")
    last = each.page(ibid, f"last: 2, {between}")
    nothing = each.page(ibid, f'first: 2, after: "{whole[-1]["cursor"]}"')

    assert ids[1:3] == [node["id"] for node in first["nodes"]]
    assert ids[-3:-1] == [node["id"] for node in last["nodes"]]
    assert nothing["nodes"] == []
    assert (nothing["pageInfo"]["hasNextPage"], nothing["pageInfo"]["hasPreviousPage"]) == (False, True)


@pytest.mark.parametrize("each", LISTS, ids=str)
@pytest.mark.parametrize("cursor", ["x", "MTpub25lOjE"])
def test_every_list_refuses_a_cursor_of_no_list(ibid: Served, each: List, cursor: str) -> None:
    with pytest.raises(AssertionError, match="BAD_CURSOR"):
        each.page(ibid, f'first: 1, after: "{cursor}"')


@pytest.mark.parametrize("each", LISTS, ids=str)
@pytest.mark.parametrize("size", [0, 501])
def test_every_list_refuses_a_page_that_is_empty_or_too_large(ibid: Served, each: List, size: int) -> None:
    with pytest.raises(AssertionError, match="BAD_PAGE_SIZE"):
        each.page(ibid, f"last: {size}")
