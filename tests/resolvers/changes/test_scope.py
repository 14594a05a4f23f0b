"""What a change is to one follower: decided on what was there before it and after it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.languages import EN, Tag
from resolvers.access import NOBODY, PUBLIC, Grant, Principal, Role
from resolvers.changes.places import Wanted
from resolvers.changes.scope import Operation, Scope, common
from store.records import (
    NEVER,
    Change,
    CitationRecord,
    Entity,
    Reach,
    Variant,
    VariantStatus,
    Waiver,
)
from store.staging import stage
from tests.store.builders import citation, document, paragraph, variant
from tests.support.feeds import BEGAN, a_scope, change

FR, AR, ZH, HANT = Tag("fr"), Tag("ar"), Tag("zh"), Tag("zh-Hant")
FRENCH = Principal("a reader", grants=(Grant(Role.READER, frozenset({FR})),))
TRANSLATOR = Principal("a translator", grants=(Grant(Role.TRANSLATOR, frozenset({FR})),))
IN_FRENCH = [a_scope(FRENCH), a_scope(languages=frozenset({FR})), a_scope(FRENCH, languages=frozenset({FR, EN}))]


def reach(*tags: Tag) -> Reach:
    return Reach(published=tags)


def of_texts(before: Reach | None, after: Reach | None, *languages: Tag, seq: int = 1) -> Change:
    """A change of nothing but texts."""
    operation = "DELETE" if after is None else "UPSERT"
    return change(seq, before=before, after=after, languages=languages, is_of_texts=True, operation=operation)


@pytest.mark.parametrize("scope", IN_FRENCH, ids=["grants", "filter", "both"])
@pytest.mark.parametrize(
    ("told", "operation"),
    [
        (of_texts(None, reach(EN, FR), EN, FR), Operation.UPSERT),
        (of_texts(reach(EN), reach(EN, FR), FR), Operation.ENTERED_SCOPE),
        (of_texts(reach(EN, FR), reach(EN, FR), FR), Operation.UPSERT),
        (of_texts(reach(EN, FR), reach(EN), FR), Operation.LEFT_SCOPE),
        (of_texts(reach(EN, FR), None, EN, FR), Operation.DELETE),
        (of_texts(None, reach(EN), EN), None),
        (of_texts(reach(EN), reach(EN), EN), None),
        (of_texts(reach(EN, FR), reach(EN, FR), EN), None),
        (of_texts(reach(EN), None, EN), None),
    ],
    ids=["new", "entered", "changed", "left", "deleted", "new elsewhere", "changed elsewhere", "not ours", "never had"],
)
def test_what_enters_and_leaves_is_told_to_those_who_have_it_or_get_it(
    scope: Scope, told: Change, operation: Operation | None
) -> None:
    found = scope.told(told)

    assert (found and found.operation) == operation


@pytest.mark.parametrize("scope", IN_FRENCH, ids=["grants", "filter", "both"])
@pytest.mark.parametrize(
    ("changes", "operation"),
    [
        ([of_texts(reach(EN), reach(EN, FR), FR), of_texts(reach(EN, FR), reach(EN), FR)], Operation.LEFT_SCOPE),
        ([of_texts(reach(EN), reach(EN, FR), FR), of_texts(reach(EN, FR), None, FR)], Operation.DELETE),
        ([of_texts(reach(FR), reach(EN), FR), of_texts(reach(EN), reach(FR), FR)], Operation.UPSERT),
        ([of_texts(reach(EN), reach(FR), FR), of_texts(reach(FR), reach(FR), FR)], Operation.ENTERED_SCOPE),
        ([of_texts(reach(EN), reach(EN), EN), of_texts(reach(EN), None, EN)], None),
        ([of_texts(reach(FR), None, FR), of_texts(None, reach(FR), FR)], Operation.UPSERT),
    ],
    ids=["in and out", "in and gone", "out and in", "in and changed", "never in", "anew"],
)
def test_several_changes_are_told_as_one_whose_end_holds_for_whoever_saw_the_middle(
    scope: Scope, changes: list[Change], operation: Operation | None
) -> None:
    found = scope.together(changes)

    assert (found and found.operation) == operation


def test_what_is_in_no_language_is_always_in_scope() -> None:
    told = change(1, type="CITATION", languages=(), before=None, after=Reach())

    assert [scope.told(told) is not None for scope in IN_FRENCH] == [True, True, True]


def test_who_sees_every_language_has_what_has_no_text_too() -> None:
    told = a_scope().told(change(1, languages=(), before=None, after=Reach()))

    assert told is not None
    assert told.operation is Operation.UPSERT


def test_drafts_put_something_in_the_scope_of_those_who_see_them() -> None:
    told = change(
        1, languages=(), drafts=(FR,), is_of_texts=True, before=reach(EN), after=Reach(published=(EN,), drafts=(FR,))
    )

    found = a_scope(TRANSLATOR).told(told)

    assert found is not None
    assert found.operation is Operation.ENTERED_SCOPE
    assert a_scope(FRENCH).told(told) is None


def test_a_change_of_which_nobody_kept_what_was_before_is_told_as_it_was_recorded() -> None:
    old = change(1, languages=(FR,), is_of_texts=True)

    found = a_scope(FRENCH).told(old)

    assert found is not None
    assert found.operation is Operation.UPSERT
    assert a_scope(FRENCH).told(replace(old, languages=(EN,))) is None


@pytest.mark.parametrize(
    ("first", "second", "both"),
    [
        (None, None, None),
        (None, {FR}, {FR}),
        ({FR, EN}, {FR, AR}, {FR}),
        ({ZH}, {HANT}, {HANT}),
        ({HANT}, {ZH}, {HANT}),
        ({FR}, {AR}, set()),
        ({FR}, set(), set()),
    ],
)
def test_two_scopes_have_in_common_what_both_hold(
    first: set[Tag] | None, second: set[Tag] | None, both: set[Tag] | None
) -> None:
    one, other, expected = (None if each is None else frozenset(each) for each in (first, second, both))

    assert common(one, other) == expected


# Whoever is told nothing has a copy that is still right: for any change of any record.

TAGS = (EN, FR, AR)
texts = st.dictionaries(st.sampled_from(TAGS), st.sampled_from(["one", "two"]), max_size=3)
scopes = st.builds(
    Scope.of,
    st.sampled_from(
        [
            PUBLIC,
            NOBODY,
            FRENCH,
            TRANSLATOR,
            Principal("all", grants=(Grant(Role.TRANSLATOR),)),
        ]
    ),
    st.builds(Wanted, languages=st.none() | st.frozensets(st.sampled_from(TAGS), max_size=2)),
)


def _variants(said: dict[Tag, str], status: VariantStatus) -> dict[Tag, Variant]:
    return {tag: replace(variant(text, tag), status=status) for tag, text in said.items()}


@st.composite
def records(draw: st.DrawFn) -> Entity:
    """A record of one key, in any state."""
    kind = draw(st.sampled_from(["document", "paragraph", "citation"]))
    if kind == "citation":
        return replace(citation(1), words=draw(texts), deleted=draw(st.booleans()))
    unit = document("A/1") if kind == "document" else paragraph(1, of="A/1")
    label: Any = {} if kind == "document" else {"label": draw(st.sampled_from(["1", "2"]))}
    return replace(
        unit,
        deleted=draw(st.booleans()),
        variants=_variants(draw(texts), VariantStatus.PUBLISHED),
        working=_variants(draw(texts), VariantStatus.DRAFT),
        **label,
    )


def _as_copied(scope: Scope, record: Entity | None, kind: str) -> Entity | None:
    found = scope.record(record, kind, "A/1")
    return None if found is None else replace(found, revision=0, updated_at=NEVER, **_unnumbered(found))


def _unnumbered(record: Entity) -> dict[str, Any]:
    return {} if isinstance(record, CitationRecord) else {"retired": {}}


@given(scopes, records(), records())
def test_who_is_told_nothing_has_missed_nothing_and_who_is_told_can_tell_what_to_do(
    scope: Scope, before: Entity, after: Entity
) -> None:
    held = stage(None, replace(before, deleted=False), BEGAN)
    assert held is not None
    was: Entity = held.after
    if type(after) is not type(was):
        return
    staged = stage(was, after, BEGAN)
    if staged is None:
        return
    kind = type(after).__name__.removesuffix("Record").upper()
    told = scope.told(
        change(
            1,
            type=kind,
            key=after.key,
            document="A/1",
            operation="DELETE" if after.deleted else "UPSERT",
            languages=staged.languages,
            drafts=staged.drafts,
            is_of_texts=staged.is_of_texts,
            before=staged.reach[0],
            after=staged.reach[1],
        )
    )

    had, has = _as_copied(scope, was, kind), _as_copied(scope, staged.after, kind)

    if told is None:
        assert had == has
    else:
        assert told.operation.has_state == (has is not None)
        assert (told.operation is Operation.ENTERED_SCOPE) == (had is None and has is not None)


@pytest.mark.parametrize(
    ("scope", "is_told"),
    [
        (a_scope(), False),
        (IN_FRENCH[0], False),
        (a_scope(TRANSLATOR), True),
        (a_scope(Principal("everything", grants=(Grant(Role.ADMIN),))), True),
    ],
    ids=["everybody", "a reader", "a translator", "an administrator"],
)
def test_who_wrote_a_text_and_why_is_told_to_those_who_see_its_history(scope: Scope, *, is_told: bool) -> None:
    waivers = (Waiver("a fingerprint", "as in the original"),)
    said: dict[str, Any] = {
        "author": "anne",
        "author_id": "k1",
        "approved_by": "boris",
        "note": "better",
        "waivers": waivers,
    }
    unit = paragraph(1, "Texte", variants={FR: replace(variant("Texte", FR), **said)})
    seen = scope.record(unit, "PARAGRAPH", unit.document)
    assert seen is not None
    told = seen.variants[FR]

    assert (told == unit.variants[FR]) == is_told
    assert (told.text, told.approved_by is not None) == ("Texte", True)
    assert all(not is_told or getattr(told, name) == value for name, value in said.items())
    assert is_told or not {"anne", "k1", "boris", "better", waivers} & {getattr(told, name) for name in said}
