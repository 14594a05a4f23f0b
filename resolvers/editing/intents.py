"""What editors send: texts to write, steps of the workflow to take, and the request that holds them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum

from i18n.languages import Tag
from resolvers.access import Principal
from resolvers.editing.errors import NotUnicode
from store.editing import unit_name
from store.records import Basis, Provenance, Unit, Waiver


class Intent(StrEnum):
    """What is wanted with a text."""

    SUGGEST = "SUGGEST"
    DRAFT = "DRAFT"
    SUBMIT = "SUBMIT"


class ConflictPolicy(StrEnum):
    """What becomes of a text that met a newer revision than the one its writer saw."""

    SUGGEST = "SUGGEST"
    REJECT = "REJECT"


class Atomicity(StrEnum):
    """Whether the items of a request stand or fall together."""

    ALL_OR_NOTHING = "ALL_OR_NOTHING"
    PER_ITEM = "PER_ITEM"


class Transition(StrEnum):
    """A step of the workflow."""

    APPROVE = "APPROVE"
    REJECT = "REJECT"
    PUBLISH = "PUBLISH"
    WITHDRAW = "WITHDRAW"
    ACCEPT_SUGGESTION = "ACCEPT_SUGGESTION"
    DISMISS_SUGGESTION = "DISMISS_SUGGESTION"


@dataclass(frozen=True, slots=True)
class UnitName:
    """A unit as a request names it: `node` is the id as sent; `kind` is None for what no unit can have as id.

    `is_state` says of a Reporter which of the two it must be.
    """

    node: str
    kind: type[Unit] | None = field(default=None, compare=False)
    key: str = ""
    is_state: bool | None = None

    @property
    def name(self) -> str:
        """What names it among units of all kinds."""
        return unit_name(self.kind, self.key) if self.kind else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A text to write. `expected` is the revision that its writer saw, 0 for none; `basis` what they made it from."""

    unit: UnitName
    language: Tag
    markdown: str
    expected: int
    basis: Basis | None = None
    provenance: Provenance = Provenance.UNOFFICIAL
    intent: Intent = Intent.SUBMIT
    on_conflict: ConflictPolicy = ConflictPolicy.SUGGEST
    waivers: tuple[Waiver, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of the workflow to take, with the text at revision `expected`, or with a suggestion."""

    unit: UnitName
    language: Tag
    expected: int
    to: Transition
    suggestion: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Who asks, and the key under which it is done once; `asked` is all that the key stands for."""

    principal: Principal
    key: str
    asked: str

    @property
    def name(self) -> str:
        """What the answer is kept under: two principals may use one key."""
        return f"{self.principal.id} {self.key}"

    @property
    def fingerprint(self) -> str:
        """A digest of what is asked."""
        return hashlib.sha256(self.asked.encode()).hexdigest()

    @property
    def who(self) -> str:
        """What people call who asks."""
        return self.principal.name or self.principal.id or ""


def described(operation: str, items: Sequence[Item | Step], *more: str) -> str:
    """All that is asked, as one text that is the same for the same. Raises NotUnicode."""
    text = json.dumps([operation, *more, [_plain(each) for each in items]], sort_keys=True, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise NotUnicode from error
    return text


def _plain(item: Item | Step) -> dict[str, object]:
    values = asdict(item)
    return {**values, "unit": item.unit.node}
