"""The entry points for editing."""

from __future__ import annotations

from typing import Annotated

import strawberry

from schema.context import Info
from schema.editing.citations import CorrectCitationInput, CorrectCitationPayload, correct_citation
from schema.editing.inputs import RestoreVariantInput, TransitionVariantsInput, WriteTranslationsInput
from schema.editing.translations import (
    TransitionVariantsPayload,
    WriteTranslationsPayload,
    restore_variant,
    transition_variants,
    write_translations,
)

Texts = Annotated[WriteTranslationsInput, strawberry.argument(name="input", description="The texts.")]
Steps = Annotated[TransitionVariantsInput, strawberry.argument(name="input", description="The steps.")]
Corrected = Annotated[CorrectCitationInput, strawberry.argument(name="input", description="The correction.")]
Restored = Annotated[RestoreVariantInput, strawberry.argument(name="input", description="The revision wanted again.")]


@strawberry.type(description="Where editing begins. Each takes a key or a token of somebody who may edit.")
class Mutation:
    """The entry points for editing."""

    @strawberry.field(
        description="Write texts: suggestions, drafts, or texts for review. Nobody overwrites what they did not see, "
        "and no text that is sent is thrown away."
    )
    async def write_translations(self, info: Info, sent: Texts) -> WriteTranslationsPayload | None:
        """Once for each idempotency key."""
        return await write_translations(info, sent)

    @strawberry.field(description="Take steps of the workflow: approve, publish, reject, withdraw, accept suggestions.")
    async def transition_variants(self, info: Info, sent: Steps) -> TransitionVariantsPayload | None:
        """Once for each idempotency key."""
        return await transition_variants(info, sent)

    @strawberry.field(
        description="Say what a citation points to. It carries to the “Ibid.” that repeat it, but for those that were "
        "corrected themselves, and stands when the document is loaded again."
    )
    async def correct_citation(self, info: Info, sent: Corrected) -> CorrectCitationPayload | None:
        """Once for each idempotency key."""
        return await correct_citation(info, sent)

    @strawberry.field(
        description="Write the text of an earlier revision again, as a new revision with the basis that it had. One "
        "result, as of `writeTranslations`."
    )
    async def restore_variant(self, info: Info, sent: Restored) -> WriteTranslationsPayload | None:
        """Once for each idempotency key."""
        return await restore_variant(info, sent)
