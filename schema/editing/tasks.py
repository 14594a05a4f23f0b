"""Work lists for translators."""

from __future__ import annotations

from typing import Annotated

import strawberry

from i18n.citing.symbols import Symbol
from i18n.languages import Tag
from resolvers.access import Action, require
from resolvers.editing.history import OfUnit, of_basis
from resolvers.editing.suggestions import OfUnit as SuggestionsOf
from resolvers.editing.tasks import Place, Task, Tasks, TranslationState
from resolvers.texts import wording, wording_of
from schema.connections import Connection, Items
from schema.context import Info, load_one
from schema.editing.history import VariantRevision
from schema.editing.suggestions import Suggestion
from schema.errors import BadCursor
from schema.fields import recorded
from schema.nodes import TranslatableUnit
from schema.paging import Order
from schema.texts import LanguageVariant
from store.editing import unit_name

TASKS = Order("tasks")

WantedLanguage = Annotated[Tag, strawberry.argument(description="The language that is wanted.")]
From = Annotated[
    Tag | None, strawberry.argument(name="from", description="The language to translate from, where it is there.")
]
InStates = Annotated[list[TranslationState] | None, strawberry.argument(description="Only the units in these states.")]
Stale = Annotated[
    bool | None,
    strawberry.argument(description="Only those whose newest text is stale, or only those whose text is not."),
]
OfDocument = Annotated[Symbol | None, strawberry.argument(description="Only the units of this document.")]


@strawberry.type(description="A unit, and how far it is in a language.")
class TranslationTask:
    """A line of a work list."""

    record: strawberry.Private[Task]
    wanted: strawberry.Private[tuple[Tag, ...]]
    language: Tag = recorded("The language that is wanted.")
    state: TranslationState = recorded("The status of the newest text in it, or that there is none.")
    is_stale: bool = recorded("Whether that text was made from one that has changed since.")

    @strawberry.field(description="What is to be translated.")
    async def unit(self, info: Info) -> TranslatableUnit:
        """By name."""
        unit = self.record.unit
        return await load_one(info.context.loaders.unit, unit_name(type(unit), unit.key))

    @strawberry.field(description="What to translate, as it is now: in the language asked for, else the original.")
    def source(self, info: Info) -> LanguageVariant:
        """By the preference `from`, then any text that is there."""
        unit, own = self.record.unit, self.record.language
        others = [tag for tag in (unit.original_language, *sorted(unit.variants)) if tag != own]
        found = wording(unit, [*self.wanted, *others, own])
        assert found is not None
        info.context.served.add(found.language)
        return LanguageVariant(record=found)

    @strawberry.field(description="What the newest text was made from, to show what has changed; null without a basis.")
    async def basis_source(self, info: Info) -> VariantRevision | None:
        """From the history."""
        current, unit = self.record.current, self.record.unit
        if current is None or current.basis is None:
            return None
        history = await info.context.loaders.history_of_unit.load(OfUnit(type(unit), unit.key))
        found = of_basis(history, current.basis)
        return None if found is None else VariantRevision(record=found)

    @strawberry.field(description="The newest text in the language, published or not.")
    def current(self, info: Info) -> LanguageVariant | None:
        """Of the two heads the newer."""
        if self.record.current is None:
            return None
        info.context.served.add(self.record.language)
        return LanguageVariant(record=wording_of(self.record.unit, self.record.current))

    @strawberry.field(description="The texts that are proposed in the language, the oldest first.")
    async def suggestions(self, info: Info) -> list[Suggestion]:
        """By unit and language."""
        unit = self.record.unit
        asked = SuggestionsOf(unit_name(type(unit), unit.key), self.record.language)
        return await info.context.loaders.suggestions_of_unit.load(asked)


async def translation_tasks(
    info: Info,
    language: Tag,
    *,
    source: Tag | None,
    states: frozenset[TranslationState] | None,
    stale: bool | None,
    document: Symbol | None,
    first: int | None,
    after: str | None,
) -> Connection[TranslationTask]:
    """A page of the work that a language wants, for those who may see its drafts."""
    require(info.context.principal, Action.READ_WORKING, language)
    window = TASKS.window(first, after, None, None)
    start = Place.parse(window.after) if window.after else None
    if window.after and start is None:
        raise BadCursor(words=(after or "")[:100])
    asked = Tasks(
        language=language,
        first=window.size,
        after=start,
        states=states,
        stale=stale,
        document=str(document) if document else None,
    )
    page = await info.context.loaders.tasks.load(asked)
    wanted = (source,) if source else ()
    return Connection(
        order=TASKS,
        stands=page.tasks,
        place=lambda task: str(task.place),
        items=Items([TranslationTask(record=each, wanted=wanted) for each in page.tasks]),
        has_next=page.has_next,
        has_previous=start is not None,
        total_count=None,
    )
