"""What becomes of a text that somebody sends."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from i18n.languages import EN, Tag
from resolvers.access import PUBLIC
from resolvers.editing import translating
from resolvers.editing.checking import Checked, no_checks
from resolvers.editing.errors import BadKey, KeyReused
from resolvers.editing.intents import Atomicity, ConflictPolicy, Intent, Item, Request, Transition, UnitName
from resolvers.editing.translating import Writing
from resolvers.editing.wording import LONGEST, settled
from store.editing import CheckFinding, Once, OutcomeKind, Severity
from store.errors import Conflict
from store.ports import Commit, Put, PutVariant, Reader, Write
from store.records import Basis, ParagraphRecord, SourceRank, VariantStatus, Waiver
from tests.store.builders import variant
from tests.support.desks import ADA, ANNE, BRUNO, ES, FR, PAUL, RITA, Table, paragraph
from tests.support.records import corpus, counted, stored

UNIT = paragraph("1")


def item(text: str, expected: int = 0, **more: object) -> Item:
    return Item(unit=UNIT, language=ES, markdown=text, expected=expected, **more)  # type: ignore[arg-type]  # by name


async def test_a_first_text_is_written_at_revision_one_for_review(table: Table) -> None:
    outcome = await table.write(ANNE, UNIT, "La acoge con satisfacción;[^2]")

    text = (await table.heads(UNIT)).working
    assert (OutcomeKind.WRITTEN, text) == (outcome.kind, outcome.variant)
    assert text is not None
    assert (1, VariantStatus.IN_REVIEW, "Anne", "key:Anne") == (text.revision, text.status, text.author, text.author_id)
    assert SourceRank.EDITOR is text.rank
    assert (await table.heads(UNIT)).published is None


async def test_a_draft_is_no_text_of_readers(table: Table) -> None:
    await table.write(ANNE, UNIT, "Borrador", intent=Intent.DRAFT)

    unit = await table.unit(UNIT)
    assert ES not in unit.variants
    assert VariantStatus.DRAFT is unit.working[ES].status


async def test_a_writer_who_saw_an_old_text_overwrites_nothing_and_loses_nothing(table: Table) -> None:
    await table.write(ANNE, UNIT, "Primero")
    before = await table.unit(UNIT)

    outcome = await table.write(BRUNO, UNIT, "Segundo", note="mine")

    (suggestion,) = await table.suggestions(UNIT)
    assert (OutcomeKind.KEPT_AS_SUGGESTION, "Primero") == (outcome.kind, outcome.variant and outcome.variant.text)
    assert ("Segundo", 0, "Bruno", "mine") == (suggestion.text, suggestion.against, suggestion.author, suggestion.note)
    assert before == await table.unit(UNIT)


async def test_a_writer_who_asks_for_that_gets_the_conflict_and_keeps_the_text(table: Table) -> None:
    await table.write(ANNE, UNIT, "Primero")

    outcome = await table.write(BRUNO, UNIT, "Segundo", on_conflict=ConflictPolicy.REJECT)

    assert (OutcomeKind.REVISION_CONFLICT, "Primero") == (outcome.kind, outcome.variant and outcome.variant.text)
    assert [] == await table.suggestions(UNIT)


async def test_what_is_expected_is_the_newest_head_published_or_not(table: Table) -> None:
    await table.publish(UNIT, "Publicado")
    assert 2 == max((await table.heads(UNIT)).revisions)

    assert OutcomeKind.WRITTEN is (await table.write(ANNE, UNIT, "Mejor", 2)).kind
    assert OutcomeKind.KEPT_AS_SUGGESTION is (await table.write(BRUNO, UNIT, "Otro", 2)).kind
    assert (2, 3) == (await table.heads(UNIT)).revisions


async def test_the_same_text_again_makes_no_revision_and_no_change(table: Table) -> None:
    await table.write(ANNE, UNIT, "Texto")
    head, before = await table.store.head(), await table.unit(UNIT)

    for expected in (0, 1):
        outcome = await table.write(BRUNO, UNIT, "  Texto\r\n", expected)
        assert (OutcomeKind.UNCHANGED, before.working[ES]) == (outcome.kind, outcome.variant)

    assert (head, before) == (await table.store.head(), await table.unit(UNIT))
    assert 1 == len(await table.store.history(ParagraphRecord, UNIT.key)) - len(before.variants)


async def test_a_draft_is_handed_in_by_sending_it_again(table: Table) -> None:
    await table.write(ANNE, UNIT, "Texto", intent=Intent.DRAFT)

    outcome = await table.write(BRUNO, UNIT, "Texto", 1)

    assert outcome.variant is not None
    assert (OutcomeKind.WRITTEN, VariantStatus.IN_REVIEW, 2) == (
        outcome.kind,
        outcome.variant.status,
        outcome.variant.revision,
    )
    assert "Anne" == outcome.variant.author, "who hands in the words of another has not written them"


async def test_the_same_text_from_a_newer_basis_is_a_revision(table: Table) -> None:
    """A translator says that the text holds for the source as it is now."""
    old = await table.basis(UNIT)
    await table.publish(UNIT, "Texto", basis=old)
    await table.publish(UNIT, "Welcomes it warmly;[^2]", 1, EN)
    stale = await table.write(ANNE, UNIT, "Texto", 2, basis=old)
    assert OutcomeKind.UNCHANGED is stale.kind

    new = await table.basis(UNIT)
    outcome = await table.write(ANNE, UNIT, "Texto", 2, basis=new)

    assert (OutcomeKind.WRITTEN, new) == (outcome.kind, outcome.variant and outcome.variant.basis)


async def test_a_late_basis_is_taken(table: Table) -> None:
    late = await table.basis(UNIT)
    await table.publish(UNIT, "Welcomes it warmly;[^2]", 1, EN)

    outcome = await table.write(ANNE, UNIT, "Texto", basis=late)

    assert (OutcomeKind.WRITTEN, late) == (outcome.kind, outcome.variant and outcome.variant.basis)


@pytest.mark.parametrize(
    "wrong",
    [Basis(EN, 1, "f" * 16), Basis(EN, 7, ""), Basis(Tag("ru"), 1, ""), Basis(ES, 1, "")],
    ids=["digest", "revision", "language", "own language"],
)
async def test_a_basis_that_nobody_ever_had_is_refused(table: Table, wrong: Basis) -> None:
    true = await table.basis(UNIT)
    await table.write(ANNE, UNIT, "Texto")
    basis = replace(wrong, digest=wrong.digest or true.digest)

    outcome = await table.write(ANNE, UNIT, "Otro", 1, basis=basis)

    assert OutcomeKind.BASIS_UNKNOWN is outcome.kind
    assert 1 == max((await table.heads(UNIT)).revisions)


async def test_a_draft_can_be_a_basis_too(table: Table) -> None:
    french = await table.write(ANNE, UNIT, "S’en félicite", language=FR, intent=Intent.DRAFT)
    assert french.variant is not None
    await table.write(ANNE, UNIT, "S’en félicite vivement", 1, FR)

    basis = Basis(FR, 1, french.variant.digest)

    assert OutcomeKind.WRITTEN is (await table.write(BRUNO, UNIT, "Se felicita", basis=basis)).kind


@pytest.mark.parametrize("who", [PUBLIC, RITA, PAUL], ids=["nobody", "reviewer of others", "publisher of others"])
async def test_a_language_must_be_permitted(table: Table, who: object) -> None:
    outcome = await table.write(who, UNIT, "Текст", language=Tag("ru"))  # type: ignore[arg-type]  # a principal

    assert (OutcomeKind.LANGUAGE_NOT_PERMITTED, "ru") == (outcome.kind, outcome.params["language"])
    assert Tag("ru") not in (await table.unit(UNIT)).working


async def test_what_is_not_there_cannot_be_translated(table: Table) -> None:
    nothing = UnitName(node="x", kind=ParagraphRecord, key="A/RES/1/1#1")

    outcomes = [await table.write(ANNE, name, "Texto") for name in (nothing, UnitName(node="y"))]

    assert [(OutcomeKind.UNIT_NOT_FOUND, "x"), (OutcomeKind.UNIT_NOT_FOUND, "y")] == [
        (each.kind, each.node) for each in outcomes
    ]


@pytest.mark.parametrize(
    ("text", "code"), [(" \n", "TEXT_EMPTY"), ("**", "TEXT_EMPTY"), ("x" * (LONGEST + 1), "TEXT_LONGER_THAN_STORED")]
)
async def test_a_text_that_cannot_be_stored_is_refused(table: Table, text: str, code: str) -> None:
    outcome = await table.write(ANNE, UNIT, text, intent=Intent.DRAFT)

    assert OutcomeKind.CHECKS_FAILED is outcome.kind
    assert [(code, Severity.ERROR, False)] == [
        (each.code, each.severity, each.is_waivable) for each in outcome.findings
    ]


@given(st.text())
def test_texts_are_settled_once_and_for_all(text: str) -> None:
    once = settled(text)

    assert once == settled(once)
    assert unicodedata.is_normalized("NFC", once)
    assert "\r" not in once


# Requests


async def test_results_come_in_the_order_of_the_items_each_for_itself(table: Table) -> None:
    other = replace(item("Otro"), unit=paragraph("2"))
    done = await table.send(
        ANNE, item("Uno"), replace(other, unit=UnitName(node="x")), other, replace(item("Dos"), language=FR)
    )

    assert [OutcomeKind.WRITTEN, OutcomeKind.UNIT_NOT_FOUND, OutcomeKind.WRITTEN, OutcomeKind.WRITTEN] == [
        each.kind for each in done.outcomes
    ]
    assert await table.store.head() == done.seq


async def test_where_all_or_nothing_is_asked_the_innocent_are_not_written(table: Table) -> None:
    await table.write(BRUNO, paragraph("2"), "De Bruno")
    late = replace(item("Tarde"), unit=paragraph("2"))
    head = await table.store.head()

    done = await table.send(ANNE, item("Uno"), late, atomicity=Atomicity.ALL_OR_NOTHING)

    assert [OutcomeKind.NOT_ATTEMPTED, OutcomeKind.KEPT_AS_SUGGESTION] == [each.kind for each in done.outcomes]
    assert (head, None) == (await table.store.head(), (await table.heads(UNIT)).newest)
    assert ["Tarde"] == [each.text for each in await table.suggestions(paragraph("2"))]

    together = await table.send(ANNE, item("Uno"), replace(late, expected=1), atomicity=Atomicity.ALL_OR_NOTHING)
    assert [OutcomeKind.WRITTEN] * 2 == [each.kind for each in together.outcomes]


async def test_what_is_only_validated_is_answered_alike_and_writes_nothing(table: Table) -> None:
    await table.write(BRUNO, paragraph("2"), "De Bruno")
    items = (item("Uno"), replace(item("Tarde"), unit=paragraph("2")), item(" "))
    head = await table.store.head()

    tried = await table.send(ANNE, *items, key="k", validate_only=True)

    assert (head, []) == (await table.store.head(), await table.suggestions(paragraph("2")))
    done = await table.send(ANNE, *items, key="k")
    assert not done.replayed
    assert [each.kind for each in tried.outcomes] == [each.kind for each in done.outcomes]


async def test_two_texts_of_one_unit_in_one_language_do_not_overwrite_each_other(table: Table) -> None:
    done = await table.send(ANNE, item("Uno"), item("Dos"), item("Tres", 1))

    assert [OutcomeKind.WRITTEN, OutcomeKind.KEPT_AS_SUGGESTION, OutcomeKind.KEPT_AS_SUGGESTION] == [
        each.kind for each in done.outcomes
    ]
    assert ["Dos", "Tres"] == [each.text for each in await table.suggestions(UNIT)]


async def test_a_key_stands_for_one_request(table: Table) -> None:
    first = await table.send(ANNE, item("Uno"), key="k")
    again = await table.send(ANNE, item("Uno"), key="k")

    assert (first.outcomes, first.seq, True) == (again.outcomes, again.seq, again.replayed)
    with pytest.raises(KeyReused):
        await table.send(ANNE, item("Dos"), key="k")
    assert OutcomeKind.KEPT_AS_SUGGESTION is (await table.send(BRUNO, item("Dos"), key="k")).outcomes[0].kind


@pytest.mark.parametrize("key", ["", "k" * 201], ids=["empty", "too long"])
async def test_a_key_has_some_characters_and_not_too_many(table: Table, key: str) -> None:
    with pytest.raises(BadKey):
        await translating.write(
            table.store,
            Writing(request=Request(principal=ANNE, key=key, asked=""), items=[item("Uno")]),
            no_checks,
        )


class Racing:
    """A store in which somebody else is always a little faster."""

    def __init__(self, table: Table, writes: Sequence[Write]) -> None:
        self._table = table
        self._writes = list(writes)
        self.commits = 0

    def __getattr__(self, name: str) -> object:
        return getattr(self._table.store, name)

    async def commit(
        self, writes: Sequence[Write], *, by: str, note: str | None = None, once: Once | None = None
    ) -> Commit:
        self.commits += 1
        if self._writes:
            await self._table.store.commit([self._writes.pop()], by="import")
        return await self._table.store.commit(writes, by=by, note=note, once=once)


async def test_a_text_that_met_a_newer_one_in_the_last_moment_is_kept(table: Table) -> None:
    faster = Racing(table, [PutVariant(ParagraphRecord, UNIT.key, variant("Importado", ES), 0)])

    outcome = await Table(faster).write(ANNE, UNIT, "Texto")  # type: ignore[arg-type]  # hands everything on

    assert (2, OutcomeKind.KEPT_AS_SUGGESTION) == (faster.commits, outcome.kind)
    assert outcome.variant is not None
    assert "Importado" == outcome.variant.text


async def test_another_language_in_the_last_moment_does_no_harm(table: Table) -> None:
    faster = Racing(table, [PutVariant(ParagraphRecord, UNIT.key, variant("Importé", FR), 0)])

    outcome = await Table(faster).write(ANNE, UNIT, "Texto")  # type: ignore[arg-type]  # hands everything on

    assert (1, OutcomeKind.WRITTEN) == (faster.commits, outcome.kind)


# Checks


def finding(name: str, severity: Severity, *, is_waivable: bool = False) -> CheckFinding:
    return CheckFinding(id=name, check=name, severity=severity, code="TEXT_EMPTY", is_waivable=is_waivable)


ERROR = finding("error", Severity.ERROR)
WARNING = finding("warning", Severity.WARNING, is_waivable=True)
INFO = finding("info", Severity.INFO)


def finding_always(*findings: CheckFinding) -> object:
    async def checks(reader: Reader, items: Sequence[Checked]) -> list[list[CheckFinding]]:
        return [list(findings) for _ in items]

    return checks


@pytest.mark.parametrize(
    ("found", "waived", "kind"),
    [
        ([INFO], [], OutcomeKind.WRITTEN),
        ([WARNING], [], OutcomeKind.CHECKS_FAILED),
        ([WARNING], [Waiver("warning", " ")], OutcomeKind.CHECKS_FAILED),
        ([WARNING], [Waiver("warning", "a name")], OutcomeKind.WRITTEN),
        ([ERROR], [Waiver("error", "please")], OutcomeKind.CHECKS_FAILED),
    ],
    ids=["info", "warning", "waived without a reason", "waived", "error"],
)
async def test_an_error_stops_a_text_and_a_warning_that_nobody_waived(
    table: Table, found: list[CheckFinding], waived: list[Waiver], kind: OutcomeKind
) -> None:
    strict = Table(table.store, finding_always(*found))  # type: ignore[arg-type]  # such a function

    outcome = await strict.write(ANNE, UNIT, "Texto", waivers=tuple(waived))

    assert (kind, tuple(found)) == (outcome.kind, outcome.findings)
    if kind is OutcomeKind.WRITTEN:
        assert outcome.variant is not None
        assert tuple(waived) == outcome.variant.waivers


@pytest.mark.parametrize("intent", [Intent.DRAFT, Intent.SUGGEST])
async def test_what_is_not_handed_in_is_kept_whatever_the_checks_find(table: Table, intent: Intent) -> None:
    strict = Table(table.store, finding_always(ERROR))  # type: ignore[arg-type]  # such a function

    outcome = await strict.write(ANNE, UNIT, "Texto", intent=intent)

    assert outcome.kind in {OutcomeKind.WRITTEN, OutcomeKind.KEPT_AS_SUGGESTION}


async def test_checks_see_the_text_and_what_it_was_made_from(table: Table) -> None:
    seen: list[Checked] = []

    async def watching(reader: Reader, items: Sequence[Checked]) -> list[list[CheckFinding]]:
        seen.extend(items)
        return [[] for _ in items]

    late = await table.basis(UNIT)
    await table.publish(UNIT, "Welcomes it warmly;[^2]", 1, EN)
    watched = Table(table.store, watching)
    await watched.write(ANNE, UNIT, " Texto", basis=late)
    await watched.write(ANNE, UNIT, "Otro", 1)

    assert [("Texto", "Welcomes it;[^2]"), ("Otro", "Welcomes it warmly;[^2]")] == [
        (each.text, each.source and each.source.text) for each in seen
    ]


async def test_only_what_would_be_written_is_checked(table: Table) -> None:
    seen: list[str] = []

    async def watching(reader: Reader, items: Sequence[Checked]) -> list[list[CheckFinding]]:
        seen.extend(each.text for each in items)
        return [[] for _ in items]

    watched = Table(table.store, watching)
    await watched.write(ANNE, UNIT, "Primero")
    await watched.write(BRUNO, UNIT, "Tarde")
    await watched.write(BRUNO, UNIT, "Primero", 1)

    assert ["Primero"] == seen


async def test_a_text_that_takes_the_place_of_one_that_failed_is_checked_too(table: Table) -> None:
    """Two texts of one unit in one request: the first fails, so the second would be written."""

    async def strict(reader: Reader, items: Sequence[Checked]) -> list[list[CheckFinding]]:
        return [[ERROR] for _ in items]

    done = await Table(table.store, strict).send(ANNE, item("Uno"), item("Dos"))

    assert [OutcomeKind.CHECKS_FAILED] * 2 == [each.kind for each in done.outcomes]


# What stays


LANGUAGES = [Tag(each) for each in ("fr", "es", "ar", "pt-BR")]
MOVES = st.lists(
    st.tuples(st.sampled_from(["write", "draft", "suggest", "publish", "withdraw"]), st.text("ab*[^2] ", min_size=1)),
    min_size=1,
    max_size=6,
)


@settings(deadline=None, max_examples=40)
@given(written=st.sampled_from(LANGUAGES), moves=MOVES)
async def test_whatever_is_done_in_one_language_leaves_the_others_as_they_are(
    written: Tag, moves: list[tuple[str, str]]
) -> None:
    table = Table(await stored(counted(corpus())))
    others = [tag for tag in (EN, *LANGUAGES) if tag != written]
    for tag in others[1:]:
        await table.publish(UNIT, f"A text in {tag}", language=tag)
    before = [await table.heads(UNIT, tag) for tag in others]

    for move, text in moves:
        await _move(table, written, move, text)

    assert before == [await table.heads(UNIT, tag) for tag in others]
    assert [] == await table.store.differences()  # type: ignore[attr-defined]  # the store in memory has it
    await table.store.close()


async def _move(table: Table, language: Tag, move: str, text: str) -> None:
    expected = max((await table.heads(UNIT, language)).revisions)
    match move:
        case "write" | "draft" | "suggest":
            intent = {"write": Intent.SUBMIT, "draft": Intent.DRAFT, "suggest": Intent.SUGGEST}[move]
            await table.write(ADA, UNIT, text, expected, language, intent=intent)
        case "publish":
            await table.step(ADA, UNIT, expected, Transition.PUBLISH, language)
        case _:
            await table.step(ADA, UNIT, expected, Transition.WITHDRAW, language)


async def test_a_unit_that_is_gone_takes_no_text(table: Table) -> None:
    unit = await table.unit(UNIT)
    await table.store.commit([Put(unit, replace(unit, deleted=True))], by="import")

    assert OutcomeKind.UNIT_NOT_FOUND is (await table.write(ANNE, UNIT, "Texto")).kind
    with pytest.raises(Conflict):
        await table.store.commit([PutVariant(ParagraphRecord, UNIT.key, variant("x", ES), 0)], by="import")
