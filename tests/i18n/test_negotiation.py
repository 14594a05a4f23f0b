"""Which language is served, and why: RFC 4647 section 3.4 and RFC 9110 section 12.5.4."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.languages import EN, KNOWN, Tag
from i18n.negotiation import MAX_RANGES, Choice, Match, accept_language, choose

TAGS = st.sampled_from([*KNOWN, Tag("fr-CA"), Tag("zh-Hant-TW"), Tag("pt-BR"), Tag("ht-HT")])


def tags(several: str) -> tuple[Tag, ...]:
    return tuple(Tag(tag) for tag in several.split())


@pytest.mark.parametrize(
    ("preference", "available", "served", "match"),
    [
        # what was asked for
        ("fr", "en fr", "fr", "EXACT"),
        ("en", "en fr", "en", "EXACT"),
        ("de fr", "en fr", "fr", "EXACT"),
        ("ru fr es", "en es fr", "fr", "EXACT"),
        ("zh-Hant", "en zh zh-Hant", "zh-Hant", "EXACT"),
        # RFC 4647 section 3.4: the worked example, and its order of ranges
        ("zh-Hant-CN-x-private1-private2", "en zh zh-Hant-CN", "zh-Hant-CN", "LOOKUP"),
        ("zh-Hant-CN-x-private1-private2", "en zh zh-Hant", "zh-Hant", "LOOKUP"),
        ("zh-Hant-TW", "en zh", "zh", "LOOKUP"),
        ("fr-FR zh-Hant", "zh-Hant fr en", "fr", "LOOKUP"),
        ("fr-CA fr", "en fr", "fr", "LOOKUP"),
        # lookup never lengthens
        ("zh", "en zh-Hant", "en", "ORIGINAL"),
        ("de", "en de-CH", "en", "ORIGINAL"),
        # the declared chains, after every language that was asked for
        ("ht", "en fr", "fr", "FALLBACK"),
        ("ht-HT", "en fr", "fr", "FALLBACK"),
        ("ht es", "en es fr", "es", "EXACT"),
        ("ca ht", "en fr", "fr", "FALLBACK"),
        ("rw", "fr ru", "fr", "FALLBACK"),
        ("yue", "en zh", "zh", "FALLBACK"),
        # the original
        ("pt", "en es", "en", "ORIGINAL"),
        ("de", "en fr", "en", "ORIGINAL"),
        ("", "en fr", "en", "ORIGINAL"),
    ],
)
def test_a_language_is_chosen_by_the_first_rule_that_finds_one(
    preference: str, available: str, served: str, match: str
) -> None:
    """The original is English in each row."""
    assert Choice(Tag(served), Match(match)) == choose(tags(preference), tags(available), EN)


@pytest.mark.parametrize(
    ("preference", "available", "served"),
    [
        ("fr", "en fr", Choice(Tag("fr"), Match.EXACT)),
        ("fr-CA", "en fr", Choice(Tag("fr"), Match.LOOKUP)),
        ("ht", "en fr", None),
        ("de", "en fr", None),
        ("", "en fr", Choice(EN, Match.ORIGINAL)),
    ],
)
def test_without_fallback_only_what_was_asked_for_is_served(
    preference: str, available: str, served: Choice | None
) -> None:
    """Who asks for no language is served the original all the same."""
    assert served == choose(tags(preference), tags(available), EN, fallback=False)


def test_nothing_is_served_where_nothing_fits_and_the_original_is_absent() -> None:
    """A unit may be held in a translation only."""
    assert choose(tags("de"), tags("fr"), EN) is None


@given(st.lists(TAGS, max_size=5), st.sets(TAGS, max_size=5), TAGS, st.booleans())
def test_what_is_chosen_is_available(preference: list[Tag], available: set[Tag], original: Tag, fallback: bool) -> None:
    """Whatever is asked; and with fallback, something is served wherever the original is there."""
    choice = choose(preference, available, original, fallback=fallback)

    assert choice is None or choice.language in available
    assert choice is not None or not (fallback and original in available)


@pytest.mark.parametrize(
    ("header", "preference"),
    [
        (None, ""),
        ("", ""),
        ("fr", "fr"),
        ("da, en-gb;q=0.8, en;q=0.7", "da en-GB en"),  # RFC 9110 section 12.5.4
        ("fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5", "fr-CH fr en de"),
        ("en;q=0.1, fr;q=0.9", "fr en"),
        ("en;q=0.5, fr;q=0.5", "en fr"),  # the same weight: as written
        ("en , fr ; q=0.25", "en fr"),
        ("en;Q=0.5,fr", "fr en"),
        ("en;q=0, fr", "fr"),
        ("en;q=0.000, fr;q=1.000", "fr"),
        ("*", ""),
        ("*;q=0.5, ru", "ru"),
        ("fr, FR, fr-fr", "fr fr-FR"),
        ("iw", "he"),
        # malformed parts are passed over
        ("en;q=2, fr", "fr"),
        ("en;q=1.5, fr", "fr"),
        ("en;q=0.1234, fr", "fr"),
        ("en;q=-1, fr", "fr"),
        ("en;q=, fr", "fr"),
        ("en;level=1, fr", "fr"),
        ("english, fr", "fr"),
        (",,;q=1,fr,", "fr"),
        ("de-*-DE, fr", "fr"),
        ("\x00, fr", "fr"),
    ],
)
def test_a_header_states_a_preference(header: str | None, preference: str) -> None:
    """Highest weight first; what cannot be read is passed over."""
    assert tags(preference) == accept_language(header)


def test_only_so_many_parts_of_a_header_are_read() -> None:
    """However long it is."""
    header = ", ".join(["xx"] * (MAX_RANGES - 1) + ["fr", "en"])

    assert tags("fr") == accept_language(header)


@given(st.text(alphabet="enfrzh-*;q=.019, \t", max_size=60))
def test_any_header_is_read(header: str) -> None:
    """Each language once, and none but languages."""
    preference = accept_language(header)

    assert len(set(preference)) == len(preference) <= MAX_RANGES
