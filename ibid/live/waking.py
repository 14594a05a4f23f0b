"""Telling at once what was changed here: the watch need not wait for its next look."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from strawberry.extensions import SchemaExtension
from strawberry.types.graphql import OperationType

from resolvers.changes.watching import Watch


class Waking(SchemaExtension):
    """Wakes the watch once a mutation was executed."""

    def __init__(self, watch: Watch) -> None:
        super().__init__()
        self._watch = watch

    def on_execute(self) -> Iterator[None]:
        """Wake it, whatever became of the mutation."""
        try:
            yield
        finally:
            if self.execution_context.operation_type is OperationType.MUTATION:
                self._watch.wake()


def waking(watch: Watch) -> Callable[[], SchemaExtension]:
    """What makes the extension of an operation."""
    return lambda: Waking(watch)
