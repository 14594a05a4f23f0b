"""Correcting what a citation points to."""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias

import strawberry

from resolvers.editing import correcting
from resolvers.editing.correcting import Correcting
from resolvers.editing.decisions import refused
from resolvers.editing.intents import Request, described
from schema.citations import Citation
from schema.context import Info
from schema.cursors import feed_cursor
from schema.editing.errors import UserError, refusal
from schema.editing.inputs import noted
from schema.errors import BadId, ReasonMissing
from schema.fields import given
from schema.ids import decode
from store.editing import Outcome, OutcomeKind


@strawberry.input(description="What a citation points to: one of the three.", one_of=True)
class CitationTargetInput:
    """A target."""

    instrument: str | None = strawberry.field(
        default=strawberry.UNSET, description="The instrument of this identifier, symbol, acronym or name."
    )
    unresolved: bool | None = strawberry.field(
        default=strawberry.UNSET, description="True: nothing that can be known; what was found is wrong."
    )
    automatic: bool | None = strawberry.field(
        default=strawberry.UNSET, description="True: what its words say; the correction is undone."
    )


@strawberry.input(description="What a citation points to, by an editor's word.")
class CorrectCitationInput:
    """A request to correct."""

    citation: strawberry.ID = strawberry.field(description="The id of the citation.")
    expect_revision: int = strawberry.field(description="The citation's revision when it was read.")
    target: CitationTargetInput = strawberry.field(description="What it points to.")
    pinpoint: str | None = strawberry.field(
        default=strawberry.UNSET,
        description="The place in it, as English prints it: “annex, para. 23 (l)”; where it is left out, the one that "
        "the words give.",
    )
    reason: str = strawberry.field(description="Why; kept with the citation.")
    idempotency_key: strawberry.ID = strawberry.field(description="A name of this request, as of WriteTranslations.")


@strawberry.type(description="The citation was corrected.")
class CitationCorrected:
    """With what followed."""

    citation: Citation = strawberry.field(description="The citation as it is now.")
    carried: list[Citation] = strawberry.field(description="The “Ibid.” that repeat it, and point elsewhere now.")


@strawberry.type(description="The citation is at another revision than was expected; nothing was written.")
class CitationConflict(UserError):
    """With what is there."""

    citation: Citation = strawberry.field(description="The citation as it is now.")


@strawberry.type(description="There is no citation of this id.")
class CitationNotFound(UserError):
    """Or no longer."""


@strawberry.type(description="Nothing that can be cited is known by this name.")
class InstrumentNotFound(UserError):
    """Nor by that symbol."""


@strawberry.type(description="Whoever asks may not do this.")
class NotPermitted(UserError):
    """Whatever the language."""


CorrectCitationResult: TypeAlias = Annotated[
    CitationCorrected | CitationConflict | CitationNotFound | InstrumentNotFound | NotPermitted,
    strawberry.union(name="CorrectCitationResult", description="What became of a correction."),
]


@strawberry.type(description="What became of the correction.")
class CorrectCitationPayload:
    """The answer of a correction."""

    result: CorrectCitationResult = strawberry.field(description="What became of it.")
    replayed: bool = strawberry.field(description="Whether the request was done before, and this was its answer.")
    cursor: str | None = strawberry.field(
        description="The place in the feed of changes right behind what was written; null where nothing was."
    )


async def correct_citation(info: Info, sent: CorrectCitationInput) -> CorrectCitationPayload:
    """Correct a citation."""
    done = await correcting.correct(info.context.editable, _asked(info, sent))
    info.context.loaders.forget()
    result = await _told(info, done.outcomes[0], sent.citation)
    return CorrectCitationPayload(result=result, replayed=done.replayed, cursor=await feed_cursor(info, done.seq))


def _asked(info: Info, sent: CorrectCitationInput) -> Correcting:
    """The request without GraphQL. Raises ReasonMissing."""
    reason = noted(sent.reason)
    if reason is None:
        raise ReasonMissing
    instrument, pinpoint = given(sent.target.instrument), noted(given(sent.pinpoint))
    is_automatic = bool(given(sent.target.automatic))
    what = [str(each) for each in (sent.citation, sent.expect_revision, instrument, is_automatic, pinpoint, reason)]
    return Correcting(
        request=Request(
            principal=info.context.principal,
            key=str(sent.idempotency_key),
            asked=described("correctCitation", [], *what),
        ),
        node=sent.citation,
        citation=_key_of(sent.citation),
        expected=sent.expect_revision,
        reason=reason,
        instrument=instrument,
        is_automatic=is_automatic,
        pinpoint=pinpoint,
    )


def _key_of(node_id: str) -> str:
    """The key of a citation; that of anything else is of none."""
    try:
        type_name, key = decode(node_id)
    except BadId:
        return ""
    return key if type_name == "Citation" else ""


async def _told(info: Info, outcome: Outcome, node_id: str) -> Any:
    """An outcome as a member of the union; where the citation is gone since, that is told."""
    if outcome.kind in _REFUSALS:
        return refusal(info, _REFUSALS[outcome.kind], outcome)
    citation = info.context.loaders.citation
    there = await citation.load(_key_of(node_id))
    if there is None:
        return refusal(info, CitationNotFound, refused(OutcomeKind.CITATION_NOT_FOUND, node_id).outcome)
    if outcome.kind is OutcomeKind.CITATION_CONFLICT:
        return refusal(info, CitationConflict, outcome, citation=there)
    repeated = await citation.load_many(outcome.carried)
    return CitationCorrected(citation=there, carried=[each for each in repeated if each])


_REFUSALS: dict[OutcomeKind, type[UserError]] = {
    OutcomeKind.CITATION_NOT_FOUND: CitationNotFound,
    OutcomeKind.INSTRUMENT_NOT_FOUND: InstrumentNotFound,
    OutcomeKind.NOT_PERMITTED: NotPermitted,
}
