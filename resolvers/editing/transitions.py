"""What becomes of a step of the workflow: DRAFT, IN_REVIEW, PUBLISHED, for one item. Pure.

write        -> DRAFT or IN_REVIEW
APPROVE      IN_REVIEW -> IN_REVIEW, approved
PUBLISH      IN_REVIEW, approved by now -> PUBLISHED
REJECT       IN_REVIEW -> DRAFT
WITHDRAW     IN_REVIEW -> DRAFT, by who wrote it; PUBLISHED -> DRAFT
ACCEPT_SUGGESTION   the suggestion -> IN_REVIEW
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from resolvers.access import Action, Principal, permits
from resolvers.editing.checking import is_blocked, waived
from resolvers.editing.decisions import Decision, refused, written
from resolvers.editing.intents import Step, Transition
from resolvers.editing.writing import RANKS
from store.editing import CheckFinding, Outcome, OutcomeKind, Severity, SuggestionRecord
from store.heads import Heads, heads
from store.ports import Put
from store.records import SourceRank, Unit, Variant, VariantStatus, Waiver
from store.staleness import is_outdated


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """What a step meets: who asks, the unit and the suggestion (None: there is none), and what the checks find."""

    principal: Principal
    who: str
    unit: Unit | None
    suggestion: SuggestionRecord | None
    findings: Sequence[CheckFinding]
    at: datetime
    is_taken: bool = False


def decide(step: Step, met: Stand) -> Decision:
    """The rules, in their order; the first that applies decides."""
    if met.unit is None:
        return refused(OutcomeKind.UNIT_NOT_FOUND, step.unit.node)
    subject = subject_of(step, met.unit, met.suggestion)
    if not _may(step, met, subject):
        params = {"language": step.language}
        return refused(OutcomeKind.LANGUAGE_NOT_PERMITTED, step.unit.node, language=step.language, params=params)
    newest = heads(met.unit, step.language).newest
    if met.is_taken or not _is_seen(step, met.unit, newest):
        return refused(
            OutcomeKind.REVISION_CONFLICT,
            step.unit.node,
            language=step.language,
            variant=newest,
            params={"key": met.unit.key},
        )
    return _STEPS[step.to](step, met, met.unit)


def subject_of(step: Step, unit: Unit, suggestion: SuggestionRecord | None) -> Variant | None:
    """The text that a step is about; for a suggestion, the text that it would be."""
    there = heads(unit, step.language)
    if step.to in _OF_SUGGESTIONS:
        return _proposed(step, suggestion) if suggestion is not None else None
    if step.to is Transition.WITHDRAW:
        named = [each for each in (there.working, there.published) if each and each.revision == step.expected]
        return next(iter(named), there.newest)
    return there.working


_OF_SUGGESTIONS = frozenset({Transition.ACCEPT_SUGGESTION, Transition.DISMISS_SUGGESTION})


def _may(step: Step, met: Stand, subject: Variant | None) -> bool:
    """Whether the policy lets this principal take the step; who wrote a text may take it back."""
    action = Action.PUBLISH if step.to is Transition.PUBLISH else Action.REVIEW
    if step.to is Transition.WITHDRAW and subject is not None and subject.status is VariantStatus.PUBLISHED:
        action = Action.PUBLISH
    elif step.to in {Transition.WITHDRAW, Transition.DISMISS_SUGGESTION} and _is_own(met, subject):
        action = Action.SUGGEST
    return not met.principal.is_anonymous and permits(met.principal, action, step.language)


def _is_own(met: Stand, text: Variant | None) -> bool:
    return text is not None and text.author_id is not None and text.author_id == met.principal.id


def _is_seen(step: Step, unit: Unit, newest: Variant | None) -> bool:
    """Whether who asks saw what is there: the newest head, or the published one to withdraw it.

    To dismiss a suggestion changes no text, so that any revision will do.
    """
    if step.to is Transition.DISMISS_SUGGESTION:
        return True
    if step.to is Transition.WITHDRAW and step.expected in heads(unit, step.language).revisions:
        return step.expected > 0
    return step.expected == (newest.revision if newest else 0)


def _in_review(step: Step, unit: Unit) -> Variant | None:
    """The text in review, unless an import has published a newer one since."""
    newest = heads(unit, step.language).newest
    return newest if newest is not None and newest.status is VariantStatus.IN_REVIEW else None


def _approve(step: Step, met: Stand, unit: Unit) -> Decision:
    text = _in_review(step, unit)
    if text is None or text.approved_by:
        return _not(step, "WRONG_STATE")
    return _passed(step, met, unit, text) or _moved(
        step, met, unit, replace(text, approved_by=met.who, waivers=_waivers(step, met, text))
    )


def _publish(step: Step, met: Stand, unit: Unit) -> Decision:
    """A publisher who did not write a text approves it by publishing it."""
    text = _in_review(step, unit)
    if text is None:
        return _not(step, "WRONG_STATE")
    public = replace(
        text,
        status=VariantStatus.PUBLISHED,
        approved_by=text.approved_by or met.who,
        waivers=_waivers(step, met, text),
        note=step.reason,
    )
    return _passed(step, met, unit, text) or written(
        step.unit.node, unit, step.language, Heads(public, None), met.at, findings=tuple(met.findings)
    )


def _passed(step: Step, met: Stand, unit: Unit, text: Variant) -> Decision | None:
    """What stands in the way of a text that is to be approved or published; None where nothing does."""
    is_approved = bool(text.approved_by)
    if not is_approved and _is_own(met, text) and not permits(met.principal, Action.REVIEW_OWN, step.language):
        return _not(step, "OWN_WORK")
    if is_outdated(unit, text):
        return _not(step, "STALE_BASIS")
    return _checked(step, met, text)


def _checked(step: Step, met: Stand, text: Variant) -> Decision | None:
    if not is_blocked(met.findings, _waivers(step, met, text)):
        return None
    return refused(OutcomeKind.CHECKS_FAILED, step.unit.node, language=step.language, findings=tuple(met.findings))


def _waivers(step: Step, met: Stand, text: Variant) -> tuple[Waiver, ...]:
    """What was waived before, and with the reason of this step the warnings that were not."""
    held = waived(met.findings, text.waivers)
    known = {each.finding for each in held}
    rest = [
        Waiver(each.id, step.reason or "")
        for each in met.findings
        if each.severity is Severity.WARNING and each.id not in known
    ]
    return tuple(sorted((*held, *waived(met.findings, rest)), key=lambda each: each.finding))


def _reject(step: Step, met: Stand, unit: Unit) -> Decision:
    text = _in_review(step, unit)
    if text is None:
        return _not(step, "WRONG_STATE")
    return _moved(step, met, unit, _as_draft(text))


def _withdraw(step: Step, met: Stand, unit: Unit) -> Decision:
    """A text goes back to its writer. One that was public stays as a draft, or where there is one, in the history."""
    there, text = heads(unit, step.language), subject_of(step, unit, None)
    if text is None or text.status is VariantStatus.DRAFT:
        return _not(step, "WRONG_STATE")
    if text.status is VariantStatus.IN_REVIEW:
        return _moved(step, met, unit, _as_draft(text))
    if step.language == unit.original_language:
        return _not(step, "ORIGINAL_TEXT")
    draft = replace(_as_draft(text), note=step.reason)
    if there.working is None:
        return written(step.unit.node, unit, step.language, Heads(None, draft), met.at)
    return written(step.unit.node, unit, step.language, Heads(None, there.working), met.at, past=(draft,))


def _accept(step: Step, met: Stand, unit: Unit) -> Decision:
    suggestion = met.suggestion
    if suggestion is None:
        return _not(step, "SUGGESTION_UNKNOWN")
    text = _proposed(step, suggestion)
    if _is_own(met, text) and not permits(met.principal, Action.REVIEW_OWN, step.language):
        return _not(step, "OWN_WORK")
    after = Heads(heads(unit, step.language).published, replace(text, waivers=_waivers(step, met, text)))
    return _checked(step, met, text) or written(
        step.unit.node,
        unit,
        step.language,
        after,
        met.at,
        findings=tuple(met.findings),
        also=(_closed(step, met, suggestion),),
    )


def _dismiss(step: Step, met: Stand, unit: Unit) -> Decision:
    """The suggestion is no longer listed. The outcome tells what is there; where nothing is, what was dismissed."""
    suggestion = met.suggestion
    if suggestion is None:
        return _not(step, "SUGGESTION_UNKNOWN")
    there = heads(unit, step.language).newest or replace(
        _proposed(step, suggestion), status=VariantStatus.DRAFT, revision=0, updated_at=suggestion.at
    )
    outcome = Outcome(kind=OutcomeKind.WRITTEN, node=step.unit.node, language=step.language, variant=there)
    return Decision(outcome=outcome, writes=(_closed(step, met, suggestion),))


def _proposed(step: Step, suggestion: SuggestionRecord) -> Variant:
    """A suggestion as the text that it becomes."""
    return Variant(
        language=suggestion.language,
        text=suggestion.text,
        digest=suggestion.digest,
        status=VariantStatus.IN_REVIEW,
        provenance=suggestion.provenance,
        rank=RANKS.get(suggestion.provenance, SourceRank.EDITOR),
        basis=suggestion.basis,
        author=suggestion.author,
        author_id=suggestion.author_id,
        waivers=suggestion.waivers,
        note=step.reason or suggestion.note,
    )


def _closed(step: Step, met: Stand, suggestion: SuggestionRecord) -> Put:
    return Put(suggestion, replace(suggestion, deleted=True, closed_by=met.who, reason=step.reason))


def _as_draft(text: Variant) -> Variant:
    return replace(text, status=VariantStatus.DRAFT, approved_by=None)


def _moved(step: Step, met: Stand, unit: Unit, text: Variant) -> Decision:
    """The working text took a step."""
    after = Heads(heads(unit, step.language).published, replace(text, note=step.reason))
    return written(step.unit.node, unit, step.language, after, met.at, findings=tuple(met.findings))


def _not(step: Step, code: str) -> Decision:
    return refused(OutcomeKind.TRANSITION_REFUSED, step.unit.node, language=step.language, code=code)


_STEPS: Mapping[Transition, Callable[[Step, Stand, Unit], Decision]] = {
    Transition.APPROVE: _approve,
    Transition.REJECT: _reject,
    Transition.PUBLISH: _publish,
    Transition.WITHDRAW: _withdraw,
    Transition.ACCEPT_SUGGESTION: _accept,
    Transition.DISMISS_SUGGESTION: _dismiss,
}
