"""The workflow: who may take which step, from which state to which."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from i18n.languages import EN
from resolvers.access import PUBLIC, Principal
from resolvers.editing.checking import Checked
from resolvers.editing.intents import ConflictPolicy, Intent, Step, Transition
from store.editing import CheckFinding, OutcomeKind, Severity, SuggestionRecord
from store.ports import PutVariant, Reader
from store.records import ParagraphRecord, VariantStatus, Waiver
from tests.store.builders import variant
from tests.support.desks import ADA, ANNE, BRUNO, ES, FR, PAUL, RITA, Table, paragraph, person

UNIT = paragraph("1")
APPROVE, REJECT, PUBLISH = Transition.APPROVE, Transition.REJECT, Transition.PUBLISH
WITHDRAW, ACCEPT, DISMISS = Transition.WITHDRAW, Transition.ACCEPT_SUGGESTION, Transition.DISMISS_SUGGESTION
DRAFT, IN_REVIEW, PUBLISHED = VariantStatus.DRAFT, VariantStatus.IN_REVIEW, VariantStatus.PUBLISHED


async def state(table: Table) -> tuple[VariantStatus | None, VariantStatus | None]:
    """Of the published head and of the working one."""
    there = await table.heads(UNIT)
    published, working = there.published, there.working
    return (published.status if published else None, working.status if working else None)


async def steps_of(table: Table) -> list[tuple[int, str, str, str | None]]:
    return [
        (each.variant.revision, each.variant.status.value, each.by, each.variant.note)
        for each in await table.store.history(ParagraphRecord, UNIT.key)
        if each.variant.language == ES
    ]


async def test_a_text_is_reviewed_by_one_and_published_by_another(table: Table) -> None:
    await table.write(ANNE, UNIT, "Texto", note="new")
    approved = await table.step(RITA, UNIT, 1, APPROVE, reason="good")
    assert approved.variant is not None
    assert "Rita" == approved.variant.approved_by
    assert (None, IN_REVIEW) == await state(table)

    await table.step(PAUL, UNIT, 2, PUBLISH, reason="in time")

    assert (PUBLISHED, None) == await state(table)
    text = (await table.heads(UNIT)).published
    assert text is not None
    assert ("Anne", "Rita", 3) == (text.author, text.approved_by, text.revision)
    assert [
        (1, "IN_REVIEW", "Anne", "new"),
        (2, "IN_REVIEW", "Rita", "good"),
        (3, "PUBLISHED", "Paul", "in time"),
    ] == await steps_of(table)


async def test_a_publisher_approves_what_others_wrote_by_publishing_it(table: Table) -> None:
    await table.write(ANNE, UNIT, "Texto")

    outcome = await table.step(PAUL, UNIT, 1, PUBLISH)

    assert outcome.variant is not None
    assert ("Paul", PUBLISHED) == (outcome.variant.approved_by, outcome.variant.status)


@pytest.mark.parametrize("to", [APPROVE, PUBLISH])
async def test_nobody_approves_their_own_text(table: Table, to: Transition) -> None:
    await table.write(PAUL, UNIT, "Texto")

    refused = await table.step(PAUL, UNIT, 1, to)

    assert (OutcomeKind.TRANSITION_REFUSED, "OWN_WORK") == (refused.kind, refused.code)
    await table.step(RITA, UNIT, 1, APPROVE)
    assert OutcomeKind.WRITTEN is (await table.step(PAUL, UNIT, 2, PUBLISH)).kind, "another has approved it"


async def test_who_was_granted_that_approves_their_own(table: Table) -> None:
    await table.write(ADA, UNIT, "Texto")

    assert OutcomeKind.WRITTEN is (await table.step(ADA, UNIT, 1, APPROVE)).kind


async def test_to_hand_in_the_words_of_another_is_not_to_write_them(table: Table) -> None:
    """A reviewer who sends a colleague's draft on may approve it; the colleague may not."""
    await table.write(RITA, UNIT, "Texto", intent=Intent.DRAFT)
    await table.write(ANNE, UNIT, "Texto", 1)

    assert "OWN_WORK" == (await table.step(RITA, UNIT, 2, APPROVE)).code


@pytest.mark.parametrize(
    ("who", "to"),
    [
        (ANNE, APPROVE),
        (BRUNO, REJECT),
        (RITA, PUBLISH),
        (PUBLIC, APPROVE),
        (BRUNO, WITHDRAW),
        (person("Xu", "ADMIN:zh"), PUBLISH),
        (person("Pia", "PARTNER"), APPROVE),
    ],
    ids=lambda each: each.name if isinstance(each, Principal) else each.value,
)
async def test_who_may_not_take_a_step_does_not(table: Table, who: Principal, to: Transition) -> None:
    await table.write(ANNE, UNIT, "Texto")
    before = await table.unit(UNIT)

    outcome = await table.step(who, UNIT, 1, to)

    assert (OutcomeKind.LANGUAGE_NOT_PERMITTED, before) == (outcome.kind, await table.unit(UNIT))


@pytest.mark.parametrize(
    ("intent", "to", "code"),
    [
        (Intent.DRAFT, APPROVE, "WRONG_STATE"),
        (Intent.DRAFT, PUBLISH, "WRONG_STATE"),
        (Intent.DRAFT, REJECT, "WRONG_STATE"),
        (Intent.DRAFT, WITHDRAW, "WRONG_STATE"),
        (Intent.SUBMIT, ACCEPT, "SUGGESTION_UNKNOWN"),
        (Intent.SUBMIT, DISMISS, "SUGGESTION_UNKNOWN"),
    ],
)
async def test_a_step_begins_where_it_begins(table: Table, intent: Intent, to: Transition, code: str) -> None:
    await table.write(ANNE, UNIT, "Texto", intent=intent)

    assert code == (await table.step(ADA, UNIT, 1, to)).code


async def test_a_text_is_approved_once(table: Table) -> None:
    await table.write(ANNE, UNIT, "Texto")
    await table.step(RITA, UNIT, 1, APPROVE)

    assert "WRONG_STATE" == (await table.step(PAUL, UNIT, 2, APPROVE)).code


async def test_whoever_saw_another_text_decides_nothing(table: Table) -> None:
    await table.write(ANNE, UNIT, "Texto")
    await table.write(ANNE, UNIT, "Texto mejor", 1)

    outcome = await table.step(RITA, UNIT, 1, APPROVE)

    assert (OutcomeKind.REVISION_CONFLICT, "Texto mejor") == (outcome.kind, outcome.variant and outcome.variant.text)


async def test_a_text_that_an_import_has_overtaken_cannot_be_published(table: Table) -> None:
    await table.write(ANNE, UNIT, "Texto")
    await table.store.commit([PutVariant(ParagraphRecord, UNIT.key, variant("Oficial", ES), 0)], by="import")

    assert OutcomeKind.REVISION_CONFLICT is (await table.step(PAUL, UNIT, 1, PUBLISH)).kind
    assert "WRONG_STATE" == (await table.step(PAUL, UNIT, 2, PUBLISH)).code


@pytest.mark.parametrize("to", [APPROVE, PUBLISH])
async def test_a_text_of_a_stale_basis_is_not_approved(table: Table, to: Transition) -> None:
    late = await table.basis(UNIT)
    await table.write(ANNE, UNIT, "Texto", basis=late)
    await table.publish(UNIT, "Welcomes it warmly;[^2]", 1, EN)

    assert "STALE_BASIS" == (await table.step(PAUL, UNIT, 1, to)).code

    await table.publish(UNIT, "Welcomes it;[^2]", 3, EN)
    assert OutcomeKind.WRITTEN is (await table.step(PAUL, UNIT, 1, to)).kind, "a revert heals it"


async def test_a_text_that_is_rejected_is_a_draft_again(table: Table) -> None:
    await table.write(ANNE, UNIT, "Texto")
    await table.step(RITA, UNIT, 1, APPROVE)

    await table.step(RITA, UNIT, 2, REJECT, reason="a word is missing")

    text = (await table.heads(UNIT)).working
    assert text is not None
    assert (DRAFT, None, "a word is missing", 3) == (text.status, text.approved_by, text.note, text.revision)


async def test_who_wrote_a_text_takes_it_back_from_review(table: Table) -> None:
    await table.write(ANNE, UNIT, "Texto")

    await table.step(ANNE, UNIT, 1, WITHDRAW)

    assert (None, DRAFT) == await state(table)


async def test_a_published_text_that_is_withdrawn_stays_as_a_draft(table: Table) -> None:
    await table.publish(UNIT, "Texto")
    assert OutcomeKind.LANGUAGE_NOT_PERMITTED is (await table.step(RITA, UNIT, 2, WITHDRAW)).kind

    await table.step(PAUL, UNIT, 2, WITHDRAW, reason="wrong")

    assert (None, DRAFT) == await state(table)
    assert (3, "DRAFT", "Paul", "wrong") == (await steps_of(table))[-1]


async def test_a_published_text_that_is_withdrawn_beside_a_draft_stays_in_the_history(table: Table) -> None:
    await table.publish(UNIT, "Publicado")
    await table.write(ANNE, UNIT, "Nuevo", 2)

    outcome = await table.step(PAUL, UNIT, 2, WITHDRAW, reason="wrong")

    there = await table.heads(UNIT)
    assert there.working is not None
    assert (None, "Nuevo", 3) == (there.published, there.working.text, there.working.revision)
    assert (4, "DRAFT", "Paul", "wrong") == (await steps_of(table))[-1]
    assert outcome.variant is not None
    assert ("Publicado", 4) == (outcome.variant.text, outcome.variant.revision)
    again = await table.write(ANNE, UNIT, "Mejor", 3)
    assert again.variant is not None
    assert 5 == again.variant.revision, "no number comes twice"


async def test_the_original_is_not_withdrawn(table: Table) -> None:
    assert "ORIGINAL_TEXT" == (await table.step(ADA, UNIT, 1, WITHDRAW, EN)).code


# Suggestions


async def suggested(table: Table, text: str = "Otro", who: Principal = BRUNO) -> SuggestionRecord:
    outcome = await table.write(who, UNIT, text, intent=Intent.SUGGEST)
    assert outcome.suggestion is not None
    return outcome.suggestion


async def test_a_suggestion_that_is_accepted_is_its_authors_text_in_review(table: Table) -> None:
    await table.write(ANNE, UNIT, "Texto")
    suggestion = await suggested(table)

    outcome = await table.step(RITA, UNIT, 1, ACCEPT, suggestion=suggestion.key, reason="better")

    text = (await table.heads(UNIT)).working
    assert text is not None
    assert ("Otro", IN_REVIEW, "Bruno", None, 2) == (
        text.text, text.status, text.author, text.approved_by, text.revision,
    )  # fmt: skip
    assert (text.text, []) == (outcome.variant and outcome.variant.text, await table.suggestions(UNIT))
    (closed,) = await table.store.buried(SuggestionRecord, [suggestion.key])
    assert closed is not None
    assert ("Rita", "better") == (closed.closed_by, closed.reason)
    assert "SUGGESTION_UNKNOWN" == (await table.step(RITA, UNIT, 2, ACCEPT, suggestion=suggestion.key)).code


async def test_nobody_accepts_their_own_suggestion(table: Table) -> None:
    suggestion = await suggested(table, who=RITA)

    assert "OWN_WORK" == (await table.step(RITA, UNIT, 0, ACCEPT, suggestion=suggestion.key)).code


async def test_a_suggestion_belongs_to_its_unit_and_language(table: Table) -> None:
    suggestion = await suggested(table)

    assert "SUGGESTION_UNKNOWN" == (await table.step(RITA, UNIT, 0, ACCEPT, FR, suggestion=suggestion.key)).code
    other = await table.step(RITA, paragraph("2"), 0, ACCEPT, suggestion=suggestion.key)
    assert "SUGGESTION_UNKNOWN" == other.code


async def test_one_is_accepted_and_the_others_dismissed_at_once(table: Table) -> None:
    await table.write(ANNE, UNIT, "Texto")
    keys = [(await suggested(table, text)).key for text in ("Uno", "Dos", "Tres")]

    outcomes = await table.steps(
        RITA,
        *(
            Step(unit=UNIT, language=ES, expected=1, to=to, suggestion=key)
            for to, key in zip((ACCEPT, DISMISS, DISMISS), keys, strict=True)
        ),
    )

    assert [OutcomeKind.WRITTEN] * 3 == [each.kind for each in outcomes]
    assert [] == await table.suggestions(UNIT)
    assert "Uno" == (await table.heads(UNIT)).working.text  # type: ignore[union-attr]  # accepted just now


async def test_who_suggested_takes_it_back_and_others_do_not(table: Table) -> None:
    suggestion = await suggested(table)
    assert (
        OutcomeKind.LANGUAGE_NOT_PERMITTED is (await table.step(ANNE, UNIT, 0, DISMISS, suggestion=suggestion.key)).kind
    )

    outcome = await table.step(BRUNO, UNIT, 0, DISMISS, suggestion=suggestion.key)

    assert outcome.variant is not None
    assert ("Otro", 0, []) == (outcome.variant.text, outcome.variant.revision, await table.suggestions(UNIT))


# Checks run again


WARNING = CheckFinding(id="w", check="numbers", severity=Severity.WARNING, code="TEXT_EMPTY", is_waivable=True)
ERROR = CheckFinding(id="e", check="calls", severity=Severity.ERROR, code="TEXT_EMPTY")


def strict(table: Table, *found: CheckFinding) -> Table:
    async def checks(reader: Reader, items: Sequence[Checked]) -> list[list[CheckFinding]]:
        return [list(found) for _ in items]

    return Table(table.store, checks)


@pytest.mark.parametrize("to", [APPROVE, PUBLISH])
async def test_a_text_that_fails_the_checks_of_today_goes_no_further(table: Table, to: Transition) -> None:
    await table.write(ANNE, UNIT, "Texto")

    failed = await strict(table, ERROR).step(PAUL, UNIT, 1, to, reason="let it be")

    assert (OutcomeKind.CHECKS_FAILED, (ERROR,)) == (failed.kind, failed.findings)
    assert OutcomeKind.CHECKS_FAILED is (await strict(table, WARNING).step(PAUL, UNIT, 1, to)).kind


async def test_with_a_reason_a_warning_stands_and_the_history_says_so(table: Table) -> None:
    await table.write(ANNE, UNIT, "Texto")

    outcome = await strict(table, WARNING).step(PAUL, UNIT, 1, PUBLISH, reason="a name")

    assert outcome.variant is not None
    assert (Waiver("w", "a name"),) == outcome.variant.waivers


async def test_a_suggestion_is_checked_before_it_is_accepted(table: Table) -> None:
    suggestion = await suggested(table)

    failed = await strict(table, ERROR).step(RITA, UNIT, 0, ACCEPT, suggestion=suggestion.key)

    assert OutcomeKind.CHECKS_FAILED is failed.kind
    assert 1 == len(await table.suggestions(UNIT))


async def test_a_conflict_can_be_told_as_such_and_decided_on(table: Table) -> None:
    """The whole of a disagreement: two texts, one reviewer."""
    await table.write(ANNE, UNIT, "Texto")
    refused = await table.write(BRUNO, UNIT, "Otro", on_conflict=ConflictPolicy.REJECT)
    assert OutcomeKind.REVISION_CONFLICT is refused.kind
    kept = await table.write(BRUNO, UNIT, "Otro")
    assert kept.suggestion is not None

    await table.step(RITA, UNIT, 1, ACCEPT, suggestion=kept.suggestion.key)
    await table.step(RITA, UNIT, 2, APPROVE)
    await table.step(PAUL, UNIT, 3, PUBLISH)

    text = (await table.heads(UNIT)).published
    assert text is not None
    assert ("Otro", "Bruno") == (text.text, text.author)
