"""Operations that are alike: those of documents with one normal form are compiled once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphql import DocumentNode, OperationDefinitionNode, Undefined
from strawberry import Schema

from execution.compiling import Compiled, Given
from execution.lifting import Lifting, lifted
from execution.normal import Normal


class Form:
    """What is compiled of a normal form. Raises Unsupported where that cannot be.

    It is made of the first document of the form, which was found valid.
    """

    def __init__(
        self, schema: Schema, document: DocumentNode, operation: OperationDefinitionNode, normal: Normal
    ) -> None:
        lifting = Lifting(schema._schema, normal)  # noqa: SLF001  # graphql-core's own
        rewritten = lifting.document(document)
        rank = next(rank for rank, each in enumerate(document.definitions) if each is operation)
        same = rewritten.definitions[rank]
        assert isinstance(same, OperationDefinitionNode)
        self.compiled = Compiled(schema, rewritten, same)
        self._places = tuple(lifting.places)

    def given(self, normal: Normal) -> Given | None:
        """What a document of this form gives: its aliases and its literals. None where one is no value of its place."""
        values: dict[str, Any] = {}
        for rank, (place, literal) in enumerate(zip(self._places, normal.literals, strict=True)):
            value = place.value(literal)
            if value is Undefined:
                return None
            values[lifted(rank)] = value
        return Given(normal.aliases, values)


def numbers(normal: Normal) -> Mapping[str, int]:
    """The whole numbers among a document's literals, by the variables in their places."""
    return {lifted(rank): int(each.text) for rank, each in enumerate(normal.literals) if each.is_int}
