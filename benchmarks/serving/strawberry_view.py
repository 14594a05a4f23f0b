"""Ibid's schema under Strawberry's own ASGI view, on the made-up records in memory, without anything else of Ibid's."""

from __future__ import annotations

import asyncio
import gc
import os
from typing import Any

import uvicorn
from strawberry.asgi import GraphQL

from benchmarks.made.data import Made, Size
from benchmarks.made.records import records
from benchmarks.made.store import MemoryStore
from resolvers.access import PUBLIC
from resolvers.access.guarding import Guarded
from schema import build_schema
from schema.context import Context
from schema.loaders import Loaders
from store.ports import Store


class View(GraphQL[Any, Any]):
    """Strawberry's view, with Ibid's context for who is anonymous."""

    store: Store

    async def get_context(self, request: Any, response: Any) -> Any:  # noqa: ARG002  # Strawberry's names
        """Fresh loaders a request."""
        return Context(loaders=Loaders(Guarded(self.store, PUBLIC)), languages=(), principal=PUBLIC, store=self.store)


async def serve() -> None:
    """Serve until a signal."""
    view = View(build_schema())
    view.store = await MemoryStore.holding(records(Made(Size())))
    gc.collect()
    gc.freeze()
    config = uvicorn.Config(view, port=int(os.environ["PORT"]), lifespan="off", log_config=None, access_log=False)
    await uvicorn.Server(config).serve()


if __name__ == "__main__":
    asyncio.run(serve())
