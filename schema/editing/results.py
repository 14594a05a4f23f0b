"""What became of each item of a request, as the unions of the contract have it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, TypeAlias

import strawberry

from resolvers.editing.decisions import refused
from resolvers.texts import wording_of
from schema.context import Info
from schema.editing.errors import (
    BasisUnknown,
    ChecksFailed,
    LanguageNotPermitted,
    NotAttempted,
    RevisionConflict,
    TransitionRefused,
    UnitNotFound,
    refusal,
)
from schema.editing.findings import CheckFinding, told_checks
from schema.editing.suggestions import Suggestion
from schema.lookup import node
from schema.nodes import TranslatableUnit
from schema.texts import LanguageVariant
from store.editing import Outcome, OutcomeKind
from store.records import Variant


@strawberry.type(description="The text was written, or took a step of the workflow.")
class TranslationWritten:
    """With the text as it is now."""

    unit: TranslatableUnit = strawberry.field(description="What it is a text of.")
    variant: LanguageVariant = strawberry.field(
        description="The text with its new revision; after DISMISS_SUGGESTION the newest text, or where there is none "
        "the one that was dismissed, as a draft of revision 0."
    )
    findings: list[CheckFinding] = strawberry.field(description="What the checks found, and was waived or only counts.")


@strawberry.type(description="The text is there already: no revision was made, and nothing is in the feed.")
class TranslationUnchanged:
    """With the text that is there."""

    unit: TranslatableUnit = strawberry.field(description="What it is a text of.")
    variant: LanguageVariant = strawberry.field(description="The text.")


@strawberry.type(description="The text is kept as a suggestion: as was wanted, or since there is a newer text.")
class TranslationKeptAsSuggestion:
    """With both texts."""

    unit: TranslatableUnit = strawberry.field(description="What it is a text of.")
    suggestion: Suggestion = strawberry.field(description="The text that was sent.")
    current: LanguageVariant | None = strawberry.field(description="The newest text that is there; null for none.")


TranslationResult: TypeAlias = Annotated[
    TranslationWritten
    | TranslationUnchanged
    | TranslationKeptAsSuggestion
    | RevisionConflict
    | ChecksFailed
    | BasisUnknown
    | LanguageNotPermitted
    | UnitNotFound
    | NotAttempted,
    strawberry.union(name="TranslationResult", description="What became of a text."),
]
TransitionResult: TypeAlias = Annotated[
    TranslationWritten | RevisionConflict | ChecksFailed | LanguageNotPermitted | UnitNotFound | TransitionRefused,
    strawberry.union(name="TransitionResult", description="What became of a step."),
]


async def told_outcomes(info: Info, outcomes: Sequence[Outcome]) -> list[Any]:
    """Outcomes as members of the unions, in their order; units are read after what was written."""
    info.context.loaders.forget()
    return [await _told(info, each) for each in outcomes]


async def _told(info: Info, outcome: Outcome) -> Any:
    """One outcome. Where its unit is gone since, as when an old request is answered again, that is told."""
    if outcome.kind in _WITHOUT_UNIT:
        return _TOLD[outcome.kind](info, outcome, None)
    unit = await node(info.context.loaders, outcome.node)
    if not isinstance(unit, TranslatableUnit):
        return _not_found(info, refused(OutcomeKind.UNIT_NOT_FOUND, outcome.node).outcome, None)
    return _TOLD[outcome.kind](info, outcome, unit)


def _variant(info: Info, unit: TranslatableUnit, variant: Variant | None) -> Any:
    """A text of a unit; None for none."""
    if variant is None:
        return None
    info.context.served.add(variant.language)
    return LanguageVariant(record=wording_of(unit.record, variant))


def _written(info: Info, outcome: Outcome, unit: Any) -> TranslationWritten:
    findings = told_checks(info, outcome.findings)
    return TranslationWritten(unit=unit, variant=_variant(info, unit, outcome.variant), findings=findings)


def _unchanged(info: Info, outcome: Outcome, unit: Any) -> TranslationUnchanged:
    return TranslationUnchanged(unit=unit, variant=_variant(info, unit, outcome.variant))


def _kept(info: Info, outcome: Outcome, unit: Any) -> TranslationKeptAsSuggestion:
    assert outcome.suggestion is not None
    suggestion = Suggestion(record=outcome.suggestion)
    return TranslationKeptAsSuggestion(unit=unit, suggestion=suggestion, current=_variant(info, unit, outcome.variant))


def _conflict(info: Info, outcome: Outcome, unit: Any) -> RevisionConflict:
    return refusal(info, RevisionConflict, outcome, unit=unit, current=_variant(info, unit, outcome.variant))


def _failed(info: Info, outcome: Outcome, _unit: Any) -> ChecksFailed:
    return refusal(info, ChecksFailed, outcome, findings=told_checks(info, outcome.findings))


def _not_permitted(info: Info, outcome: Outcome, _unit: Any) -> LanguageNotPermitted:
    return refusal(info, LanguageNotPermitted, outcome, language=outcome.language)


def _not_found(info: Info, outcome: Outcome, _unit: Any) -> UnitNotFound:
    return refusal(info, UnitNotFound, outcome, unit_id=strawberry.ID(outcome.node))


_TOLD: Mapping[OutcomeKind, Callable[[Info, Outcome, Any], Any]] = {
    OutcomeKind.WRITTEN: _written,
    OutcomeKind.UNCHANGED: _unchanged,
    OutcomeKind.KEPT_AS_SUGGESTION: _kept,
    OutcomeKind.REVISION_CONFLICT: _conflict,
    OutcomeKind.CHECKS_FAILED: _failed,
    OutcomeKind.BASIS_UNKNOWN: lambda info, outcome, _: refusal(info, BasisUnknown, outcome),
    OutcomeKind.LANGUAGE_NOT_PERMITTED: _not_permitted,
    OutcomeKind.UNIT_NOT_FOUND: _not_found,
    OutcomeKind.NOT_ATTEMPTED: lambda info, outcome, _: refusal(info, NotAttempted, outcome),
    OutcomeKind.TRANSITION_REFUSED: lambda info, outcome, _: refusal(info, TransitionRefused, outcome),
}

_WITHOUT_UNIT = frozenset(
    {
        OutcomeKind.CHECKS_FAILED,
        OutcomeKind.BASIS_UNKNOWN,
        OutcomeKind.LANGUAGE_NOT_PERMITTED,
        OutcomeKind.UNIT_NOT_FOUND,
        OutcomeKind.NOT_ATTEMPTED,
        OutcomeKind.TRANSITION_REFUSED,
    }
)
