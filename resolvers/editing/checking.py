"""What is asked of the checks, and what their findings mean for a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from i18n.languages import Tag
from store.editing import CheckFinding, Severity
from store.ports import Reader
from store.records import Unit, Variant, Waiver


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A text to check against `source`, the text that it was made from; None where it was made from none."""

    unit: Unit
    language: Tag
    text: str
    source: Variant | None


class Checks(Protocol):
    """The checks: for each text what they find, in their order."""

    async def __call__(self, reader: Reader, items: Sequence[Checked]) -> list[list[CheckFinding]]:
        """Check a whole level at once."""
        ...


async def no_checks(reader: Reader, items: Sequence[Checked]) -> list[list[CheckFinding]]:  # noqa: ARG001  # as asked of every check
    """Nothing is found."""
    return [[] for _ in items]


def waived(findings: Sequence[CheckFinding], waivers: Sequence[Waiver]) -> tuple[Waiver, ...]:
    """The waivers that hold: with a reason, of findings that may be waived and are there."""
    waivable = {each.id for each in findings if each.is_waivable}
    given = {each.finding: each for each in waivers if each.finding in waivable and each.reason.strip()}
    return tuple(given[name] for name in sorted(given))


def is_blocked(findings: Sequence[CheckFinding], waivers: Sequence[Waiver]) -> bool:
    """Whether a text may not go on: an error stands, or a warning that nobody waived."""
    stands = {each.finding for each in waivers}
    return any(
        each.severity is Severity.ERROR or (each.severity is Severity.WARNING and each.id not in stands)
        for each in findings
    )
