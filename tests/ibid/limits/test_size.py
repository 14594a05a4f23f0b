"""Sizes of operations: what spreading fragments makes of them, without spreading them."""

from __future__ import annotations

import pytest
from graphql import FieldNode, FragmentSpreadNode, InlineFragmentNode, SelectionSetNode, parse
from hypothesis import given
from hypothesis import strategies as st

from ibid.limits.documents import fragments, operations
from ibid.limits.size import Measure, Size, sizes


def measured(text: str) -> dict[str, int]:
    document = parse(text)
    return dict(sizes(document, next(operations(document)), Measure(document)))


@pytest.mark.parametrize(
    ("text", "limit", "number"),
    [
        ("{ a b c }", "fields", 3),
        ("{ a { b { c } } d }", "depth", 3),
        ("{ a { ... { b { ...F } } } } fragment F on T { c }", "depth", 3),
        ("{ x: a y: b { z: c } ...F } fragment F on T { w: d }", "aliases", 4),
        ("query @a { b @c ...F @d } fragment F on T { e @f }", "directives", 4),
        ("{ a b ...F ... { c } } fragment F on T { d { e } f }", "root_fields", 5),
        ("{ a ...F } fragment F on T { b } fragment G on T { c }", "fragments", 2),
        ("{ ...F } fragment F on T { a ...F }", "fields", 1),
        ("{ a a b: a ... { a ... { a } } c { a a } }", "repeats", 4),
        ("{ x } fragment F on T { a { b b b } a }", "repeats", 3),
        ("{ ...Unknown a }", "fields", 1),
    ],
)
def test_what_is_counted_of_an_operation(text: str, limit: str, number: int) -> None:
    assert measured(text)[limit] == number


def test_fragments_that_spread_fragments_are_measured_once_each() -> None:
    """Spread out, this one has more fields than there are atoms in the sea."""
    chain = "".join(f"fragment f{n} on T {{ ...f{n + 1} ...f{n + 1} }} " for n in range(300))

    assert measured(f"{{ ...f0 }} {chain} fragment f300 on T {{ a }}")["fields"] == 2**300


NAMES = ("F0", "F1", "F2")
selections = st.recursive(
    st.sampled_from(["a", "x: a", "a @d", *(f"...{name}" for name in NAMES)]),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        .map(" ".join)
        .flatmap(lambda text: st.sampled_from([f"a {{ {text} }}", f"... {{ {text} }}", f"... @d {{ {text} }}"]))
    ),
    max_leaves=6,
)


def spread_out(selected: SelectionSetNode | None, known: dict[str, SelectionSetNode]) -> Size:
    """The size, by walking every spread of every fragment."""
    size = Size()
    for node in selected.selections if selected else ():
        size = size.beside(Size(directives=len(node.directives or ())))
        if isinstance(node, FieldNode):
            inner = spread_out(node.selection_set, known)
            aliases = inner.aliases + (node.alias is not None)
            size = size.beside(Size(inner.fields + 1, aliases, inner.directives, inner.depth + 1))
        elif isinstance(node, InlineFragmentNode):
            size = size.beside(spread_out(node.selection_set, known))
        elif isinstance(node, FragmentSpreadNode):
            size = size.beside(spread_out(known[node.name.value], known))
    return size


@given(st.lists(selections, min_size=4, max_size=4))
def test_the_size_is_that_of_the_operation_spread_out(parts: list[str]) -> None:
    """Fragments spread later ones only, so that there are no cycles."""
    bodies = [parts[0]]
    for number, part in enumerate(parts[1:]):
        for name in NAMES[: number + 1]:
            part = part.replace(f"...{name}", "a")  # noqa: PLW2901
        bodies.append(part)
    text = f"{{ {bodies[0]} }} " + " ".join(
        f"fragment {name} on T {{ {body} }}" for name, body in zip(NAMES, bodies[1:], strict=True)
    )
    document = parse(text)
    operation = next(operations(document))
    known = {name: each.selection_set for name, each in fragments(document).items()}

    assert Measure(document).operation(operation) == spread_out(operation.selection_set, known)
