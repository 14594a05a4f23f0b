"""What a record becomes when a new reading meets the one in the store.

Texts: a source of higher or equal rank replaces the published text (the displaced one stays in the history that a
commit writes); a lower one never does, nor does a file of an editor's rank replace what an editor wrote here. Other
languages, unpublished work and editors' corrections stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from i18n.languages import Tag
from store.correcting import resolved, with_resolved
from store.records import NEVER, NOTHING, CitationRecord, Entity, InstrumentRecord, SourceRank, Unit, Variant

E = TypeVar("E", bound=Entity)
U = TypeVar("U", bound=Unit)

IMPORTED = frozenset({SourceRank.OFFICIAL_TEXT, SourceRank.OFFICIAL_XML})
"""The ranks of texts that loads bring, and so can take away."""


def merged(
    before: E | None,
    wanted: E,
    at: datetime,
    loaded: frozenset[Tag] = frozenset(),
    corrected: Mapping[Tag, str] = NOTHING,
) -> E:
    """The record to write; equal to `before` when nothing changed. `at` is the time of new texts.

    `loaded` are languages read whole: an imported text that a unit had in one of them and has no more is gone.
    `corrected` are the digests of imported texts that editors corrected: the same text again does not take that back.
    """
    result: Entity = wanted
    if isinstance(result, Unit):
        result = _unit(before if isinstance(before, Unit) else None, result, at, loaded, corrected)
    if isinstance(result, InstrumentRecord) and isinstance(before, InstrumentRecord):
        result = _instrument(before, result)
    if isinstance(result, CitationRecord) and isinstance(before, CitationRecord):
        result = _citation(before, result, loaded)
    if before is not None:
        result = replace(result, revision=before.revision, updated_at=before.updated_at)
    assert isinstance(result, type(wanted))
    return result


def _unit(before: U | None, wanted: U, at: datetime, loaded: frozenset[Tag], corrected: Mapping[Tag, str]) -> U:
    held = {
        tag: variant
        for tag, variant in (before.variants if before else {}).items()
        if tag in wanted.variants or tag not in loaded or variant.rank not in IMPORTED
    }
    return replace(
        wanted,
        variants={
            **held,
            **{
                tag: held[tag] if corrected.get(tag) == new.digest else merged_variant(held.get(tag), new, at)
                for tag, new in wanted.variants.items()
            },
        },
        working=before.working if before else wanted.working,
        retired=before.retired if before else wanted.retired,
    )


def merged_variant(held: Variant | None, new: Variant, at: datetime) -> Variant:
    """The text that is published once `new` has met `held`."""
    if held is None:
        return replace(new, revision=1, updated_at=at)
    is_editors = held.author_id is not None and new.author_id is None
    if new.rank.order < held.rank.order or (is_editors and new.rank is held.rank):
        return held
    if new.digest == held.digest:
        return replace(held, rank=new.rank, provenance=new.provenance)
    return replace(new, revision=held.revision + 1, updated_at=at)


def _instrument(before: InstrumentRecord, wanted: InstrumentRecord) -> InstrumentRecord:
    """Facts add up: a document that cites an instrument may know more of it, never less."""
    return replace(
        wanted,
        symbol=before.symbol or wanted.symbol,
        aliases=tuple(dict.fromkeys((*before.aliases, *wanted.aliases))),
        treaty_series=tuple(dict.fromkeys((*before.treaty_series, *wanted.treaty_series))),
        adopted_on=before.adopted_on or wanted.adopted_on,
        url=before.url or wanted.url,
        ancestors=before.ancestors or wanted.ancestors,
    )


def cited(before: InstrumentRecord, wanted: InstrumentRecord) -> InstrumentRecord:
    """What a citing document may add to an instrument that is there: it never changes its kind or its titles."""
    return replace(wanted, kind=before.kind, original_language=before.original_language, variants=before.variants)


def itself(before: InstrumentRecord, wanted: InstrumentRecord) -> InstrumentRecord:
    """What a document says of itself as an instrument that is there, since others cite it: it knows its kind and title.

    What the authority table has (it alone gives aliases) stands: there the document may be an agenda or a compact.
    """
    if not before.aliases:
        return wanted
    return replace(cited(before, wanted), variants={**wanted.variants, **before.variants})


def _citation(before: CitationRecord, wanted: CitationRecord, loaded: frozenset[Tag]) -> CitationRecord:
    if before.is_corrected:
        automatic = resolved(wanted)
        wanted = replace(with_resolved(wanted, resolved(before)), is_corrected=True, automatic=automatic)
    words = {tag: words for tag, words in before.words.items() if tag not in loaded}
    spans = {tag: span for tag, span in before.spans.items() if tag not in loaded}
    return replace(
        wanted,
        words={**words, **wanted.words},
        spans={**spans, **wanted.spans},
        corrections=before.corrections,
    )


def is_same(one: Entity, other: Entity) -> bool:
    """Whether two records say the same, their revision and time aside."""
    return replace(one, revision=0, updated_at=NEVER) == replace(other, revision=0, updated_at=NEVER)
