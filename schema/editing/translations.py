"""Writing translations, and the steps of the workflow."""

from __future__ import annotations

import strawberry

from resolvers.editing import restoring, stepping, translating
from resolvers.editing.intents import Request, described
from resolvers.editing.requests import Done
from resolvers.editing.stepping import Stepping
from resolvers.editing.translating import Writing
from schema.context import Info
from schema.cursors import feed_cursor
from schema.editing.inputs import RestoreVariantInput, TransitionVariantsInput, WriteTranslationsInput, noted
from schema.editing.results import TransitionResult, TranslationResult, told_outcomes
from schema.fields import given
from schema.units import unit_named


@strawberry.type(description="What became of the texts.")
class WriteTranslationsPayload:
    """The answer of a write."""

    results: list[TranslationResult] = strawberry.field(
        description="What became of each text: as many as were sent, in their order."
    )
    replayed: bool = strawberry.field(description="Whether the request was done before, and this was its answer.")
    cursor: str | None = strawberry.field(
        description="The place in the feed of changes right behind what was written; null where nothing was."
    )


@strawberry.type(description="What became of the steps.")
class TransitionVariantsPayload:
    """The answer of steps."""

    results: list[TransitionResult] = strawberry.field(
        description="What became of each step: as many as were sent, in their order."
    )
    replayed: bool = strawberry.field(description="Whether the request was done before, and this was its answer.")
    cursor: str | None = strawberry.field(
        description="The place in the feed of changes right behind what was written; null where nothing was."
    )


async def write_translations(info: Info, sent: WriteTranslationsInput) -> WriteTranslationsPayload:
    """Write texts."""
    items = sent.asked()
    asked = Writing(
        request=Request(
            principal=info.context.principal,
            key=str(sent.idempotency_key),
            asked=described("writeTranslations", items, sent.atomicity),
        ),
        items=items,
        atomicity=sent.atomicity,
        validate_only=sent.validate_only,
    )
    return await _written(info, await translating.write(info.context.editable, asked, info.context.checks))


async def transition_variants(info: Info, sent: TransitionVariantsInput) -> TransitionVariantsPayload:
    """Take steps."""
    steps = sent.asked()
    request = Request(
        principal=info.context.principal,
        key=str(sent.idempotency_key),
        asked=described("transitionVariants", steps),
    )
    done = await stepping.step(info.context.editable, Stepping(request=request, steps=steps), info.context.checks)
    results = await told_outcomes(info, done.outcomes)
    return TransitionVariantsPayload(results=results, replayed=done.replayed, cursor=await feed_cursor(info, done.seq))


async def restore_variant(info: Info, sent: RestoreVariantInput) -> WriteTranslationsPayload:
    """Write a text that was there before."""
    asked = restoring.Restoring(
        unit=unit_named(sent.unit),
        language=sent.language,
        revision=sent.revision,
        expected=sent.expect_revision,
        intent=sent.intent,
        note=noted(given(sent.note)),
    )
    done = await restoring.restore(
        info.context.editable, info.context.principal, str(sent.idempotency_key), asked, info.context.checks
    )
    return await _written(info, done)


async def _written(info: Info, done: Done) -> WriteTranslationsPayload:
    results = await told_outcomes(info, done.outcomes)
    return WriteTranslationsPayload(results=results, replayed=done.replayed, cursor=await feed_cursor(info, done.seq))
