"""Node ids: the GraphQL type and the record's key, in opaque form. They never change, whatever the language."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from schema import opaque
from schema.errors import BadId, TooManyIds

MOST_IDS = 100
"""The most ids, or items of any other list, in one argument."""


@lru_cache(maxsize=8192)
def encode(type_name: str, key: str) -> str:
    """The id of a node."""
    return opaque.wrap(f"{type_name}:{key}")


def decode(node_id: str) -> tuple[str, str]:
    """The type's name and the key that an id was made of, or BadId."""
    type_name, colon, key = (opaque.unwrap(node_id) or "").partition(":")
    if not (colon and type_name.isascii() and type_name.isalpha() and key):
        raise BadId(words=node_id[:100])
    return type_name, key


def check_number(items: Sequence[object]) -> None:
    """Refuse a list that is too long with TooManyIds."""
    if len(items) > MOST_IDS:
        raise TooManyIds(limit=str(MOST_IDS))
