"""Compiled execution: a GraphQL operation becomes a Python function that answers a level at a time (docs/execution.md).

It knows graphql-core and Strawberry, and nothing of what is asked for: fields say how they are answered by how they are
declared (`execution.answering`).
"""
