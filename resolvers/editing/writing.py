"""What becomes of a text that somebody sends: the rules of writing, for one item. Pure.

Nobody overwrites what they did not see, and no text that was sent is thrown away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from resolvers.access import Action, Principal, permits
from resolvers.editing.checking import is_blocked, waived
from resolvers.editing.decisions import Decision, kept, refused, unchanged, written
from resolvers.editing.intents import ConflictPolicy, Intent, Item
from resolvers.editing.wording import refusals, settled
from store import texts
from store.editing import CheckFinding, OutcomeKind, SuggestionRecord
from store.heads import Heads, heads
from store.records import Provenance, SourceRank, Unit, Variant, VariantStatus

RANKS = {Provenance.MACHINE: SourceRank.MACHINE}
"""The rank of an editor's text, where it is not an editor's: a machine wrote it."""

_STATUS = {Intent.DRAFT: VariantStatus.DRAFT, Intent.SUBMIT: VariantStatus.IN_REVIEW}
_ORDER = [VariantStatus.DRAFT, VariantStatus.IN_REVIEW, VariantStatus.PUBLISHED]


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What an item meets: who asks, the unit (None: there is none), whether the basis is one, what the checks find.

    `suggestion` is the key that the text gets where it is kept as one.
    """

    principal: Principal
    who: str
    unit: Unit | None
    basis_is_known: bool
    findings: Sequence[CheckFinding]
    suggestion: str
    at: datetime
    is_taken: bool = False
    """Whether an item before this one writes the same text in the same request."""


def decide(item: Item, met: Situation) -> Decision:
    """The rules, in their order; the first that applies decides."""
    unit, node = met.unit, item.unit.node
    if unit is None:
        return refused(OutcomeKind.UNIT_NOT_FOUND, node)
    action = Action.SUGGEST if item.intent is Intent.SUGGEST else Action.WRITE
    if met.principal.is_anonymous or not permits(met.principal, action, item.language):
        return refused(
            OutcomeKind.LANGUAGE_NOT_PERMITTED, node, language=item.language, params={"language": item.language}
        )
    if wrong := refusals(settled(item.markdown)):
        return refused(OutcomeKind.CHECKS_FAILED, node, language=item.language, findings=wrong)
    if not met.basis_is_known:
        return refused(OutcomeKind.BASIS_UNKNOWN, node, language=item.language)
    return _placed(item, met, unit)


def _placed(item: Item, met: Situation, unit: Unit) -> Decision:
    """An item that may be written, beside what is there or over it."""
    newest, node = heads(unit, item.language).newest, item.unit.node
    waivers = waived(met.findings, item.waivers)
    if item.intent is Intent.SUGGEST:
        return kept(node, unit, _suggestion(item, met))
    if newest is not None and _is_there(newest, item, waivers):
        return unchanged(node, unit, item.language)
    if met.is_taken or item.expected != (newest.revision if newest else 0):
        if item.on_conflict is ConflictPolicy.SUGGEST:
            return kept(node, unit, _suggestion(item, met), is_second_best=True)
        params = {"key": unit.key}
        return refused(OutcomeKind.REVISION_CONFLICT, node, language=item.language, variant=newest, params=params)
    findings = tuple(met.findings)
    if item.intent is Intent.SUBMIT and is_blocked(findings, waivers):
        return refused(OutcomeKind.CHECKS_FAILED, node, language=item.language, findings=findings)
    text = replace(_text(item, met, newest), waivers=waivers)
    after = Heads(heads(unit, item.language).published, text)
    return written(node, unit, item.language, after, met.at, findings=findings)


def _is_there(newest: Variant, item: Item, waivers: Sequence[object]) -> bool:
    """Whether the text is the newest already, from the same basis, and as far as is wanted."""
    return (
        settled(newest.text) == settled(item.markdown)
        and newest.basis == item.basis
        and _ORDER.index(newest.status) >= _ORDER.index(_STATUS[item.intent])
        and (newest.status is VariantStatus.PUBLISHED or set(waivers) <= set(newest.waivers))
    )


def _text(item: Item, met: Situation, newest: Variant | None) -> Variant:
    """The text to store; who only moves the words of another on does not become their author."""
    text = settled(item.markdown)
    is_same = newest is not None and settled(newest.text) == text
    author, author_id = (newest.author, newest.author_id) if newest and is_same else (met.who, met.principal.id)
    return Variant(
        language=item.language,
        text=text,
        digest=texts.digest(text),
        status=_STATUS[item.intent],
        provenance=item.provenance,
        rank=RANKS.get(item.provenance, SourceRank.EDITOR),
        basis=item.basis,
        author=author,
        author_id=author_id,
        note=item.note,
    )


def _suggestion(item: Item, met: Situation) -> SuggestionRecord:
    text = settled(item.markdown)
    return SuggestionRecord(
        key=met.suggestion,
        of=item.unit.name,
        language=item.language,
        text=text,
        digest=texts.digest(text),
        provenance=item.provenance,
        basis=item.basis,
        waivers=item.waivers,
        against=item.expected,
        author=met.who,
        author_id=met.principal.id,
        at=met.at,
        note=item.note,
    )
