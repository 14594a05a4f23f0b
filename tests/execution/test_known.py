"""What is compiled: every query that is measured, that the pages show, and that the questions ask."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from graphql import DocumentNode, FieldNode, GraphQLError, OperationDefinitionNode, OperationType, parse, validate

from benchmarks.comparing.cases import QUERIES
from execution.compiling import Compiled
from tests.docs.examples import queries
from tests.support.asking import schema

INTEGRATION = Path(__file__).parents[1] / "integration"
ASKED = ("test_questions.py", "test_more_questions.py", "test_searching.py")


def _parsed(text: str) -> DocumentNode | None:
    """A text as a document; None where it is none."""
    try:
        return parse(text)
    except GraphQLError:
        return None


def _in_tests(name: str) -> Iterator[str]:
    tree = ast.parse((INTEGRATION / name).read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "{" in node.value:
            yield node.value


def _operations(text: str) -> Iterator[tuple[DocumentNode, OperationDefinitionNode]]:
    """The queries of a document that could be executed as it stands, but for those about the schema."""
    document = _parsed(text)
    if document is None or validate(schema()._schema, document):
        return
    for each in document.definitions:
        if isinstance(each, OperationDefinitionNode) and each.operation is OperationType.QUERY:
            fields = [field for field in each.selection_set.selections if isinstance(field, FieldNode)]
            if not any(field.name.value.startswith("__s") for field in fields):
                yield document, each


def _compile(texts: list[str]) -> int:
    """Compile what can be executed; how many that were."""
    operations = [each for text in texts for each in _operations(text)]
    for document, operation in operations:
        Compiled(schema(), document, operation)
    return len(operations)


@pytest.mark.parametrize("name", QUERIES)
def test_the_queries_that_are_measured(name: str) -> None:
    assert _compile([QUERIES[name]]) == 1


def test_the_queries_of_the_pages() -> None:
    assert _compile([example.query for example in queries()]) >= 12


def test_what_the_questions_ask() -> None:
    assert _compile([text for name in ASKED for text in _in_tests(name)]) >= 25
