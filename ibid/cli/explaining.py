"""`ibid explain`: how a query is executed, as a plan and as the Python that it becomes."""

from __future__ import annotations

import sys

from graphql import DocumentNode, GraphQLError, OperationDefinitionNode, parse, validate

from execution.compiling import Compiled
from execution.errors import Unsupported
from execution.explaining import told
from execution.values import NO_VARIABLES
from schema import build_schema
from schema.building import IbidSchema


def explain(text: str) -> bool:
    """Print the plan and the code of each operation; False where one is not valid, or not compiled.

    Conditions that depend on variables are taken to be false.
    """
    schema = build_schema()
    try:
        document = parse(text)
        errors = validate(schema._schema, document)  # noqa: SLF001  # graphql-core's own
    except GraphQLError as error:
        errors = [error]
    for each in errors:
        sys.stderr.write(f"{each}\n")
    if errors:
        return False
    operations = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
    explained = [_explained(schema, document, each) for each in operations]
    return all(explained)


def _explained(schema: IbidSchema, document: DocumentNode, operation: OperationDefinitionNode) -> bool:
    name = operation.name.value if operation.name else "the operation"
    try:
        variant = Compiled(schema, document, operation).variant(NO_VARIABLES)
    except Unsupported as error:
        sys.stderr.write(f"{name}: executed by Strawberry, since it has {error}\n")
        return False
    sys.stdout.write(f"# Plan of {name}\n\n{told(variant.root)}\n\n# Code\n\n{variant.code.text}")
    return True
