"""The size of operations: fields, levels, aliases, directives. Each fragment is measured once, whoever spreads it.

Strawberry's own limiters walk every spread of every fragment again, which 700 bytes can make last for hours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from graphql import (
    DocumentNode,
    ExecutableDefinitionNode,
    FieldNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
)

from ibid.limits.documents import fragments


@dataclass(frozen=True, slots=True)
class Size:
    """What a selection holds, its fragments spread: fields, aliases and directives in all, and how deep it goes."""

    fields: int = 0
    aliases: int = 0
    directives: int = 0
    depth: int = 0

    def beside(self, other: Size) -> Size:
        """Both in one selection."""
        return Size(
            self.fields + other.fields,
            self.aliases + other.aliases,
            self.directives + other.directives,
            max(self.depth, other.depth),
        )


class Measure:
    """The sizes of a document's operations."""

    def __init__(self, document: DocumentNode) -> None:
        self._fragments = fragments(document)
        self._known: dict[str, Size] = {}

    def operation(self, operation: OperationDefinitionNode) -> Size:
        """The size of an operation."""
        inner = self._selection(operation.selection_set, frozenset())
        return inner.beside(Size(directives=len(operation.directives or ())))

    def root_fields(self, operation: OperationDefinitionNode) -> int:
        """How many fields it has at its root: each is a question of its own."""
        return self._roots(operation.selection_set, {}, frozenset())

    def _selection(self, selected: SelectionSetNode | None, within: frozenset[str]) -> Size:
        size = Size()
        for node in selected.selections if selected else ():
            size = size.beside(Size(directives=len(node.directives or ())))
            if isinstance(node, FieldNode):
                size = size.beside(self._field(node, within))
            elif isinstance(node, InlineFragmentNode):
                size = size.beside(self._selection(node.selection_set, within))
            elif isinstance(node, FragmentSpreadNode):
                size = size.beside(self._spread(node.name.value, within))
        return size

    def _field(self, node: FieldNode, within: frozenset[str]) -> Size:
        inner = self._selection(node.selection_set, within)
        return Size(1 + inner.fields, (node.alias is not None) + inner.aliases, inner.directives, 1 + inner.depth)

    def _spread(self, name: str, within: frozenset[str]) -> Size:
        """A fragment's size; nothing for cycles and unknown ones, which other rules report."""
        if name in within or name not in self._fragments:
            return Size()
        if name not in self._known:
            self._known[name] = self._selection(self._fragments[name].selection_set, within | {name})
        return self._known[name]

    def _roots(self, selected: SelectionSetNode, known: dict[str, int], within: frozenset[str]) -> int:
        number = 0
        for node in selected.selections:
            if isinstance(node, FieldNode):
                number += 1
            elif isinstance(node, InlineFragmentNode):
                number += self._roots(node.selection_set, known, within)
            elif isinstance(node, FragmentSpreadNode):
                number += self._spread_roots(node.name.value, known, within)
        return number

    def _spread_roots(self, name: str, known: dict[str, int], within: frozenset[str]) -> int:
        if name in within or name not in self._fragments:
            return 0
        if name not in known:
            known[name] = self._roots(self._fragments[name].selection_set, known, within | {name})
        return known[name]


def sizes(document: DocumentNode, operation: OperationDefinitionNode, measure: Measure) -> Mapping[str, int]:
    """What is limited of an operation, by the limit's name."""
    size = measure.operation(operation)
    return {
        "fields": size.fields,
        "depth": size.depth,
        "aliases": size.aliases,
        "directives": size.directives,
        "root_fields": measure.root_fields(operation),
        "fragments": len(fragments(document)),
        "repeats": repeats(document),
    }


def repeats(document: DocumentNode) -> int:
    """How often one name stands in one selection at most: GraphQL compares each two of them (section 5.3.2)."""
    most = 0
    waiting = [each.selection_set for each in document.definitions if isinstance(each, ExecutableDefinitionNode)]
    while waiting:
        names: Counter[str] = Counter()
        level: list[SelectionSetNode] = [waiting.pop()]
        while level:
            for node in level.pop().selections:
                if isinstance(node, FieldNode):
                    names[(node.alias or node.name).value] += 1
                    waiting += [node.selection_set] if node.selection_set else []
                elif isinstance(node, InlineFragmentNode):
                    level.append(node.selection_set)
        most = max(most, *names.values(), 0)
    return most
