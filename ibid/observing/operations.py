"""A GraphQL operation as it is watched: its kind and name are noted, and its parts are followed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from strawberry.extensions import SchemaExtension
from strawberry.schema.exceptions import CannotGetOperationTypeError

from ibid.observing.facts import looked_up, note, short_name
from ibid.observing.tracing import Tracing
from schema.building import parsed_anew


class ObservedOperation(SchemaExtension):
    """One operation."""

    def __init__(self, tracing: Tracing) -> None:
        super().__init__()
        self._tracing = tracing

    def on_operation(self) -> Iterator[None]:
        """The whole of it."""
        with self._tracing.part("GraphQL operation"):
            yield

    def on_parse(self) -> Iterator[None]:
        """Its document is parsed, and then its kind and name are known."""
        before = parsed_anew()
        with self._tracing.part("GraphQL parse"):
            yield
        if self.execution_context.graphql_document is not None:
            looked_up("operations", found=parsed_anew() == before)
            self._note()

    def on_validate(self) -> Iterator[None]:
        """Its document is validated."""
        with self._tracing.part("GraphQL validate"):
            yield

    def on_execute(self) -> Iterator[None]:
        """It is executed."""
        with self._tracing.part("GraphQL execute"):
            yield

    def _note(self) -> None:
        try:
            kind = self.execution_context.operation_type
        except (CannotGetOperationTypeError, RuntimeError):
            return
        name = short_name(self.execution_context.operation_name)
        note(kind=kind.value, operation=name)
        self._tracing.describe(name, kind.value)


def observed_operations(tracing: Tracing) -> Callable[[], SchemaExtension]:
    """What makes the extension of an operation."""
    return lambda: ObservedOperation(tracing)
