"""The history of a text: each revision with who made it, when and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from operator import attrgetter

import strawberry

from i18n.languages import Tag
from resolvers.access import Action, require
from resolvers.editing.history import OfUnit, in_language
from schema.connections import Connection, Items
from schema.context import Info
from schema.fields import recorded
from schema.paging import Order
from schema.texts import VariantBasis
from schema.units import unit_named
from store.records import Provenance, Revised, VariantStatus

HISTORY = Order("history", is_in_document=True)
"""The places are revisions, which are numbers as positions are."""


@strawberry.type(description="A revision of a text: other words, another basis, or a step of the workflow.")
class VariantRevision:
    """A row of the history."""

    record: strawberry.Private[Revised]
    at: datetime = recorded("When it was made.")
    by: str = recorded("Who made it: who wrote the words, or took the step.", name="author")

    @strawberry.field(description="Its number, from 1, in one sequence for what is published and what is not.")
    def revision(self) -> int:
        """Of the language."""
        return self.record.variant.revision

    @strawberry.field(description="The language.")
    def language(self) -> Tag:
        """Of the text."""
        return self.record.variant.language

    @strawberry.field(description="The text, with footnote calls as [^5] and emphasis as *…*.")
    def markdown(self) -> str:
        """As it was."""
        return self.record.variant.text

    @strawberry.field(description="A digest of `markdown`.")
    def digest(self) -> str:
        """What a basis refers to."""
        return self.record.variant.digest

    @strawberry.field(description="The text that it was made from; null where it was made from none.")
    def basis(self) -> VariantBasis | None:
        """As it was then."""
        return VariantBasis.of(self.record.variant.basis)

    @strawberry.field(description="Where it stood in the workflow.")
    def status(self) -> VariantStatus:
        """From then on."""
        return self.record.variant.status

    @strawberry.field(description="Whether somebody who reviews had approved it.")
    def is_approved(self) -> bool:
        """By then."""
        return self.record.variant.approved_by is not None

    @strawberry.field(description="Who vouched for it.")
    def provenance(self) -> Provenance:
        """As it was said then."""
        return self.record.variant.provenance

    @strawberry.field(description="Who wrote the words.")
    def written_by(self) -> str:
        """Whoever took the step."""
        return self.record.variant.author

    @strawberry.field(description="Why it was made, as whoever made it says.")
    def note(self) -> str | None:
        """The text's own note, or that of the whole load."""
        return self.record.variant.note or self.record.note

    @strawberry.field(description="The findings of the checks that were let stand, and why.")
    def waivers(self) -> list[Waiver]:
        """As recorded."""
        return [Waiver(finding=strawberry.ID(it.finding), reason=it.reason) for it in self.record.variant.waivers]


@strawberry.type(description="A finding of the checks that was let stand.")
class Waiver:
    """A waiver."""

    finding: strawberry.ID = strawberry.field(description="The id of the finding.")
    reason: str = strawberry.field(description="Why it may stand.")


async def variant_history(
    info: Info, unit: str, language: Tag, first: int | None, after: str | None
) -> Connection[VariantRevision] | None:
    """The history of a unit's texts in a language, for those who may see drafts; None where there is no such unit."""
    require(info.context.principal, Action.READ_WORKING, language)
    window = HISTORY.window(first, after, None, None)
    named = unit_named(unit)
    if named.kind is None:
        return None
    history = await info.context.loaders.history_of_unit.load(OfUnit(named.kind, named.key))
    rows = in_language(history, language) if history else None
    if rows is None:
        return None
    behind = [row for row in rows if window.after is None or row.variant.revision < int(window.after)]
    return _page(behind[: window.size], total=len(rows), has_next=len(behind) > window.size, is_first=behind == rows)


def _page(rows: Sequence[Revised], *, total: int, has_next: bool, is_first: bool) -> Connection[VariantRevision]:
    return Connection(
        order=HISTORY,
        stands=rows,
        place=attrgetter("variant.revision"),
        items=Items([VariantRevision(record=row) for row in rows]),
        has_next=has_next,
        has_previous=not is_first,
        total_count=total,
    )
