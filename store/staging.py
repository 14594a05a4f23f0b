"""What a commit makes of one record before it is written: numbers, times, and which texts are new. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from i18n.languages import Tag
from store.records import NEVER, NOTHING, DocumentRecord, Entity, Unit, Variant
from store.staleness import is_stale


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """A record as it is and as it will be, and its texts that are new or differ, numbered."""

    before: Entity | None
    after: Entity
    texts: tuple[Variant, ...] = ()

    @property
    def languages(self) -> tuple[Tag, ...]:
        """The languages in which something changed, if only whether it is stale; all for what comes or goes whole."""
        if not isinstance(self.after, Unit):
            return ()
        live = self.before if isinstance(self.before, Unit) and not self.before.deleted else None
        before = live.variants if live else NOTHING
        after = NOTHING if self.after.deleted else self.after.variants
        published = {tag for tag in {*before, *after} if before.get(tag) != after.get(tag)}
        aged = {tag for tag in after if live and is_stale(live, tag) != is_stale(self.after, tag)}
        return tuple(sorted(published | aged | {text.language for text in self.texts}))

    @property
    def document(self) -> str | None:
        """The document that the record is, or stands in."""
        if isinstance(self.after, DocumentRecord):
            return self.after.key
        return getattr(self.after, "document", None)


def stage(before: Entity | None, after: Entity, at: datetime, past: Sequence[Variant] = ()) -> Staged | None:
    """Number and date a record that changes at a moment; None when it says the same as before.

    `past` are texts that go to the history alone, as neither head of their language.
    """
    texts: list[Variant] = []
    if isinstance(after, Unit):
        after = _numbered(before if isinstance(before, Unit) else None, after, at, texts, past)
    if before is not None and _says(before) == _says(after):
        return None
    revision = before.revision + 1 if before is not None else 1
    return Staged(before=before, after=replace(after, revision=revision, updated_at=at), texts=tuple(texts))


def _says(record: Entity) -> Entity:
    """What a record says, whenever it was written."""
    return replace(record, revision=0, updated_at=NEVER)


def _numbered(before: Unit | None, after: Unit, at: datetime, texts: list[Variant], past: Sequence[Variant]) -> Unit:
    """A unit with its texts numbered: one sequence a language, whether published or not; `texts` gets the new ones."""
    last = _last_revisions(before)
    held = (before.variants, before.working) if before else (NOTHING, NOTHING)
    kept = []
    for had, wanted in zip(held, (after.variants, after.working), strict=True):
        numbered: dict[Tag, Variant] = {}
        for tag, variant in wanted.items():
            numbered[tag] = _settled(had.get(tag), variant, last.get(tag, 0) + 1, at)
            if _is_new(had.get(tag), variant):
                last[tag] = numbered[tag].revision
                texts.append(numbered[tag])
        kept.append(numbered)
    for variant in past:
        last[variant.language] = last.get(variant.language, 0) + 1
        texts.append(replace(variant, revision=last[variant.language], updated_at=at))
    whole = replace(after, variants=kept[0], working=kept[1], retired=NOTHING)
    there = _last_revisions(whole)
    return replace(whole, retired={tag: number for tag, number in sorted(last.items()) if number > there.get(tag, 0)})


def _settled(had: Variant | None, wanted: Variant, revision: int, at: datetime) -> Variant:
    """A text with its number and time: new ones where it is new, those it had otherwise."""
    if had is not None and not _is_new(had, wanted):
        return replace(wanted, revision=had.revision, updated_at=had.updated_at)
    return replace(wanted, revision=revision, updated_at=at)


def _is_new(had: Variant | None, wanted: Variant) -> bool:
    """Whether a text is a revision of its own: other words, another basis, or another step of the workflow."""
    return had is None or _step(had) != _step(wanted)


def _step(text: Variant) -> tuple[object, ...]:
    return (text.text, text.status, text.basis, text.approved_by, text.waivers)


def _last_revisions(unit: Unit | None) -> dict[Tag, int]:
    """The highest revision that each language has had."""
    if unit is None:
        return {}
    last: dict[Tag, int] = dict(unit.retired)
    every: tuple[Mapping[Tag, Variant], ...] = (unit.variants, unit.working)
    for variants in every:
        for tag, variant in variants.items():
            last[tag] = max(last.get(tag, 0), variant.revision)
    return last
