"""Which citation of one language is which of another, and where languages cite different things."""

from __future__ import annotations

from dataclasses import dataclass

from seed.loading.citations import Cited
from seed.loading.source import Gathered
from seed.tree import Diagnostic


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The document's citations in order, and what languages disagree on; indexes are places in the whole."""

    cited: tuple[Cited, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def compare(gathered: Gathered) -> Comparison:
    """Compare the languages' citations."""
    lead = gathered.united.languages[0]
    count = len(gathered.original.linked.citations)
    return Comparison(cited=tuple(Cited(seen={lead: at}, lead=lead) for at in range(count)))
