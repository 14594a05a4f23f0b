"""What makes of a value that came in the value of an input type: made once for each type, and run with every request.

graphql-core looks at the type anew each time. What is made here gives the same values, or Undefined; whoever gets that
asks graphql-core, which tells what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from graphql import (
    GraphQLInputType,
    GraphQLString,
    Undefined,
    get_named_type,
    is_input_object_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
)
from graphql.execution.values import input_is_nested_too_deeply
from graphql.utilities import coerce_input_value

Coerce = Callable[[Any], Any]


def coercing(type_: GraphQLInputType) -> Coerce:
    """What makes a value of a type; Undefined of what is none."""
    if is_non_null_type(type_):
        return partial(_there, coercing(type_.of_type))
    if is_list_type(type_) and not is_input_object_type(get_named_type(type_)):
        return partial(_list, coercing(type_.of_type), type_)
    if is_leaf_type(type_):
        return partial(_text if type_ is GraphQLString else _leaf, type_.coerce_input_value)
    return partial(_by_the_book, type_)


def _there(coerce: Coerce, value: Any) -> Any:
    return Undefined if value is None else coerce(value)


def _leaf(read: Callable[[Any], Any], value: Any) -> Any:
    if value is None:
        return None
    try:
        return read(value)
    except Exception:  # noqa: BLE001  # graphql-core meets it again, and tells
        return Undefined


def _text(read: Callable[[Any], Any], value: Any) -> Any:
    return value if value.__class__ is str else _leaf(read, value)


def _list(coerce: Coerce, type_: GraphQLInputType, value: Any) -> Any:
    if value.__class__ is not list:
        return _by_the_book(type_, value)
    done = [coerce(each) for each in value]
    return Undefined if any(each is Undefined for each in done) else done


def _by_the_book(type_: GraphQLInputType, value: Any) -> Any:
    """As graphql-core does."""
    return Undefined if input_is_nested_too_deeply(value, type_) else coerce_input_value(value, type_)
