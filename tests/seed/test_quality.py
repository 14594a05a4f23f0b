"""How well a corpus is understood is counted by language, and what is not is listed by pattern."""

from __future__ import annotations

from dataclasses import replace

import pytest

from i18n.languages import EN, Tag
from seed.quality import Quality, Share, pattern
from store.records import CitationRecord, CitationResolution, FootnoteRecord
from tests.store.builders import citation, variant

FR = Tag("fr")
RESOLVED, UNRESOLVED = CitationResolution.RESOLVED, CitationResolution.UNRESOLVED


def note(marker: str, *languages: Tag, is_remark: bool = False) -> FootnoteRecord:
    return FootnoteRecord(
        key=f"A/1#fn{marker}",
        document="A/1",
        position=1,
        marker=marker,
        marker_key=marker,
        is_remark=is_remark,
        variants={tag: variant("See.", tag) for tag in languages},
    )


def cited(marker: str, instrument: str | None, words: dict[Tag, str], *unsettled: Tag) -> CitationRecord:
    return replace(
        citation(1, "x"),
        footnote=f"A/1#fn{marker}",
        instrument=instrument,
        words=words,
        unsettled=unsettled,
        resolution=RESOLVED if instrument else UNRESOLVED,
    )


def test_notes_and_citations_are_counted_in_each_language() -> None:
    quality = Quality()

    quality.add(
        [note("1", EN, FR), note("2", EN), note("3", EN, is_remark=True)],
        [
            cited("1", "A/RES/1/1", {EN: "Resolution 1/1", FR: "Résolution 1/1"}),
            cited("1", "pub:x/y", {EN: "X, Y"}),
            cited("1", "A/2", {EN: "A/2", FR: "A/X/2"}, FR),
        ],
    )

    english, french = quality.languages[EN], quality.languages[FR]
    assert Share(2, 3) == english.read
    assert Share(2, 2) == english.settled
    assert 1 == english.by_words
    assert (Share(1, 1), Share(1, 2)) == (french.read, french.settled)
    assert [(FR, "A/X/9", 1, "A/RES/74/148: A/X/2")] == list(quality.unresolved(5))


def test_words_of_one_form_are_one_pattern() -> None:
    assert pattern("See  A/72/53, para. 12") == pattern("See A/9/1, para. 7") == "See A/9/9, para. 9"


@pytest.mark.parametrize(("share", "percent"), [(Share(0, 0), 100), (Share(1, 4), 25)])
def test_a_share_is_in_per_cent(share: Share, percent: float) -> None:
    assert percent == share.percent
