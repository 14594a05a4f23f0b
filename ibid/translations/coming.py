"""A file that was translated: its texts are written as the mutation writes them, and each is reported.

The same checks, the same comparison of revisions and the same workflow hold: this only says what is to be written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from resolvers.access import Principal
from resolvers.editing.checking import Checks
from resolvers.editing.intents import Intent, Item, Request, UnitName, described
from resolvers.editing.ports import Editable
from resolvers.editing.translating import Writing, write
from seed.xliff.imported import Imported, ImportedUnit, State
from store.editing import Outcome
from store.ports import Reader
from store.records import NOTHING, DocumentRecord, FootnoteRecord, ParagraphRecord, SectionRecord, Unit

LARGEST = 8 * 2**20
"""Bytes of a file that is sent. The longest document of the corpus, in two languages, has 2 MB."""

BATCH = 50
"""Texts that are written in one transaction."""

UNTRANSLATED, REFUSED = "untranslated", "refused"
"""What becomes of a unit without a translation, and of one that the file no longer says enough of."""

UNCHANGED = "unchanged"

_KINDS: Sequence[type[Unit]] = (DocumentRecord, SectionRecord, ParagraphRecord, FootnoteRecord)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is wrong with a unit: `params` fill the message of `code`."""

    code: str
    params: Mapping[str, str] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of one unit of a file. `outcome` is one of the mutation's, or one of those above."""

    unit: str
    line: int
    outcome: str
    revision: int | None = None
    told: tuple[Told, ...] = ()

    @property
    def is_refusal(self) -> bool:
        """Whether a translation was sent that was neither written nor there."""
        return bool(self.told)


async def imported(
    store: Editable, reader: Reader, principal: Principal, file: Imported, *, digest: str, checks: Checks
) -> list[Result]:
    """Write what a file has; a result for each unit, in the file's order. `digest` names the file."""
    results = {number: result for number, unit in enumerate(file.units) if (result := _without_writing(unit))}
    wanted = [(number, unit) for number, unit in enumerate(file.units) if number not in results]
    names = await _names(reader, [unit.key for _, unit in wanted])
    for start in range(0, len(wanted), BATCH):
        some = wanted[start : start + BATCH]
        items = [_item(unit, names[unit.key]) for _, unit in some]
        request = Request(principal=principal, key=f"xliff {digest} {start}", asked=described("xliff", items))
        done = await write(store, Writing(request=request, items=items), checks)
        for (number, unit), outcome in zip(some, done.outcomes, strict=True):
            results[number] = _result(unit, outcome)
    return [results[number] for number in range(len(file.units))]


def digest_of(content: bytes) -> str:
    """What names a file: the same file again is the same request, and is answered as it was."""
    return hashlib.sha256(content).hexdigest()[:32]


def _without_writing(unit: ImportedUnit) -> Result | None:
    """The result of a unit that is not written; None for one that is."""
    if unit.markdown is None or not unit.markdown.strip():
        return Result(unit=unit.key, line=unit.line, outcome=UNTRANSLATED)
    if not unit.is_changed and not _was_finished(unit):
        return Result(unit=unit.key, line=unit.line, outcome=UNCHANGED)
    if unit.problems:
        told = tuple(Told(code=each.code, params=each.params) for each in unit.problems)
        return Result(unit=unit.key, line=unit.line, outcome=REFUSED, told=told)
    return None


def _was_finished(unit: ImportedUnit) -> bool:
    """Whether the words are the draft's, and the tool says that they are translated now."""
    return unit.sub_state == "ibid:draft" and unit.state is not State.INITIAL


def _item(unit: ImportedUnit, name: UnitName) -> Item:
    """A draft where the tool says that the text is not finished, otherwise a text for review."""
    return Item(
        unit=name,
        language=unit.language,
        markdown=unit.markdown or "",
        expected=unit.expected or 0,
        basis=unit.basis,
        intent=Intent.DRAFT if unit.state is State.INITIAL else Intent.SUBMIT,
    )


async def _names(reader: Reader, keys: Sequence[str]) -> dict[str, UnitName]:
    """Units by key, whatever kind they are of; of no kind for what is not there."""
    found = {key: UnitName(key) for key in keys}
    for kind in _KINDS:
        there = await reader.get(kind, list(found))
        found.update({each.key: UnitName(each.key, kind, each.key) for each in there if each is not None})
    return found


def _result(unit: ImportedUnit, outcome: Outcome) -> Result:
    told = [Told(code=outcome.code, params={"unit": unit.key, **outcome.params})] if outcome.code else []
    told += [Told(code=each.code, params=each.params) for each in outcome.findings if outcome.code]
    return Result(
        unit=unit.key,
        line=unit.line,
        outcome=outcome.kind.value,
        revision=outcome.variant.revision if outcome.variant else None,
        told=tuple(told),
    )
