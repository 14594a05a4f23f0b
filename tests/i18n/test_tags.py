"""Language tags: RFC 5646, canonical."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.tags import MAX_LENGTH, BadLanguageTag, Tag, parse_tag, script_and_region, truncations

LANGUAGES = st.sampled_from(["fr", "ZH", "ara", "sl", "yue", "iw", "pt", "cnr"])
SCRIPTS = st.sampled_from(["", "-hant", "-CYRL", "-Latn"])
REGIONS = st.sampled_from(["", "-tw", "-419", "-UK", "-BR"])
ENDS = st.sampled_from(["", "-1996", "-rozaj-biske", "-u-ca-buddhist", "-x-a-1", "-b-cc-a-dd"])
TAGS = st.builds("".join, st.tuples(LANGUAGES, SCRIPTS, REGIONS, ENDS)).filter(lambda tag: len(tag) <= MAX_LENGTH)


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("fr", "fr"),
        ("FR", "fr"),
        ("ZH-hant-tw", "zh-Hant-TW"),
        ("pt_BR", "pt-BR"),
        ("es-419", "es-419"),
        ("sr-latn-rs", "sr-Latn-RS"),
        ("de-1996", "de-1996"),
        ("sl-ROZAJ-biske", "sl-rozaj-biske"),
        ("en-u-ca-buddhist-a-bb", "en-a-bb-u-ca-buddhist"),
        ("en-X-Mine", "en-x-mine"),
    ],
)
def test_a_tag_is_written_in_its_canonical_case(written: str, canonical: str) -> None:
    """RFC 5646 sections 2.1.1 and 4.5."""
    assert canonical == parse_tag(written)


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("iw", "he"),  # deprecated
        ("mo", "ro"),
        ("fra", "fr"),  # ISO 639-2, as Akoma Ntoso writes languages
        ("zho", "zh"),
        ("chi", "zh"),
        ("zh-yue", "yue"),  # an extended language
        ("zh-cmn-Hans", "zh-Hans"),
        ("ar-arb", "ar"),
        ("en-UK", "en-GB"),
        ("de-DD", "de-DE"),
        ("cnr", "cnr"),  # CLDR would say "sr-ME", which is more than was said
        ("prs", "prs"),
    ],
)
def test_what_has_been_replaced_is_replaced(written: str, canonical: str) -> None:
    """By the aliases of CLDR, but for those that would add a script or a region."""
    assert canonical == parse_tag(written)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "e",
        "english",
        "fr-",
        "-fr",
        "fr--FR",
        "fr FR",
        "fr\n",
        "日本語",
        "\u212ao",  # KELVIN SIGN: "k" in lower case, and not ASCII
        "aq",
        "qqq",
        "und",
        "mul",
        "zxx",
        "x-mine",
        "i-klingon",
        "en-Abcd",
        "en-QQ",
        "en-998",
        "en-yue",
        "zh-fra",
        "de-1996-1996",
        "en-a-bb-a-cc",
        "en-u",
        "en-x",
        "*",
        "en-*",
        "en;q=1",
        "en-x-" + "a" * MAX_LENGTH,
    ],
)
def test_what_is_no_tag_is_refused_with_its_words(written: str) -> None:
    """Malformed, unknown, too long, or of no one language."""
    with pytest.raises(BadLanguageTag) as caught:
        parse_tag(written)

    assert written == caught.value.words


@given(TAGS)
def test_a_canonical_tag_is_its_own_canonical_form(written: str) -> None:
    """Parsing what parsing gave changes nothing."""
    tag = parse_tag(written)

    assert tag == parse_tag(tag) == parse_tag(tag.upper())


@given(st.text(max_size=MAX_LENGTH + 5))
def test_any_text_is_a_tag_or_a_bad_tag(text: str) -> None:
    """Nothing else is raised, whatever is asked."""
    with suppress(BadLanguageTag):
        tag = parse_tag(text)
        assert tag == parse_tag(tag)


@pytest.mark.parametrize(
    ("tag", "shorter"),
    [
        # RFC 4647 section 3.4, the worked example
        (
            "zh-Hant-CN-x-private1-private2",
            ["zh-Hant-CN-x-private1-private2", "zh-Hant-CN-x-private1", "zh-Hant-CN", "zh-Hant", "zh"],
        ),
        ("fr", ["fr"]),
        ("en-u-ca-buddhist", ["en-u-ca-buddhist", "en-u-ca", "en"]),
    ],
)
def test_truncation_takes_a_single_letter_with_what_it_introduces(tag: str, shorter: list[str]) -> None:
    """RFC 4647 section 3.4."""
    assert tuple(shorter) == truncations(Tag(tag))


@pytest.mark.parametrize(
    ("tag", "parts"),
    [
        ("zh-Hant-TW", ("Hant", "TW")),
        ("es-419", (None, "419")),
        ("sl-rozaj", (None, None)),
        ("ar-Latn", ("Latn", None)),
    ],
)
def test_script_and_region_are_read_from_a_tag(tag: str, parts: tuple[str | None, str | None]) -> None:
    """None for what the tag does not name."""
    assert parts == script_and_region(Tag(tag))
