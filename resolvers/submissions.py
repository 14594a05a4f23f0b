"""Submissions: of a Reporter, in a document, on an instrument."""

from __future__ import annotations

from dataclasses import dataclass

from resolvers.pages import Window
from store.listings import names
from store.ports import Slice


@dataclass(frozen=True, slots=True)
class OfReporter:
    """What a Reporter submitted."""

    reporter: str
    window: Window

    def slice(self) -> Slice:
        """A page of `submissions-of:CODE`."""
        return self.window.of(names.submissions_of(self.reporter))


@dataclass(frozen=True, slots=True)
class InDocument:
    """What a document summarises."""

    document: str
    window: Window

    def slice(self) -> Slice:
        """A page of `submissions-on:SYMBOL`."""
        return self.window.of(names.submissions_on(self.document))


@dataclass(frozen=True, slots=True)
class CitingInstrument:
    """The submissions that cite an instrument or a part of it."""

    instrument: str
    window: Window

    def slice(self) -> Slice:
        """A page of `submissions-citing:X`."""
        return self.window.of(names.submissions_citing(self.instrument))
