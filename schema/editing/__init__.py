"""The GraphQL types of editing: inputs, results, suggestions, history, work lists."""

import schema.enums  # noqa: F401  # names and describes the enumerations, which must come before whatever uses them
