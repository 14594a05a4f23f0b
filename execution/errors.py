"""What can keep an operation from being compiled, or a compiled one from ending as it was meant to."""

from __future__ import annotations


class Unsupported(Exception):
    """An operation that is not compiled: what of it is not known how to."""


class OffPath(Exception):
    """Something that the compiled function has no place for, such as a null where none may be: the careful pass tells.

    It never leaves this package.
    """
