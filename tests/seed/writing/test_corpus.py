"""Import, export, import: the records of the corpus stay what they are, in six languages."""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from seed.akn import peek
from seed.loading.bundle import Bundle
from seed.loading.document import bundle
from seed.loading.keying import Held
from seed.loading.preparing import tables
from seed.loading.source import gather, source_of
from seed.reading import rank_of, read_document
from seed.unreadable import Unreadable
from seed.writing.akn import write_akn
from seed.writing.one_language import expression_in
from seed.writing.whole import Whole
from store.records import NEVER, DocumentRecord, Entity, Unit
from tests.support.schemas import faults
from tests.support.shared import shared

pytestmark = pytest.mark.corpus

EACH = 29
"""Of the resolutions of a session every so many are taken."""

HARD = r"/(?:A_RES_)?(?:74_(?:15|260B|280|296)|75_(?:193|242)|76_(?:120|266))\D"
"""Those whose languages disagree most: on numbers, headings, paragraphs, and on what the title's notes are."""


def sample(archive: str) -> Iterator[tuple[bytes, ...]]:
    """Resolutions in all their languages: the same ones in every run."""
    with zipfile.ZipFile(Path(shared("corpus", archive))) as held:
        names = [name for name in sorted(held.namelist()) if name.endswith(".xml")]
        numbers: dict[str, list[str]] = defaultdict(list)
        for name in names:
            found = re.search(r"/(?:A_RES_)?(?P<number>\d+_\d+(?:[A-Z](?:-[A-Z])?)?)", name)
            if found and not name.startswith("German"):
                numbers[found["number"]].append(name)
        for at, own in enumerate(numbers.values()):
            if at % EACH == 0 or re.search(HARD, own[0]):
                yield tuple(held.read(name) for name in own)


def records(contents: tuple[bytes, ...]) -> Bundle:
    """What loading makes of the files of one document; some names are those of two, "75_242" of parts A and B."""
    read = tables()
    symbol = peek(contents[0])[0]
    own = [each for each in contents if peek(each)[0] == symbol]
    sources = [source_of(read_document(each), read.authority, rank_of(each)) for each in own]
    return bundle(gather(sources), read.names, Held())


def whole(made: Bundle) -> Whole:
    """The same as it is once it is stored."""
    return Whole(
        document=replace(made.document, updated_at=datetime(2020, 1, 1, tzinfo=UTC)),
        sections=made.sections,
        paragraphs=made.paragraphs,
        footnotes=made.footnotes,
        citations=made.citations,
        instruments={each.key: each for each in made.instruments},
        reporters={},
    )


def said(record: Entity) -> Entity:
    """A record without revisions, times, origins, and lines of files."""
    record = replace(record, revision=0, updated_at=NEVER)
    if isinstance(record, Unit):
        variants = {tag: replace(each, revision=1, updated_at=NEVER) for tag, each in record.variants.items()}
        record = replace(record, variants=variants)
    if isinstance(record, DocumentRecord):
        findings = tuple(sorted((replace(each, line=None) for each in record.findings), key=str))
        record = replace(record, origins={}, findings=findings)
    return record


def compared(made: Bundle) -> dict[tuple[str, str], Entity]:
    return {(type(each).__name__, each.key): said(each) for each in (*made.inside(), *made.instruments)}


@pytest.mark.parametrize("archive", ["GA_74.zip", "GA_75.zip", "GA_76.zip"])
def test_records_that_are_exported_come_back_as_they_were(archive: str) -> None:
    """Every unit with its texts, labels, kinds, parts, places, notes, acts and aliases, every citation, every fact."""
    documents = 0
    for contents in sample(archive):
        try:
            before = records(contents)
        except Unreadable:
            continue
        after = records(tuple(write_akn(expression_in(whole(before), tag)) for tag in whole(before).languages))
        documents += 1

        assert compared(before) == compared(after), before.document.key
    assert documents > 5


@pytest.mark.parametrize("archive", ["GA_74.zip", "GA_75.zip", "GA_76.zip"])
def test_what_is_exported_is_valid_and_says_which_document_it_is(archive: str) -> None:
    for contents in sample(archive):
        try:
            held = whole(records(contents))
        except Unreadable:
            continue
        for tag in held.languages:
            written = write_akn(expression_in(held, tag))

            assert [] == faults(written), held.document.key
            assert (held.document.symbol, tag) == peek(written)
