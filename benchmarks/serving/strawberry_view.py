"""Ibid's types as Strawberry's documentation would serve them: its schema, its ASGI view, nothing added.

The records are the made-up ones, in memory. What Ibid adds (caches of documents, limits, a plan) is compared with it.
"""

from __future__ import annotations

import asyncio
import gc
import os
from typing import Any

import strawberry
import uvicorn
from strawberry.asgi import GraphQL
from strawberry.schema.config import StrawberryConfig

from benchmarks.made.data import Made, Size
from benchmarks.made.records import records
from benchmarks.made.store import MemoryStore
from resolvers.access import PUBLIC
from resolvers.access.guarding import Guarded
from schema.context import Context
from schema.fields import read_field
from schema.loaders import Loaders
from schema.query import Query
from schema.reporters import Organization, State
from schema.scalars import SCALARS
from store.ports import Store


class View(GraphQL[Any, Any]):
    """Strawberry's view, with Ibid's context for who is anonymous."""

    store: Store

    async def get_context(self, request: Any, response: Any) -> Any:  # noqa: ARG002  # Strawberry's names
        """Fresh loaders a request."""
        return Context(loaders=Loaders(Guarded(self.store, PUBLIC)), languages=(), principal=PUBLIC, store=self.store)


async def serve() -> None:
    """Serve until a signal."""
    config = StrawberryConfig(scalar_map=SCALARS, default_resolver=read_field)
    view = View(strawberry.Schema(query=Query, types=[State, Organization], config=config))
    view.store = await MemoryStore.holding(records(Made(Size())))
    gc.collect()
    gc.freeze()
    served = uvicorn.Config(view, port=int(os.environ["PORT"]), lifespan="off", log_config=None, access_log=False)
    await uvicorn.Server(served).serve()


if __name__ == "__main__":
    asyncio.run(serve())
