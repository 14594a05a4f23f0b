"""What editors' requests leave beside the texts: suggestions, and the answer that was given to a request.

An answer is kept with the effect that it tells of, so that a request that is sent again is answered again and not done
again (docs/adr/0027).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from i18n.languages import Tag
from store.records import NEVER, NOTHING, Basis, Entity, Provenance, Unit, Variant, Waiver

KEPT_DAYS = 7
"""How long an answer is kept: longer than any client goes on trying."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionRecord(Entity):
    """A text that is kept beside a unit's heads: made on purpose, or by a write that met a newer revision.

    `of` names the unit among those of all kinds (`unit_name`). One that was accepted or dismissed is a tombstone that
    says by whom and why.
    """

    of: str
    language: Tag
    text: str
    digest: str
    provenance: Provenance = Provenance.UNOFFICIAL
    basis: Basis | None = None
    waivers: tuple[Waiver, ...] = ()
    against: int = 0
    author: str = ""
    author_id: str | None = None
    at: datetime = NEVER
    note: str | None = None
    closed_by: str | None = None
    reason: str | None = None


def unit_name(kind: type[Unit], key: str) -> str:
    """What names a unit among those of all kinds: "PARAGRAPH A/RES/74/148#6(b)"."""
    return f"{kind.__name__.removesuffix('Record').upper()} {key}"


class Severity(StrEnum):
    """How much a finding of the checks weighs."""

    ERROR = "ERROR"
    WARNING = "WARNING"
    INFO = "INFO"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckFinding:
    """What a check found in a text: `id` is a fingerprint, `params` fill the message of `code`."""

    id: str
    check: str
    severity: Severity
    code: str
    params: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    is_waivable: bool = False


class OutcomeKind(StrEnum):
    """What became of one item of a request."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    KEPT_AS_SUGGESTION = "kept as a suggestion"
    REVISION_CONFLICT = "revision conflict"
    CHECKS_FAILED = "checks failed"
    BASIS_UNKNOWN = "basis unknown"
    LANGUAGE_NOT_PERMITTED = "language not permitted"
    UNIT_NOT_FOUND = "unit not found"
    NOT_ATTEMPTED = "not attempted"
    TRANSITION_REFUSED = "transition refused"
    CITATION_CORRECTED = "citation corrected"
    CITATION_CONFLICT = "citation conflict"
    CITATION_NOT_FOUND = "citation not found"
    INSTRUMENT_NOT_FOUND = "instrument not found"
    NOT_PERMITTED = "not permitted"


DONE = frozenset(
    {
        OutcomeKind.WRITTEN,
        OutcomeKind.UNCHANGED,
        OutcomeKind.KEPT_AS_SUGGESTION,
        OutcomeKind.CITATION_CORRECTED,
    }
)
"""Outcomes that are no failure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one item. `node` is the id that the item named, `variant` the text written or the one there now.

    `code` and `params` name a message (`i18n.messages`) where something is refused.
    """

    kind: OutcomeKind
    node: str
    language: Tag | None = None
    variant: Variant | None = None
    suggestion: SuggestionRecord | None = None
    findings: tuple[CheckFinding, ...] = ()
    code: str = ""
    params: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    carried: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Once:
    """A request that is done once: its key, a digest of what it asks, and the answer to keep with its effect."""

    key: str
    fingerprint: str
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A request that was done: what it asked, what was answered, when, and the last number of the feed it took."""

    fingerprint: str
    outcomes: tuple[Outcome, ...]
    at: datetime
    seq: int = 0
