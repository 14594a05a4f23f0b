"""Mandates and their answers: which request of a resolution a report answers.

A report names the resolution that it answers, and seldom the paragraph. It is then told by what the request says: the
title of the report that is asked for, or who is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from resolvers.batches import by_keys, listed
from store import keys, texts
from store.listings import names
from store.ports import Reader
from store.records import Answered, DocumentRecord, Mandate, ParagraphRecord

MOST_ANSWERS = 200
"""The most documents that are looked at as answers to one document."""


@dataclass(frozen=True, slots=True)
class Fulfilled:
    """A request, the paragraph that makes it, and the documents that answer it."""

    mandate: Mandate
    paragraph: ParagraphRecord
    documents: tuple[DocumentRecord, ...]


async def of_documents(reader: Reader, documents: Sequence[DocumentRecord]) -> list[list[Fulfilled]]:
    """What each document asks for, in its order, with what answered."""
    asking = [[mandate.paragraph for mandate in each.mandates] for each in documents]
    paragraphs = await by_keys(reader, ParagraphRecord, asking)
    listings = [names.answers(each.key) for each in documents]
    answers = await listed(reader, DocumentRecord, listings, at_most=MOST_ANSWERS)
    return [
        list(_fulfilled(document, {paragraph.key: paragraph for paragraph in own}, answering))
        for document, own, answering in zip(documents, paragraphs, answers, strict=True)
    ]


def _fulfilled(
    document: DocumentRecord, paragraphs: dict[str, ParagraphRecord], answers: Sequence[DocumentRecord]
) -> Iterable[Fulfilled]:
    matched = [(answer, answered_mandates(document, answer)) for answer in answers]
    for mandate in document.mandates:
        paragraph = paragraphs.get(mandate.paragraph)
        if paragraph is not None:
            yield Fulfilled(mandate, paragraph, tuple(answer for answer, answered in matched if mandate in answered))


async def asking_paragraphs(reader: Reader, documents: Sequence[DocumentRecord]) -> list[list[ParagraphRecord]]:
    """The paragraphs that asked for each document."""
    answered = await by_keys(reader, DocumentRecord, [[each.document for each in one.answers] for one in documents])
    asking = [
        [mandate.paragraph for asked in mandating for mandate in answered_mandates(asked, answer)]
        for answer, mandating in zip(documents, answered, strict=True)
    ]
    return await by_keys(reader, ParagraphRecord, [list(dict.fromkeys(each)) for each in asking])


def answered_mandates(document: DocumentRecord, answer: DocumentRecord) -> tuple[Mandate, ...]:
    """The requests of a document that another one answers.

    By the paragraph that the answer names; else by the title asked for; else by who is asked; else the only one.
    """
    answered = next((each for each in answer.answers if each.document == document.key), None)
    if answered is None:
        return ()
    if answered.paragraph is not None:
        return tuple(each for each in document.mandates if each.paragraph == answered.paragraph)
    for fits in (_fits_title(answer, answered), _fits_author(answer)):
        fitting = tuple(mandate for mandate in document.mandates if fits(mandate))
        if fitting:
            return fitting
    return document.mandates if len(document.mandates) == 1 else ()


def _fits_title(answer: DocumentRecord, answered: Answered) -> Callable[[Mandate], bool]:
    title = answer.variants.get(answer.original_language)
    said = keys.fold(f"{texts.plain(title.text) if title else ''} {answered.words}")
    return lambda mandate: mandate.title is not None and keys.fold(mandate.title) in said


def _fits_author(answer: DocumentRecord) -> Callable[[Mandate], bool]:
    author = keys.fold(answer.author or "")
    return lambda mandate: bool(author) and keys.fold(mandate.addressee).removeprefix("the ") == author
