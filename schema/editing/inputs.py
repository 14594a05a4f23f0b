"""What editors send."""

from __future__ import annotations

import strawberry

from i18n.languages import Tag
from resolvers.editing.intents import Atomicity, ConflictPolicy, Intent, Item, Step, Transition
from schema.errors import BadId, TextTooLong
from schema.fields import given
from schema.ids import check_number, decode
from schema.units import unit_named
from store.records import Basis, Provenance, Waiver

LONGEST_NOTE = 4_096
"""Bytes of a note or a reason."""


@strawberry.input(description="The text that another is made from, as its writer saw it.")
class VariantBasisInput:
    """A basis."""

    language: Tag = strawberry.field(description="The language of that text.")
    revision: int = strawberry.field(description="Its revision.")
    digest: str = strawberry.field(description="Its digest.")

    def value(self) -> Basis:
        """The same without GraphQL."""
        return Basis(self.language, self.revision, self.digest)


@strawberry.input(description="A finding of the checks that may stand, and why.")
class WaiverInput:
    """A waiver."""

    finding: strawberry.ID = strawberry.field(description="The id of the finding.")
    reason: str = strawberry.field(description="Why it may stand; kept in the history.")

    def value(self) -> Waiver:
        """The same without GraphQL."""
        return Waiver(str(self.finding), noted(self.reason) or "")


@strawberry.input(description="A text of a unit in a language.")
class TranslationInput:
    """A text to write."""

    unit: strawberry.ID = strawberry.field(description="The id of what it is a text of.")
    language: Tag = strawberry.field(description="The language that it is in; any will do.")
    markdown: str = strawberry.field(
        description="The text: footnote calls as [^5], emphasis as *…*, other signs as they are or escaped by a "
        "backslash. At most 32,000 characters."
    )
    basis: VariantBasisInput | None = strawberry.field(
        default=strawberry.UNSET,
        description="The text that it was made from, as its writer saw it; null where it was made from none.",
    )
    provenance: Provenance = strawberry.field(default=Provenance.UNOFFICIAL, description="Who vouches for it.")
    expect_revision: int = strawberry.field(
        description="The revision of the newest text that its writer saw, published or not; 0 where there was none. "
        "Nobody overwrites unseen work."
    )
    intent: Intent = strawberry.field(default=Intent.SUBMIT, description="What is wanted with it.")
    on_conflict: ConflictPolicy = strawberry.field(
        default=ConflictPolicy.SUGGEST, description="What becomes of it where there is a newer text."
    )
    waive: list[WaiverInput] | None = strawberry.field(
        default=strawberry.UNSET, description="The findings of the checks that may stand."
    )
    note: str | None = strawberry.field(
        default=strawberry.UNSET, description="Why it was written; kept in the history. At most 4 KiB."
    )

    def item(self) -> Item:
        """The same without GraphQL."""
        basis = given(self.basis)
        return Item(
            unit=unit_named(self.unit),
            language=self.language,
            markdown=self.markdown,
            expected=self.expect_revision,
            basis=basis.value() if basis else None,
            provenance=self.provenance,
            intent=self.intent,
            on_conflict=self.on_conflict,
            waivers=tuple(each.value() for each in given(self.waive) or ()),
            note=noted(given(self.note)),
        )


@strawberry.input(description="Texts to write.")
class WriteTranslationsInput:
    """A request to write."""

    items: list[TranslationInput] = strawberry.field(description="The texts, at most 100.")
    atomicity: Atomicity = strawberry.field(
        default=Atomicity.PER_ITEM, description="Whether the texts stand or fall together."
    )
    validate_only: bool = strawberry.field(
        default=False, description="Only say what would become of them; nothing is written, and the key is not used."
    )
    idempotency_key: strawberry.ID = strawberry.field(
        description="A name of this request of your own making, such as a UUID: sent again within seven days it is "
        "answered again, and not done again. At most 200 characters."
    )

    def asked(self) -> tuple[Item, ...]:
        """The items without GraphQL, or TooManyIds."""
        check_number(self.items)
        return tuple(each.item() for each in self.items)


@strawberry.input(description="A step of the workflow for a text, or for a suggestion.")
class TransitionItem:
    """A step."""

    unit: strawberry.ID = strawberry.field(description="The id of what the text is of.")
    language: Tag = strawberry.field(description="The language of the text.")
    expect_revision: int = strawberry.field(
        description="The revision of the newest text; for WITHDRAW, that of the text to withdraw; any for "
        "DISMISS_SUGGESTION, which changes no text."
    )
    to: Transition = strawberry.field(description="The step.")
    suggestion: strawberry.ID | None = strawberry.field(
        default=strawberry.UNSET, description="The id of the suggestion to accept or to dismiss."
    )
    reason: str | None = strawberry.field(
        default=strawberry.UNSET,
        description="Why; kept in the history. With it, warnings of the checks that nobody waived are waived.",
    )

    def step(self) -> Step:
        """The same without GraphQL."""
        suggestion = given(self.suggestion)
        return Step(
            unit=unit_named(self.unit),
            language=self.language,
            expected=self.expect_revision,
            to=self.to,
            suggestion=_key_of(suggestion) if suggestion else None,
            reason=noted(given(self.reason)),
        )


@strawberry.input(description="Steps of the workflow.")
class TransitionVariantsInput:
    """A request to take steps."""

    items: list[TransitionItem] = strawberry.field(description="The steps, at most 100, each by itself.")
    idempotency_key: strawberry.ID = strawberry.field(description="A name of this request, as of WriteTranslations.")

    def asked(self) -> tuple[Step, ...]:
        """The steps without GraphQL, or TooManyIds."""
        check_number(self.items)
        return tuple(each.step() for each in self.items)


@strawberry.input(description="A text that a unit had, to be had again.")
class RestoreVariantInput:
    """A request to go back."""

    unit: strawberry.ID = strawberry.field(description="The id of what the text is of.")
    language: Tag = strawberry.field(description="The language of the text.")
    revision: int = strawberry.field(description="The revision whose text is wanted again.")
    expect_revision: int = strawberry.field(description="The revision of the newest text.")
    intent: Intent = strawberry.field(default=Intent.SUBMIT, description="What is wanted with it.")
    note: str | None = strawberry.field(default=strawberry.UNSET, description="Why; kept in the history.")
    idempotency_key: strawberry.ID = strawberry.field(description="A name of this request, as of WriteTranslations.")


def noted(words: str | None) -> str | None:
    """A note or a reason; None for one that says nothing. One that is too long raises TextTooLong."""
    if words is not None and len(words.encode(errors="surrogatepass")) > LONGEST_NOTE:
        raise TextTooLong(limit=str(LONGEST_NOTE))
    return words.strip() or None if words else None


def _key_of(suggestion: str) -> str:
    """The key of a suggestion; what is no id of one names none."""
    try:
        type_name, key = decode(suggestion)
    except BadId:
        return ""
    return key if type_name == "Suggestion" else ""
