"""Editing without HTTP: people, and what becomes of what they send."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from i18n.languages import EN, Tag
from resolvers.access import Principal, parse_grant
from resolvers.editing import restoring, stepping, translating
from resolvers.editing.checking import Checks, no_checks
from resolvers.editing.intents import Intent, Item, Request, Step, Transition, UnitName, described
from resolvers.editing.requests import Done
from resolvers.editing.restoring import Restoring
from resolvers.editing.stepping import Stepping
from resolvers.editing.translating import Writing
from store.editing import Outcome, SuggestionRecord, unit_name
from store.heads import Heads, heads
from store.ports import Match, Store
from store.records import Basis, ParagraphRecord, Unit

ES, FR = Tag("es"), Tag("fr")
RESOLUTION = "A/RES/74/148"

_keys = count(1)


def person(name: str, *grants: str) -> Principal:
    """Somebody with grants, where everybody reads what is published."""
    return Principal(
        id=f"key:{name}", name=name, grants=tuple(map(parse_grant, grants)), shared=(parse_grant("READER"),)
    )


ANNE, BRUNO = person("Anne", "TRANSLATOR:fr,es"), person("Bruno", "TRANSLATOR:fr,es")
RITA, PAUL, ADA = person("Rita", "REVIEWER:fr,es"), person("Paul", "PUBLISHER:fr,es"), person("Ada", "ADMIN")


def paragraph(label: str) -> UnitName:
    """A paragraph of the resolution in the small corpus."""
    key = f"{RESOLUTION}#{label}"
    return UnitName(node=key, kind=ParagraphRecord, key=key)


@dataclass(frozen=True, slots=True)
class Table:
    """A store that people edit."""

    store: Store
    checks: Checks = no_checks

    async def send(self, who: Principal, *items: Item, key: str | None = None, **more: Any) -> Done:
        """What becomes of texts."""
        request = Request(principal=who, key=key or f"key-{next(_keys)}", asked=described("write", items))
        return await translating.write(self.store, Writing(request=request, items=items, **more), self.checks)

    async def write(
        self, who: Principal, unit: UnitName, text: str, expected: int = 0, language: Tag = ES, **more: Any
    ) -> Outcome:
        """What becomes of one text."""
        item = Item(unit=unit, language=language, markdown=text, expected=expected, **more)
        return (await self.send(who, item)).outcomes[0]

    async def steps(self, who: Principal, *steps: Step) -> tuple[Outcome, ...]:
        """What becomes of steps."""
        request = Request(principal=who, key=f"key-{next(_keys)}", asked=described("step", steps))
        done = await stepping.step(self.store, Stepping(request=request, steps=steps), self.checks)
        return done.outcomes

    async def step(
        self, who: Principal, unit: UnitName, expected: int, to: Transition, language: Tag = ES, **more: Any
    ) -> Outcome:
        """What becomes of one step."""
        (outcome,) = await self.steps(who, Step(unit=unit, language=language, expected=expected, to=to, **more))
        return outcome

    async def publish(self, unit: UnitName, text: str, expected: int = 0, language: Tag = ES, **more: Any) -> Outcome:
        """Ada writes a text and publishes it."""
        written = await self.write(ADA, unit, text, expected, language, **more)
        assert written.variant is not None, written
        return await self.step(ADA, unit, written.variant.revision, Transition.PUBLISH, language)

    async def restore(
        self, who: Principal, unit: UnitName, revision: int, expected: int, language: Tag = ES
    ) -> Outcome:
        """What becomes of a text that is wanted again."""
        asked = Restoring(unit=unit, language=language, revision=revision, expected=expected, intent=Intent.SUBMIT)
        return (await restoring.restore(self.store, who, f"key-{next(_keys)}", asked, self.checks)).outcomes[0]

    async def unit(self, name: UnitName) -> Unit:
        """The unit as it is."""
        assert name.kind is not None
        (found,) = await self.store.get(name.kind, [name.key])
        assert found is not None
        return found

    async def heads(self, name: UnitName, language: Tag = ES) -> Heads:
        """What is there in a language."""
        return heads(await self.unit(name), language)

    async def basis(self, name: UnitName, language: Tag = EN) -> Basis:
        """The published text of a language, as a basis."""
        text = (await self.unit(name)).variants[language]
        return Basis(language, text.revision, text.digest)

    async def suggestions(self, name: UnitName, language: Tag = ES) -> Sequence[SuggestionRecord]:
        """The suggestions that are open."""
        assert name.kind is not None
        match = Match({"of": unit_name(name.kind, name.key), "language": language})
        (found,) = await self.store.matching(SuggestionRecord, [match])
        return sorted(found, key=lambda each: each.text)
