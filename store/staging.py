"""What a commit makes of one record before it is written: numbers, times, and which texts are new. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from i18n.languages import Tag
from store.records import NEVER, NOTHING, Coverage, DocumentRecord, Entity, Reach, Unit, Variant
from store.staleness import is_stale

PLACES = (
    "document",
    "position",
    "part",
    "label_key",
    "marker_key",
    "aliases",
    "symbol",
    "alpha2",
    "m49",
)
"""The fields of records that they are asked for by, beside their keys and listings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """A record as it is and as it will be, and its texts that are new or differ, numbered."""

    before: Entity | None
    after: Entity
    texts: tuple[Variant, ...] = ()

    @property
    def languages(self) -> tuple[Tag, ...]:
        """The languages in which something changed; all of them for what comes or goes whole."""
        return tuple(sorted(self._published() | {text.language for text in self.texts}))

    @property
    def drafts(self) -> tuple[Tag, ...]:
        """The languages in which only what is being worked on changed: a text, or how many of a document there are."""
        if not isinstance(self.after, Unit):
            return ()
        before = self.before if isinstance(self.before, Unit) and not self.before.deleted else None
        had, has = before.working if before else NOTHING, NOTHING if self.after.deleted else self.after.working
        changed = {tag for tag in {*had, *has} if had.get(tag) != has.get(tag)}
        if isinstance(before, DocumentRecord) and isinstance(self.after, DocumentRecord):
            changed |= _with_other_drafts(before, self.after)
        return tuple(sorted(changed - self._published()))

    @property
    def is_of_texts(self) -> bool:
        """Whether nothing changed but texts, and how many drafts a document has."""
        before, after = self.before, self.after
        if not isinstance(before, Unit) or not isinstance(after, Unit) or before.deleted or after.deleted:
            return False
        return _without_texts(before) == _without_texts(after)

    @property
    def keeps_place(self) -> bool:
        """Whether the record was there and is there, and every question for a place or a name finds it as before."""
        before, after = self.before, self.after
        if before is None or before.deleted or after.deleted:
            return False
        return all(getattr(before, name, None) == getattr(after, name, None) for name in PLACES)

    def _published(self) -> set[Tag]:
        """The languages whose published text is another, or is stale and was not, or the other way round."""
        if not isinstance(self.after, Unit):
            return set()
        live = self.before if isinstance(self.before, Unit) and not self.before.deleted else None
        before = live.variants if live else NOTHING
        after = NOTHING if self.after.deleted else self.after.variants
        aged = {tag for tag in after if live and is_stale(live, tag) != is_stale(self.after, tag)}
        return aged | {tag for tag in {*before, *after} if before.get(tag) != after.get(tag)}

    @property
    def reach(self) -> tuple[Reach | None, Reach | None]:
        """The languages in which the record had texts, and has them; None where it was not there, or is gone."""
        return _reach(self.before), _reach(self.after)

    @property
    def document(self) -> str | None:
        """The document that the record is, or stands in."""
        if isinstance(self.after, DocumentRecord):
            return self.after.key
        return getattr(self.after, "document", None)


def _reach(record: Entity | None) -> Reach | None:
    if record is None or record.deleted:
        return None
    if not isinstance(record, Unit):
        return Reach()
    return Reach(published=tuple(sorted(record.variants)), drafts=tuple(sorted(record.working)))


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


def _without_texts(unit: Unit) -> Entity:
    """What a unit says beside its texts."""
    bare = replace(unit, revision=0, updated_at=NEVER, variants=NOTHING, working=NOTHING, retired=NOTHING)
    return replace(bare, coverage=_without_drafts(bare)) if isinstance(bare, DocumentRecord) else bare


def _without_drafts(document: DocumentRecord) -> tuple[Coverage, ...]:
    """How far published texts cover a document."""
    return tuple(replace(each, draft=0, in_review=0) for each in document.coverage if each.published)


def _with_other_drafts(before: DocumentRecord, after: DocumentRecord) -> set[Tag]:
    """The languages of which a document has another number of drafts."""
    had, has = ({each.language: (each.draft, each.in_review) for each in one.coverage} for one in (before, after))
    return {tag for tag in {*had, *has} if had.get(tag, (0, 0)) != has.get(tag, (0, 0))}


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
