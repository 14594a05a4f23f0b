"""Every record comes back from its BSON document as it was."""

from __future__ import annotations

import json
import types
import typing
from datetime import UTC, date, datetime
from enum import Enum
from types import MappingProxyType
from typing import Any

import bson
import pytest
from bson.codec_options import CodecOptions
from hypothesis import given, settings
from hypothesis import strategies as st

from i18n.citing.symbols import Symbol
from i18n.languages import EN, Tag
from store import records, states
from store.mongo.codec import decode, encode
from store.records import Variant
from tests.store.builders import document, paragraph, variant

AWARE: CodecOptions[dict[str, Any]] = CodecOptions(tz_aware=True)

_SIMPLE: dict[Any, st.SearchStrategy[Any]] = {
    bool: st.booleans(),
    int: st.integers(0, 2**31),
    str: st.text(alphabet="aé法*[^", max_size=6),
    date: st.dates(),
    datetime: st.integers(0, 2**41).map(lambda ms: datetime.fromtimestamp(ms // 1000, UTC)),
    Symbol: st.just(Symbol.parse("A/RES/74/148")),
}


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Any value of a type that a record's field has."""
    hint = getattr(hint, "__supertype__", hint)
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if hint in _SIMPLE:
        return _SIMPLE[hint]
    if isinstance(hint, types.UnionType):
        return st.one_of(st.none(), values(args[0]))
    if origin is tuple:
        return st.lists(values(args[0]), max_size=2).map(tuple)
    if origin is not None:
        return st.dictionaries(st.sampled_from(["en", "fr", "zh-Hant"]), values(args[1]), max_size=2)
    if issubclass(hint, Enum):
        return st.sampled_from(hint)
    return instances(hint)


def instances(cls: Any) -> st.SearchStrategy[Any]:
    """Any instance of a dataclass."""
    return st.builds(cls, **{name: values(hint) for name, hint in typing.get_type_hints(cls).items()})


RECORDS = [
    records.DocumentRecord,
    records.SectionRecord,
    records.ParagraphRecord,
    records.FootnoteRecord,
    records.CitationRecord,
    records.InstrumentRecord,
    records.ReporterRecord,
    records.BodyRecord,
    records.SubmissionRecord,
    records.Change,
]

ENTITIES = [each for each in RECORDS if issubclass(each, records.Entity)]


@pytest.mark.parametrize("cls", RECORDS, ids=lambda cls: cls.__name__)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_what_is_written_reads_back(cls: type, data: st.DataObject) -> None:
    record = data.draw(instances(cls))

    stored = bson.decode(bson.encode(encode(record)), AWARE)

    assert record == decode(cls, stored)


@pytest.mark.parametrize("cls", ENTITIES, ids=lambda cls: cls.__name__)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_what_is_sent_reads_back(cls: Any, data: st.DataObject) -> None:
    record = data.draw(instances(cls))
    beside = {
        "key": record.key,
        "revision": record.revision,
        "updatedAt": states.time_words(record.updated_at),
        "deleted": record.deleted,
    }

    state = json.loads(states.canonical(states.state_of(record)))

    assert record == states.record_of(cls, state, beside)
    assert not {"revision", "updatedAt", "deleted", "key"} & set(state)


@pytest.mark.parametrize("cls", ENTITIES, ids=lambda cls: cls.__name__)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_state_in_its_canonical_form_is_what_any_program_makes_of_it(cls: Any, data: st.DataObject) -> None:
    state = states.state_of(data.draw(instances(cls)))
    said = json.dumps(state, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    assert said.encode() == states.canonical(state)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_has_one_canonical_form(text: str) -> None:
    assert json.dumps({"text": text}, separators=(",", ":"), ensure_ascii=False).encode() == states.canonical(
        {"text": text}
    )


def test_a_digest_does_not_depend_on_the_revision() -> None:
    one, two = (states.canonical(states.state_of(document(revision=number))) for number in (1, 2))

    assert states.digest(one) == states.digest(two)


def test_fields_are_readable_and_defaults_are_left_out() -> None:
    stored = encode(paragraph(2, label="6(b)", kind=records.ParagraphKind.OPERATIVE))

    assert {
        "_id": "A/RES/74/148#2",
        "document": "A/RES/74/148",
        "position": 2,
        "part": None,
        "variants": {"en": {"language": "en", "text": "Recalls", "digest": variant("Recalls").digest}},
        "label": "6(b)",
        "label_key": "6(b)",
        "kind": "OPERATIVE",
    } == stored


def test_symbols_and_dates_are_strings() -> None:
    stored = encode(document(adopted_on=date(2019, 12, 18)))

    assert ("A/RES/74/148", "2019-12-18") == (stored["symbol"], stored["adopted_on"])


def test_an_empty_mapping_of_another_type_is_a_default_too() -> None:
    assert "variants" not in encode(document(variants={}, working=MappingProxyType({})))


def test_a_time_without_a_zone_is_in_utc() -> None:
    stored = encode(variant("x", updated_at=datetime(2026, 1, 1, tzinfo=UTC)))
    stored["updated_at"] = stored["updated_at"].replace(tzinfo=None)

    assert datetime(2026, 1, 1, tzinfo=UTC) == decode(Variant, stored).updated_at


def test_fields_of_a_later_schema_are_passed_over() -> None:
    assert Variant(language=Tag("en"), text="x", digest="d") == decode(
        Variant, {"language": EN, "text": "x", "digest": "d", "novel": 1}
    )
