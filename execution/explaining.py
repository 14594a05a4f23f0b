"""A plan told in words: what is asked of what, and where something is waited for."""

from __future__ import annotations

from collections.abc import Iterator

from execution.answering import Attribute, Batch, Call, Prepared, Related
from execution.plan import Field, Leaf, Many, One, OneOf, Selection, Shape, TypeName


def told(root: Selection) -> str:
    """A plan, a line for each field, the fields of an object below it."""
    return "\n".join(_selection(root, 0))


def _selection(selection: Selection, depth: int) -> Iterator[str]:
    for asked in selection.fields:
        if isinstance(asked, TypeName):
            yield f"{'  ' * depth}{asked.key}: the type's name"
            continue
        yield f"{'  ' * depth}{asked.key}: {_how(asked)}"
        yield from _below(asked.shape, depth + 1)


def _how(asked: Field) -> str:
    match asked.answering.how:
        case Attribute(path, name):
            return f"read {'.'.join((*path, name))}"
        case Prepared(prepare):
            return f"call what {prepare.__name__} prepares, for each object"
        case Related(_, path):
            return f"load by {'.'.join(path)}, for all objects at once"
        case Batch(level):
            return f"await {level.__name__.lstrip('_')}, once for all objects"
        case Call(is_async=True):
            return "await the resolvers of all objects, together"
        case Call():
            return "call the resolver of each object"


def _below(shape: Shape, depth: int) -> Iterator[str]:
    match shape:
        case Leaf():
            return
        case One(selection):
            yield from _selection(selection, depth)
        case OneOf(_, choices):
            for name, selection in choices.items():
                if selection.fields:
                    yield f"{'  ' * depth}on {name}"
                    yield from _selection(selection, depth + 1)
        case Many(item):
            yield from _below(item, depth)
