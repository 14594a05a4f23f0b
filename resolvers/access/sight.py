"""What a principal sees of records: the languages that the policy refuses are as if they were not there. Pure.

Nothing is looked up: what is removed from a record is removed from the record, so that whatever is made of it later
(an answer, an export, a file) cannot have it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, TypeVar, cast

from i18n.languages import Tag
from resolvers.access.policy import Action, scope
from resolvers.access.principals import Principal, Scope, holds
from store.editing import SuggestionRecord
from store.records import (
    Change,
    CitationRecord,
    Coverage,
    DocumentRecord,
    Entity,
    Entry,
    FootnoteRecord,
    ParagraphRecord,
    Unit,
    Variant,
)

E = TypeVar("E", bound=Entity)
V = TypeVar("V")

_REMEMBERED = 1024
"""How many principals are known by heart."""


@dataclass(frozen=True, slots=True)
class Sight:
    """The languages whose published texts somebody sees, and those whose drafts they see."""

    published: Scope
    drafts: Scope

    @staticmethod
    def of(principal: Principal) -> Sight:
        """What the policy lets a principal see: read from it once for each that asks again and again."""
        return _sight(principal)

    @property
    def is_blind(self) -> bool:
        """Whether nothing at all is seen."""
        return self.published == frozenset()

    @property
    def is_whole(self) -> bool:
        """Whether everything is seen, drafts too."""
        return self.published is None and self.drafts is None

    def hides(self, kind: type[Entity]) -> bool:
        """Whether something of a kind may be hidden: whole records, or parts of them."""
        return issubclass(kind, SuggestionRecord) or self.changes(kind)

    def changes(self, kind: type[Entity]) -> bool:
        """Whether records of a kind can look different from what they are."""
        if self.is_whole:
            return False
        return issubclass(kind, Unit) or (self.published is not None and issubclass(kind, CitationRecord))

    def records(self, kind: type[E], found: list[E | None]) -> list[E | None]:
        """Records of one kind as they are seen; the list itself where that is all the same."""
        if issubclass(kind, SuggestionRecord):
            return [each if each and self.sees(each) else None for each in found]
        if not self.changes(kind):
            return found
        if self.published is None and not issubclass(kind, DocumentRecord):  # then only drafts can be hidden
            units = cast("list[Unit | None]", found)
            if not [1 for each in units if each is not None and (each.working or each.retired)]:
                return found
        seen = [each and self.record(each) for each in found]
        return found if list(map(id, seen)) == list(map(id, found)) else seen

    def seen(self, record: E | None) -> E | None:
        """A record as it is seen; None where it is not."""
        return self.record(record) if record is not None and self.sees(record) else None

    def sees(self, record: Entity) -> bool:
        """Whether a record is seen at all: a suggestion only by those who see drafts."""
        return not isinstance(record, SuggestionRecord) or holds(self.drafts, record.language)

    def record(self, record: E) -> E:
        """A record as it is seen; the record itself where there is nothing to remove."""
        if self.is_whole:
            return record
        fields: dict[str, Any] = {}
        if isinstance(record, Unit):
            fields = self._unit(record)
        elif isinstance(record, CitationRecord) and self.published is not None:
            fields = self._citation(record, self.published)
        return replace(record, **fields) if fields else record

    def entry(self, entry: Entry) -> Entry:
        """An entry of a listing: which languages a document has texts in."""
        if self.published is None or not any("languages" in said for said in entry.owners.values()):
            return entry
        return replace(entry, owners={owner: self._said(said) for owner, said in entry.owners.items()})

    def change(self, change: Change) -> Change | None:
        """A change of the feed; None where nothing that is seen has changed."""
        if self.is_whole:
            return change
        drafts = tuple(tag for tag in change.drafts if holds(self.drafts, tag))
        languages = tuple(
            tag for tag in change.languages if holds(self.drafts if tag in change.drafts else self.published, tag)
        )
        if change.is_of_texts and (change.languages or change.drafts) and not (languages or drafts):
            return None
        return replace(change, languages=languages, drafts=drafts)

    def _unit(self, record: Unit) -> dict[str, Any]:
        """What is different of a unit."""
        fields: dict[str, Any] = {}
        if record.working and self.drafts is not None:
            fields["working"] = self._texts(record.working, self.drafts)
        if record.retired and self.drafts is not None:
            fields["retired"] = _those(record.retired, self.drafts)
        if isinstance(record, DocumentRecord):
            fields |= self._coverage(record)
        if self.published is not None:
            fields["variants"] = self._texts(record.variants, self.published)
            special = _SPECIAL.get(type(record))
            if special is not None:
                fields |= special(record, self.published)
        return fields

    def _texts(self, texts: Mapping[Tag, Variant], seen: frozenset[Tag]) -> dict[Tag, Variant]:
        return {tag: self._text(text) for tag, text in texts.items() if holds(seen, tag)}

    def _text(self, text: Variant) -> Variant:
        """A text without the digest of one that is not seen."""
        is_based = text.basis is not None and not holds(self.published, text.basis.language)
        return replace(text, basis=None) if is_based else text

    def _coverage(self, record: DocumentRecord) -> dict[str, Any]:
        """How far languages cover a document: those that are seen, their drafts where these are.

        What is left without a published text and a draft is left out, as it is where there is none.
        """
        shown = [self._covered(each) for each in record.coverage if holds(self.published, each.language)]
        kept = tuple(each for each in shown if each.published or each.draft or each.in_review)
        if record.coverage and not kept:
            # Somebody must say how many units there are.
            language = min(self.published or {record.original_language})
            kept = (Coverage(language=language, total=record.coverage[0].total, published=0),)
        return {} if kept == record.coverage else {"coverage": kept}

    def _covered(self, each: Coverage) -> Coverage:
        hidden = (each.draft or each.in_review) and not holds(self.drafts, each.language)
        return replace(each, draft=0, in_review=0) if hidden else each

    def _citation(self, record: CitationRecord, seen: frozenset[Tag]) -> dict[str, Any]:
        """An act of citing is in no language; its words are."""
        return {
            "words": _those(record.words, seen),
            "spans": _those(record.spans, seen),
            "unsettled": tuple(tag for tag in record.unsettled if holds(seen, tag)),
        }

    def _said(self, said: Mapping[str, Any]) -> Mapping[str, Any]:
        languages: Sequence[Tag] = said.get("languages", ())
        return {**said, "languages": [tag for tag in languages if holds(self.published, tag)]}


@lru_cache(maxsize=_REMEMBERED)
def _sight(principal: Principal) -> Sight:
    return Sight(scope(principal, Action.READ), scope(principal, Action.READ_WORKING))


def _those(by_language: Mapping[Tag, V], seen: frozenset[Tag]) -> dict[Tag, V]:
    return {tag: value for tag, value in by_language.items() if holds(seen, tag)}


def _document(record: DocumentRecord, seen: frozenset[Tag]) -> dict[str, Any]:
    """What quotes a text goes with it: a finding with its language's, words of the original with that."""
    fields: dict[str, Any] = {
        "findings": tuple(each for each in record.findings if each.language and holds(seen, each.language)),
        "job_numbers": _those(record.job_numbers, seen),
        "origins": _those(record.origins, seen),
    }
    if not holds(seen, record.original_language):
        fields |= {
            "mandates": (),
            "answers": tuple(replace(each, words="") for each in record.answers),
            "vote": record.vote and replace(record.vote, words=None),
            "draft": record.draft and replace(record.draft, words=None),
        }
    return fields


def _paragraph(record: ParagraphRecord, seen: frozenset[Tag]) -> dict[str, Any]:
    acts = record.acts if holds(seen, record.original_language) else ()
    return {"labels": _those(record.labels, seen), "acts": acts}


def _footnote(record: FootnoteRecord, seen: frozenset[Tag]) -> dict[str, Any]:
    return {"markers": _those(record.markers, seen)}


_SPECIAL: Mapping[type[Unit], Callable[[Any, frozenset[Tag]], dict[str, Any]]] = {
    DocumentRecord: _document,
    ParagraphRecord: _paragraph,
    FootnoteRecord: _footnote,
}
"""What else of a unit is in a language, for those who do not see every one."""
