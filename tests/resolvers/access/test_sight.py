"""Whatever records and principals there are: what is seen is what the policy permits, and seeing loses nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from i18n.languages import Tag
from resolvers.access import Action, Grant, Principal, Role, holds, permits, scope
from resolvers.access.sight import Sight
from resolvers.access.writing import actions, restored
from store.records import Basis, Change, Coverage, DocumentRecord, ParagraphRecord, Unit, Variant
from tests.store.builders import document, paragraph, variant

TAGS = [Tag(each) for each in ("ar", "en", "fr", "zh", "zh-Hant", "pt-BR")]
tags = st.sampled_from(TAGS)
grants = st.builds(Grant, st.sampled_from(Role), st.none() | st.frozensets(tags, min_size=1, max_size=3))
principals = st.builds(
    Principal,
    id=st.just("somebody"),
    grants=st.lists(grants, max_size=3).map(tuple),
    shared=st.sampled_from([(), (Grant(Role.READER),)]),
)


@st.composite
def texts(draw: st.DrawFn) -> Mapping[Tag, Variant]:
    """Texts in some languages, made from one another."""
    chosen = draw(st.lists(tags, unique=True))
    bases = draw(st.lists(st.none() | st.builds(Basis, tags, st.just(1), st.just("0" * 16)), min_size=6, max_size=6))
    return {tag: variant(f"text in {tag}", tag, basis=basis) for tag, basis in zip(chosen, bases, strict=False)}


@st.composite
def units(draw: st.DrawFn) -> Unit:
    fields: dict[str, Any] = {"variants": draw(texts()), "working": draw(texts()), "original_language": draw(tags)}
    if draw(st.booleans()):
        labels = {tag: f"1 {tag}" for tag in draw(st.lists(tags, unique=True))}
        return paragraph(1, labels=labels, **fields)
    covered = draw(st.dictionaries(tags, st.tuples(*[st.integers(0, 2)] * 3)))
    coverage = tuple(
        Coverage(language=tag, total=2, published=published, draft=draft, in_review=in_review)
        for tag, (published, draft, in_review) in sorted(covered.items())
        if published or draft or in_review
    )
    return document(coverage=coverage, job_numbers=dict.fromkeys(draw(st.lists(tags, unique=True)), "20-1"), **fields)


@given(principals, st.sampled_from(Action), tags)
def test_a_scope_says_the_same_as_the_policy(principal: Principal, action: Action, language: Tag) -> None:
    assert permits(principal, action, language) is holds(scope(principal, action), language)
    assert permits(principal, action) is (scope(principal, action) != frozenset())


@given(principals, tags, st.booleans())
def test_that_there_was_a_draft_is_seen_by_those_who_see_drafts(principal: Principal, tag: Tag, is_left: bool) -> None:
    unit = paragraph(1, retired={tag: 3}, working={tag: variant("draft", tag)} if is_left else {})
    seen = Sight.of(principal).record(unit)

    assert (seen.retired == {tag: 3}) is permits(principal, Action.READ_WORKING, tag)


@given(principals, units())
def test_what_is_seen_is_what_the_policy_permits(principal: Principal, unit: Unit) -> None:
    seen = Sight.of(principal).record(unit)

    assert {tag for tag in unit.variants if permits(principal, Action.READ, tag)} == set(seen.variants)
    assert {tag for tag in unit.working if permits(principal, Action.READ_WORKING, tag)} == set(seen.working)
    for text in (*seen.variants.values(), *seen.working.values()):
        assert text.basis is None or permits(principal, Action.READ, text.basis.language)
    if isinstance(seen, ParagraphRecord):
        assert all(permits(principal, Action.READ, tag) for tag in seen.labels)
    if isinstance(seen, DocumentRecord):
        assert all(permits(principal, Action.READ, tag) for tag in seen.job_numbers)
        for each in seen.coverage:
            assert not each.published or permits(principal, Action.READ, each.language)
            assert not (each.draft or each.in_review) or permits(principal, Action.READ_WORKING, each.language)


@given(principals, units())
def test_to_look_twice_is_to_look_once_and_to_write_what_was_seen_is_to_write_nothing(
    principal: Principal, unit: Unit
) -> None:
    sight = Sight.of(principal)
    seen = sight.record(unit)

    assert seen == sight.record(seen)
    assert unit == restored(seen, seen, unit)
    assert [] == list(actions(unit, restored(seen, seen, unit)))


@given(principals, units(), tags)
def test_to_write_one_language_changes_no_other(principal: Principal, unit: Unit, language: Tag) -> None:
    seen = Sight.of(principal).record(unit)
    wanted = replace(seen, working={**seen.working, language: variant("new", language)})

    written = restored(wanted, seen, unit)

    assert unit.variants == written.variants
    assert {**unit.working, language: variant("new", language)} == written.working
    assert [(Action.WRITE, language)] == list(actions(unit, written))


@given(principals, st.lists(tags, unique=True), st.lists(tags, unique=True), st.booleans())
def test_a_change_tells_of_no_language_that_is_not_seen(
    principal: Principal, languages: list[Tag], drafts: list[Tag], is_of_texts: bool
) -> None:
    change = Change(
        seq=1, type="PARAGRAPH", key="A/1#1", operation="UPSERT", revision=2, at=variant("").updated_at, by="editor",
        languages=tuple(languages), drafts=tuple(drafts), is_of_texts=is_of_texts,
    )  # fmt: skip

    seen = Sight.of(principal).change(change)

    told = {*seen.languages, *seen.drafts} if seen else set()
    for tag in told:
        assert permits(principal, Action.READ_WORKING if tag in drafts else Action.READ, tag)
    visible = {
        tag
        for tag in (*languages, *drafts)
        if permits(principal, Action.READ_WORKING if tag in drafts else Action.READ, tag)
    }
    assert (seen is None) is (is_of_texts and bool(languages or drafts) and not visible)
