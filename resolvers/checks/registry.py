"""The checks, in the order in which their findings are told; each by its name, with how much it weighs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from resolvers.checks import (
    control_characters,
    dates,
    empty,
    footnote_calls,
    instruments,
    length,
    numbers,
    paragraph_numbers,
    punctuation,
    states,
    symbols,
    untranslated,
)
from resolvers.checks.findings import Found, Severity
from resolvers.checks.subject import Pair, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A check: `alone` looks at the text, `beside` at the text beside its source; either may be None."""

    name: str
    severity: Severity
    alone: Callable[[Text], Iterator[Found]] | None = None
    beside: Callable[[Pair], Iterator[Found]] | None = None

    @property
    def is_waivable(self) -> bool:
        """Whether an editor may let its findings stand, with a reason."""
        return self.severity is not Severity.ERROR


CHECKS: tuple[Check, ...] = (
    Check(name=empty.NAME, severity=Severity.ERROR, alone=empty.alone, beside=empty.check),
    Check(name=control_characters.NAME, severity=Severity.ERROR, alone=control_characters.alone),
    Check(name=footnote_calls.NAME, severity=Severity.ERROR, beside=footnote_calls.check),
    Check(name=symbols.NAME, severity=Severity.ERROR, beside=symbols.check),
    Check(name=paragraph_numbers.NAME, severity=Severity.ERROR, beside=paragraph_numbers.check),
    Check(name=numbers.NAME, severity=Severity.WARNING, beside=numbers.check),
    Check(name=dates.NAME, severity=Severity.WARNING, beside=dates.check),
    Check(name=states.NAME, severity=Severity.WARNING, beside=states.check),
    Check(name=instruments.NAME, severity=Severity.WARNING, beside=instruments.check),
    Check(name=length.NAME, severity=Severity.WARNING, beside=length.check),
    Check(name=untranslated.NAME, severity=Severity.WARNING, beside=untranslated.check),
    Check(name=punctuation.NAME, severity=Severity.WARNING, alone=punctuation.alone, beside=punctuation.check),
)


def findings(target: Text, pair: Pair | None) -> Iterator[tuple[Check, Found]]:
    """What every check finds; without a source, what needs none. A text that is empty has that finding alone."""
    for check in CHECKS:
        found = [*(check.alone(target) if check.alone else ()), *(check.beside(pair) if check.beside and pair else ())]
        yield from ((check, each) for each in found)
        if found and check.name == empty.NAME:
            return
