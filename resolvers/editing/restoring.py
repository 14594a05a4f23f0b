"""Going back: a text that a unit had is written again, as a new revision and by the rules of every other text."""

from __future__ import annotations

from dataclasses import dataclass

from i18n.languages import Tag
from resolvers.access import Action, Principal, permits
from resolvers.editing.checking import Checks
from resolvers.editing.errors import RevisionUnknown
from resolvers.editing.intents import ConflictPolicy, Intent, Item, Request, UnitName, described
from resolvers.editing.ports import Editable
from resolvers.editing.requests import Done
from resolvers.editing.translating import Writing, write
from store.records import Provenance, Variant


@dataclass(frozen=True, slots=True, kw_only=True)
class Restoring:
    """Which revision is wanted again, by somebody who saw the revision `expected`."""

    unit: UnitName
    language: Tag
    revision: int
    expected: int
    intent: Intent
    note: str | None = None


async def restore(store: Editable, principal: Principal, key: str, asked: Restoring, checks: Checks) -> Done:
    """Write the text of a revision again, with the basis that it had. Raises RevisionUnknown, KeyReused and BadKey.

    Where there is a newer text than was seen, nothing is kept: the history has the text already.
    """
    text = await _text(store, principal, asked)
    item = Item(
        unit=asked.unit,
        language=asked.language,
        markdown=text.text if text else "",
        expected=asked.expected,
        basis=text.basis if text else None,
        provenance=text.provenance if text else Provenance.UNOFFICIAL,
        intent=asked.intent,
        on_conflict=ConflictPolicy.REJECT,
        waivers=text.waivers if text else (),
        note=asked.note,
    )
    request = Request(principal=principal, key=key, asked=described("restoreVariant", [item], str(asked.revision)))
    return await write(store, Writing(request=request, items=[item]), checks)


async def _text(store: Editable, principal: Principal, asked: Restoring) -> Variant | None:
    """The text of the revision; None where who asks may not write, or there is no such unit, as will be answered."""
    if asked.unit.kind is None or not permits(principal, Action.WRITE, asked.language):
        return None
    (history,) = await store.histories(asked.unit.kind, [asked.unit.key])
    texts = [each.variant for each in history if each.variant.language == asked.language]
    found = next((each for each in texts if each.revision == asked.revision), None)
    if found is None and history:
        raise RevisionUnknown(revision=str(asked.revision))
    return found
