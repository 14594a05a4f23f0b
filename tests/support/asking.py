"""Asking the schema without HTTP: of a store that keeps a list of what it was asked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from i18n.languages import Tag
from resolvers.access import PUBLIC, Principal
from resolvers.access.guarding import Guarded
from schema import build_schema
from schema.building import IbidSchema
from schema.context import Context
from schema.loaders import Loaders
from store.ports import Store
from store.recording import RecordingStore


@cache
def schema() -> IbidSchema:
    return build_schema()


@dataclass(slots=True)
class Asker:
    """A reader of a store, who prefers some languages."""

    store: RecordingStore
    languages: tuple[Tag, ...] = ()
    principal: Principal = PUBLIC

    @classmethod
    def of(cls, store: Store, principal: Principal = PUBLIC) -> Asker:
        return cls(RecordingStore(store), principal=principal)

    async def __call__(self, query: str, **variables: Any) -> dict[str, Any]:
        """The data of a query; any error is a failure of the test."""
        data, errors = await self.both(query, **variables)
        assert errors == []
        assert data is not None
        return data

    async def both(self, query: str, **variables: Any) -> tuple[dict[str, Any] | None, list[Exception]]:
        """The data of a query, and what was raised."""
        self.store.calls.clear()
        reader = Guarded(self.store, self.principal)
        context = Context(
            loaders=Loaders(reader, self.store),
            languages=self.languages,
            principal=self.principal,
            store=self.store,
        )
        result = await schema().execute(query, variable_values=variables, context_value=context)
        return result.data, [error.original_error or error for error in result.errors or ()]

    @property
    def calls(self) -> list[tuple[str, str | None]]:
        """The port calls of the last query: method and kind of record."""
        return [(call.method, call.kind) for call in self.store.calls]
