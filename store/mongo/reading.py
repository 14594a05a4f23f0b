"""Reading records: which queries answer a whole level of questions, and which answer is whose."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from store.kinds import types_of
from store.mongo.codec import decode, encode_key, field_name
from store.mongo.collections import ENTITIES, REVISIONS, is_indexed
from store.mongo.driver import Access, Document, chunks, unpacked
from store.mongo.rows import group_of_kind, revised
from store.ports import Match, P, R, Range
from store.records import Revised, Unit

NEAR = 25
"""Ranges of one document with at most so many positions between them are read as one."""

T = TypeVar("T")


async def by_key(access: Access, kind: type[R], keys: Sequence[str]) -> dict[str, R]:
    """Records by key, tombstones among them."""
    distinct = list(dict.fromkeys(keys))
    parts = await asyncio.gather(*(access.by_ids(ENTITIES[kind], some) for some in chunks(distinct)))
    return {key: decode(kind, document) for part in parts for key, document in part.items()}


async def by_position(access: Access, kind: type[P], ranges: Sequence[Range]) -> list[list[P]]:
    """Records in ranges of positions, each in order."""
    spans = merged_ranges(ranges)
    found = await asyncio.gather(*(_span(access, kind, span) for span in spans))
    by_span = dict(zip(spans, found, strict=True))
    answers: list[list[P]] = []
    for wanted in ranges:
        span = next((each for each in spans if _covers(each, wanted)), None)
        records = by_span[span] if span else []
        answers.append([record for record in records if wanted.first <= record.position <= wanted.last])
    return answers


def merged_ranges(ranges: Iterable[Range]) -> list[Range]:
    """The fewest ranges that cover these, where those that touch or nearly touch are one."""
    merged: list[Range] = []
    for each in sorted((each for each in ranges if each.first <= each.last), key=lambda it: (it.document, it.first)):
        last = merged[-1] if merged else None
        if last is not None and last.document == each.document and each.first <= last.last + NEAR:
            merged[-1] = Range(last.document, last.first, max(last.last, each.last))
        else:
            merged.append(each)
    return merged


def _covers(span: Range, wanted: Range) -> bool:
    return span.document == wanted.document and span.first <= wanted.first <= wanted.last <= span.last


async def _span(access: Access, kind: type[P], span: Range) -> list[P]:
    query = {"document": span.document, "position": {"$gte": span.first, "$lte": span.last}}
    found = await access.find(ENTITIES[kind], query)
    live = [decode(kind, document) for document in found if not document.get("deleted")]
    return sorted(live, key=lambda record: record.position)


async def histories(access: Access, kind: type[Unit], keys: Sequence[str]) -> list[list[Revised]]:
    """The texts of units, each list by language and revision: rows of their own, and those that loads left together."""
    wanted = dict.fromkeys(keys)
    groups = dict.fromkeys(name for key in wanted for name in (key, key.partition("#")[0], group_of_kind(kind)))
    alone = await _among(access, "entity", list(wanted))
    together = await _among(access, "group", list(groups))
    found: dict[str, list[Revised]] = {key: [] for key in wanted}
    for row in (*alone, *(row for each in together for row in unpacked(each["pack"]))):
        if row["entity"] in found and row["type"] in types_of(kind):
            found[row["entity"]].append(revised(row))
    for each in found.values():
        each.sort(key=lambda text: (text.variant.language, text.variant.revision))
    return [found[key] for key in keys]


async def _among(access: Access, field: str, values: Sequence[str]) -> list[Document]:
    """The rows of history that have one of some values."""
    queries = (access.find(REVISIONS, {field: {"$in": list(some)}}) for some in chunks(values))
    return [row for rows in await asyncio.gather(*queries) for row in rows]


@dataclass(frozen=True, slots=True)
class _Question:
    """Matches that one query answers: the fields that they share, and the values of the one that they do not."""

    shared: tuple[tuple[str, str | None], ...]
    field: str
    values: tuple[str | None, ...]

    def query(self) -> Document:
        """One value is an equality, several are a `$in`."""
        (first, *more) = self.values
        return {**dict(self.shared), self.field: {"$in": list(self.values)} if more else first}


async def by_fields(access: Access, kind: type[R], matches: Sequence[Match]) -> list[list[R]]:
    """Records by equality on indexed fields, each list in the order of positions, or of keys."""
    asked = [_stored(kind, match) for match in matches]
    questions = list(_questions(asked))
    found = await asyncio.gather(*(access.find(ENTITIES[kind], each.query()) for each in questions))
    documents = {each["_id"]: each for part in found for each in part if not each.get("deleted")}
    ordered = sorted(documents.values(), key=lambda each: (each.get("position", 0), each["_id"]))
    records = {each["_id"]: decode(kind, each) for each in ordered}
    return [[records[each["_id"]] for each in ordered if _answers(each, fields)] for fields in asked]


def _stored(kind: type[R], match: Match) -> tuple[tuple[str, str | None], ...]:
    """A match in stored names and values, the field that tells most last."""
    if not is_indexed(kind, frozenset(match.fields)):
        raise ValueError(f"{kind.__name__} has no index on {', '.join(match.fields)}")
    fields = {field_name(name): encode_key(value) for name, value in match.fields.items()}
    return tuple(sorted(fields.items(), key=lambda item: (item[0] != "document", item[0] != "part", item[0])))


def _questions(asked: Iterable[tuple[tuple[str, str | None], ...]]) -> Iterable[_Question]:
    groups: dict[tuple[tuple[tuple[str, str | None], ...], str], dict[str | None, None]] = {}
    for *shared, (field, value) in asked:
        groups.setdefault((tuple(shared), field), {})[value] = None
    for (common, field), values in groups.items():
        for some in chunks(list(values)):
            yield _Question(common, field, tuple(some))


def _answers(document: Document, fields: tuple[tuple[str, str | None], ...]) -> bool:
    return all(_is_or_has(document.get(name), value) for name, value in fields)


def _is_or_has(stored: object, value: str | None) -> bool:
    return value in stored if isinstance(stored, list) else stored == value
