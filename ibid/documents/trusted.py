"""Trusted documents: those that the owner of a server put into its folder, read and validated once, at the start."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from graphql import GraphQLError, GraphQLSchema, parse, validate

from ibid.documents.hashes import hash_in, hash_of


class BadTrustedDocument(ValueError):
    """A file of the folder that holds no document that could be executed: which, and why."""

    code = "BAD_TRUSTED_DOCUMENT"

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"{file}: {reason}")
        self.file = file
        self.reason = reason


def read_trusted(folder: Path, schema: GraphQLSchema) -> Mapping[str, str]:
    """The documents of a folder by hash, or BadTrustedDocument.

    `*.graphql` and `*.gql` hold one document each, known with and without the line end that closes the file; `*.json`
    are maps from hashes to texts, such as graphql-codegen's persisted-documents.json.
    """
    found: dict[str, str] = {}
    for path in sorted(folder.rglob("*")):
        for text in _texts(path):
            _check(path, text, schema)
            found[hash_of(text)] = text
    return found


def _texts(path: Path) -> Iterator[str]:
    if path.suffix not in {".graphql", ".gql", ".json"} or not path.is_file():
        return
    try:
        content = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadTrustedDocument(str(path), str(error)) from error
    if path.suffix == ".json":
        yield from _of_map(path, content)
    else:
        yield content
        if content.strip() != content:
            yield content.strip()


def _of_map(path: Path, content: str) -> Iterator[str]:
    try:
        pairs = dict(json.loads(content)).items()
    except (ValueError, TypeError) as error:
        raise BadTrustedDocument(str(path), str(error)) from error
    for name, text in pairs:
        if not isinstance(text, str) or hash_in(name) != hash_of(text):
            raise BadTrustedDocument(str(path), f"{name}: SHA-256")
        yield text


def _check(path: Path, text: str, schema: GraphQLSchema) -> None:
    try:
        errors = validate(schema, parse(text))
    except GraphQLError as error:
        errors = [error]
    if errors:
        raise BadTrustedDocument(str(path), errors[0].message)
