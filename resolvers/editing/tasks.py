"""Work lists: the units of documents that a language wants work on, in the order of documents and of their texts.

Documents are walked by what their entry in the listing says of the language, units by position in bounded windows, and
a page ends where it is full. Nothing is counted and nothing is sorted.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from i18n.languages import Tag
from store.heads import heads
from store.listings import names
from store.listings.walking import DOCUMENTS
from store.ports import Range, Reader, Slice
from store.records import (
    DocumentRecord,
    Entry,
    FootnoteRecord,
    ParagraphRecord,
    Placed,
    SectionRecord,
    Unit,
    Variant,
    VariantStatus,
)
from store.staleness import is_outdated

DOCUMENTS_AT_ONCE = 20
WINDOW = 200
"""Positions of a document that are read at once."""

KINDS: tuple[type[Placed], ...] = (SectionRecord, ParagraphRecord, FootnoteRecord)
"""The units of a document behind its title, in the order of a work list."""


class TranslationState(StrEnum):
    """How far a unit is in a language: the status of the newest text, or that there is none."""

    MISSING = "MISSING"
    DRAFT = "DRAFT"
    IN_REVIEW = "IN_REVIEW"
    PUBLISHED = "PUBLISHED"


_OF_STATUS = {
    VariantStatus.DRAFT: TranslationState.DRAFT,
    VariantStatus.IN_REVIEW: TranslationState.IN_REVIEW,
    VariantStatus.PUBLISHED: TranslationState.PUBLISHED,
}

_MARKS = {
    TranslationState.DRAFT: "draft",
    TranslationState.IN_REVIEW: "review",
    TranslationState.PUBLISHED: "published",
}


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a unit stands in the list: its document, and there its kind (0 is the title) and its position."""

    document: str
    kind: int = -1
    position: int = 0

    def __str__(self) -> str:
        """As a cursor has it; the document last, since its symbol may hold any sign."""
        return f"{self.kind}.{self.position}.{self.document}"

    @classmethod
    def parse(cls, words: str) -> Place | None:
        """A place from a cursor; None for other words."""
        kind, _, rest = words.partition(".")
        position, _, document = rest.partition(".")
        if not (kind.isascii() and kind.isdigit() and position.isascii() and position.isdigit() and document):
            return None
        return cls(document, int(kind), int(position)) if int(kind) <= len(KINDS) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tasks:
    """Which work is asked for; None is no condition. `first` after the place `after`."""

    language: Tag
    first: int
    after: Place | None = None
    states: frozenset[TranslationState] | None = None
    stale: bool | None = None
    document: str | None = None

    def wants(self, entry: Entry) -> bool:
        """Whether a document can have such a unit, by what its entry in the listing says."""
        marks = frozenset(entry.owners[entry.key].get("wants", ()))
        if self.stale and not any(self._has(marks, mark) for mark in ("stale", "draft", "review")):
            return False
        states = frozenset(TranslationState) if self.states is None else self.states
        return any(self._may_have(marks, state) for state in states)

    def _may_have(self, marks: frozenset[str], state: TranslationState) -> bool:
        if state is TranslationState.MISSING:
            return not self._has(marks, "complete")
        return self._has(marks, _MARKS[state])

    def _has(self, marks: frozenset[str], mark: str) -> bool:
        return f"{self.language} {mark}" in marks

    def keeps(self, task: Task) -> bool:
        """Whether a unit is wanted."""
        return (self.states is None or task.state in self.states) and (
            self.stale is None or task.is_stale is self.stale
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A unit, and how far it is in a language. `current` is the newest text."""

    unit: Unit
    place: Place
    language: Tag
    current: Variant | None

    @property
    def state(self) -> TranslationState:
        """The status of the newest text."""
        return _OF_STATUS[self.current.status] if self.current else TranslationState.MISSING

    @property
    def is_stale(self) -> bool:
        """Whether that text was made from a text that has changed since."""
        return self.current is not None and is_outdated(self.unit, self.current)


@dataclass(frozen=True, slots=True)
class TaskPage:
    """A page of a work list."""

    tasks: tuple[Task, ...]
    has_next: bool


async def tasks(reader: Reader, asked: Sequence[Tasks]) -> list[TaskPage]:
    """The page that each question asks for."""
    return [await _page(reader, each) for each in asked]


async def _page(reader: Reader, asked: Tasks) -> TaskPage:
    found: list[Task] = []
    async for document in _documents(reader, asked):
        async for task in _of_document(reader, asked, document):
            found.append(task)
            if len(found) > asked.first:
                return TaskPage(tuple(found[:-1]), has_next=True)
    return TaskPage(tuple(found), has_next=False)


async def _documents(reader: Reader, asked: Tasks) -> AsyncIterator[DocumentRecord]:
    """The documents that can have such units: the one that is named, or all behind the cursor's."""
    if asked.document is not None:
        for document in await reader.get(DocumentRecord, [asked.document]):
            if document is not None:
                yield document
        return
    if asked.after is not None:
        for document in await reader.get(DocumentRecord, [asked.after.document]):
            if document is not None:
                yield document
    after = names.by_symbol(asked.after.document) if asked.after else None
    page = None
    while page is None or page.has_next:
        wanted = Slice(listing=DOCUMENTS, first=DOCUMENTS_AT_ONCE, after=after, where=asked.wants)
        (page,) = await reader.pages([wanted])
        for document in await reader.get(DocumentRecord, page.keys) if page.keys else ():
            if document is not None:
                yield document
        after = page.entries[-1].sort if page.entries else after


async def _of_document(reader: Reader, asked: Tasks, document: DocumentRecord) -> AsyncIterator[Task]:
    """The units of a document that are wanted, behind the cursor."""
    start = asked.after if asked.after and asked.after.document == document.key else Place(document.key)
    for task in _wanted(asked, [(document, Place(document.key, 0, 0))], start):
        yield task
    counts = (document.counts.sections, document.counts.paragraphs, document.counts.footnotes)
    for number, (kind, count) in enumerate(zip(KINDS, counts, strict=True), 1):
        low = start.position + 1 if start.kind == number else 1
        for first in range(low if start.kind <= number else count + 1, count + 1, WINDOW):
            (units,) = await reader.ranges(kind, [Range(document.key, first, min(first + WINDOW - 1, count))])
            for task in _wanted(asked, [(unit, Place(document.key, number, unit.position)) for unit in units], start):
                yield task


def _wanted(asked: Tasks, units: Sequence[tuple[Unit, Place]], start: Place) -> Iterator[Task]:
    for unit, place in units:
        current = heads(unit, asked.language).newest
        task = Task(unit=unit, place=place, language=asked.language, current=current)
        if place > start and unit.variants and asked.keeps(task):
            yield task
