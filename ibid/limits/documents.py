"""What GraphQL documents are made of: their operations and fragments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graphql import DocumentNode, FragmentDefinitionNode, OperationDefinitionNode


def operations(document: DocumentNode) -> Iterator[OperationDefinitionNode]:
    """The operations of a document."""
    return (each for each in document.definitions if isinstance(each, OperationDefinitionNode))


def fragments(document: DocumentNode) -> Mapping[str, FragmentDefinitionNode]:
    """The fragments of a document by name."""
    return {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}


def named(document: DocumentNode, name: str | None) -> OperationDefinitionNode:
    """The operation of a name, or the first one; the document was validated, and has it."""
    return next(each for each in operations(document) if name is None or (each.name and each.name.value == name))
