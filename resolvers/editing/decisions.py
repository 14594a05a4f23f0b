"""What is decided for one item: an outcome, and what is to be written for it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from i18n.languages import Tag
from store.editing import CheckFinding, Outcome, OutcomeKind, SuggestionRecord
from store.heads import Heads, heads, with_heads
from store.ports import Put, PutHeads, Write
from store.records import NOTHING, Unit, Variant
from store.staging import stage

_CODES = {
    OutcomeKind.REVISION_CONFLICT: "REVISION_CONFLICT",
    OutcomeKind.CHECKS_FAILED: "CHECKS_FAILED",
    OutcomeKind.BASIS_UNKNOWN: "BASIS_UNKNOWN",
    OutcomeKind.LANGUAGE_NOT_PERMITTED: "LANGUAGE_NOT_PERMITTED",
    OutcomeKind.UNIT_NOT_FOUND: "UNIT_NOT_FOUND",
    OutcomeKind.NOT_ATTEMPTED: "NOT_ATTEMPTED",
    OutcomeKind.CITATION_CONFLICT: "CITATION_CONFLICT",
    OutcomeKind.CITATION_NOT_FOUND: "CITATION_NOT_FOUND",
    OutcomeKind.INSTRUMENT_NOT_FOUND: "INSTRUMENT_NOT_FOUND",
    OutcomeKind.NOT_PERMITTED: "NOT_PERMITTED",
}
"""What refusals are called; a step that is refused says why instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What becomes of an item, the writes that make it so, and its unit once they are made (None: as it was).

    `is_second_best`: it was to be written, and is kept as a suggestion instead.
    """

    outcome: Outcome
    writes: tuple[Write, ...] = ()
    unit: Unit | None = field(default=None, compare=False)
    is_second_best: bool = False


def refused(
    kind: OutcomeKind,
    node: str,
    *,
    language: Tag | None = None,
    variant: Variant | None = None,
    findings: tuple[CheckFinding, ...] = (),
    code: str = "",
    params: Mapping[str, str] = NOTHING,
) -> Decision:
    """Nothing is written; `code` names why, and is that of the kind unless another is given."""
    outcome = Outcome(
        kind=kind,
        node=node,
        language=language,
        variant=variant,
        findings=findings,
        code=code or _CODES[kind],
        params=params,
    )
    return Decision(outcome=outcome)


def written(
    node: str,
    unit: Unit,
    language: Tag,
    after: Heads,
    at: datetime,
    *,
    findings: tuple[CheckFinding, ...] = (),
    past: tuple[Variant, ...] = (),
    also: tuple[Write, ...] = (),
) -> Decision:
    """Both heads of a language are other than before; `past` is a text that is in neither any more."""
    staged = stage(unit, with_heads(unit, language, after), at, past)
    if staged is None or not isinstance(staged.after, Unit):
        return unchanged(node, unit, language)
    becomes = heads(staged.after, language)
    write = PutHeads(
        kind=type(unit), key=unit.key, language=language, before=heads(unit, language), after=after, past=past
    )
    newest = next(iter(staged.texts), None) or becomes.newest
    outcome = Outcome(kind=OutcomeKind.WRITTEN, node=node, language=language, variant=newest, findings=findings)
    return Decision(outcome=outcome, writes=(write, *also), unit=staged.after)


def unchanged(node: str, unit: Unit, language: Tag) -> Decision:
    """The text is there already, as it is wanted."""
    there = heads(unit, language).newest
    return Decision(outcome=Outcome(kind=OutcomeKind.UNCHANGED, node=node, language=language, variant=there))


def kept(node: str, unit: Unit, suggestion: SuggestionRecord, *, is_second_best: bool = False) -> Decision:
    """The text is kept beside what is there."""
    language = suggestion.language
    outcome = Outcome(
        kind=OutcomeKind.KEPT_AS_SUGGESTION,
        node=node,
        language=language,
        variant=heads(unit, language).newest,
        suggestion=suggestion,
    )
    return Decision(outcome=outcome, writes=(Put(None, suggestion, is_new=True),), is_second_best=is_second_best)


def not_attempted(decision: Decision) -> Decision:
    """What was fit to be written, where another item of the request was not."""
    outcome = decision.outcome
    return refused(OutcomeKind.NOT_ATTEMPTED, outcome.node, language=outcome.language)


def stamped(outcome: Outcome, at: datetime) -> Outcome:
    """An outcome with the time of its commit."""
    if outcome.kind is not OutcomeKind.WRITTEN or outcome.variant is None:
        return outcome
    return replace(outcome, variant=replace(outcome.variant, updated_at=at))
