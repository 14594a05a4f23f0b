"""What editing asks of a store."""

from __future__ import annotations

from typing import Protocol

from store.ports import History, Reader, Writer


class Looking(Reader, History, Protocol):
    """Records, and the texts that they had."""


class Editable(Looking, Writer, Protocol):
    """Those, and commits."""
