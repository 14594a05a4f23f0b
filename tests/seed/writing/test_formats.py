"""What each format says of a document, and in which language."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Sequence
from datetime import date
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote

import pytest

from i18n.citing.symbols import Symbol
from i18n.languages import EN, Tag
from seed.akn import read_akn
from seed.writing import uris
from seed.writing.formats import Format
from seed.writing.html import Alternative
from seed.writing.markdown import escaped
from seed.writing.whole import Whole, read_whole
from seed.writing.written import Around, write
from store.records import DocumentKind, DocumentRecord, InstrumentKind, InstrumentRecord
from tests.support.records import REPORT, RESOLUTION, corpus, stored
from tests.support.watching_reads import CountingReader

AR, FR, ZH = Tag("ar"), Tag("fr"), Tag("zh")


async def held(symbol: str = RESOLUTION) -> Whole:
    store = await stored(corpus())
    (record,) = await store.get(DocumentRecord, [symbol])
    assert record is not None
    return await read_whole(store, record)


def text(whole: Whole, wanted: Format, *languages: Tag) -> str:
    return write(whole, wanted, languages).content.decode()


async def test_a_document_is_read_by_a_handful_of_questions() -> None:
    store = await stored(corpus())
    (record,) = await store.get(DocumentRecord, [RESOLUTION])
    assert record is not None
    reader = CountingReader(store)

    await read_whole(reader, record)

    assert ["get", "get", "ranges", "ranges", "ranges"] == sorted(reader.asked)


class Page(HTMLParser):
    """The identifiers and links of a page, its elements, and the language that each stands in."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.root: dict[str, str | None] = {}
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        self.tags.append(tag)
        if tag == "html":
            self.root = own
        if own.get("id"):
            self.ids.append(str(own["id"]))
        if tag == "a" and str(own.get("href", "")).startswith("#"):
            self.links.append(str(own["href"])[1:])


async def test_a_page_says_its_language_and_direction_and_has_no_script() -> None:
    page = Page(text(await held(), Format.HTML, EN))

    assert ("en", "ltr") == (page.root["lang"], page.root["dir"])
    assert "script" not in page.tags


async def test_notes_and_calls_are_linked_both_ways() -> None:
    """Whatever a page links to is there, and once."""
    page = Page(text(await held(), Format.HTML, EN))

    assert sorted(set(page.ids)) == sorted(page.ids)
    assert {unquote(link) for link in page.links} <= set(page.ids)
    assert {"fn1", "call.fn1"} <= set(page.ids)
    assert {"fn1", "call.fn1"} <= set(page.links)


async def test_a_page_that_is_not_in_the_language_asked_for_says_so_in_that_language() -> None:
    page = text(await held(REPORT), Format.HTML, AR)

    assert re.search(r'<p class="notice" role="note" lang="ar" dir="rtl">', page)
    assert 'lang="en" dir="ltr"' in page.split("\n")[1]


async def test_what_is_missing_in_a_translation_is_given_in_another_language_and_marked() -> None:
    """The French of the resolution is of some of its units only."""
    whole = await held()
    written = write(whole, Format.HTML, [FR])

    assert (FR, EN) == written.languages
    assert ' lang="en" dir="ltr"' in written.content.decode()


async def test_what_stands_in_a_text_is_never_mark_up() -> None:
    whole = await held()
    page = write(
        whole, Format.HTML, [EN], around=Around(languages=[Alternative("/x?<&", "<b>", language=FR)])
    ).content.decode()

    assert "<b>" not in page
    assert "/x?&lt;&amp;" in page


async def test_markdown_has_headings_numbers_and_notes() -> None:
    whole = await held()
    said = text(whole, Format.MARKDOWN, EN)

    assert said.startswith("# ")
    assert "\n1\\. " in said
    assert "[^1]: " in said
    assert "[^1]" in said.split("[^1]: ")[0]


@pytest.mark.parametrize(
    ("words", "safe"),
    [("a_b*c", r"a\_b\*c"), ("<b>", r"\<b\>"), ("[x](y)", r"\[x\](y)"), ("AT&T &amp; co", "AT&T &amp;amp; co")],
)
def test_signs_of_markdown_are_escaped(words: str, safe: str) -> None:
    assert safe == escaped(words)


async def test_plain_text_has_calls_and_notes_in_brackets() -> None:
    said = text(await held(), Format.TEXT, EN)

    assert "[1]" in said.split("____")[0]
    assert re.search(r"^\[1\] ", said.split("____")[-1].strip("_\n"), re.MULTILINE)


async def test_json_has_every_unit_by_its_key_with_the_text_that_is_served() -> None:
    whole = await held()
    value: dict[str, Any] = json.loads(text(whole, Format.JSON, EN))

    assert [each.key for each in whole.paragraphs] == [each["key"] for each in value["paragraphs"]]
    assert {"en"} == {said["language"] for each in value["paragraphs"] for said in each["texts"]}
    assert {each.key for each in whole.citations} == {each["key"] for each in value["citations"]}


async def test_json_may_have_every_language() -> None:
    whole = await held()
    value: dict[str, Any] = json.loads(write(whole, Format.JSON, [], every=True).content)

    assert ["en", "fr"] == [each["language"] for each in value["title"]]


async def test_json_ld_is_a_legislation_with_what_it_cites() -> None:
    value: dict[str, Any] = json.loads(text(await held(), Format.JSONLD, EN))

    assert "Legislation" in value["@type"]
    assert RESOLUTION == value["legislationIdentifier"]
    assert "treaty:ICRMW" in [each["identifier"] for each in value["citation"]]
    assert {"fr"} == {each["inLanguage"] for each in value["workTranslation"]}


async def test_all_languages_of_akoma_ntoso_are_files_of_a_zip_that_is_the_same_every_time() -> None:
    whole = await held()
    written = write(whole, Format.AKN, [], every=True)

    with zipfile.ZipFile(io.BytesIO(written.content)) as files:
        assert ["A-RES-74-148.en.xml", "A-RES-74-148.fr.xml"] == files.namelist()
        assert FR == read_akn(files.read("A-RES-74-148.fr.xml")).language
    assert written.content == write(whole, Format.AKN, [], every=True).content


@pytest.mark.parametrize(
    ("symbol", "number"),
    [
        ("A/RES/74/148", "74-148"),
        ("A/HRC/45/30", "A-HRC-45-30"),
        ("S/RES/1325 (2000)", "1325_(2000)"),
        ("A/RES/217(III)[A]", "217(III)%5BA%5D"),
        ("A/RES/69/96 A-B", "69-96_A-B"),
    ],
)
def test_a_number_in_a_uri(symbol: str, number: str) -> None:
    assert number == uris.number(Symbol.parse(symbol))


def test_what_is_cited_has_the_uri_of_its_work_where_its_day_is_known() -> None:
    symbol = Symbol("A/RES/73/195")
    known = InstrumentRecord(
        key="A/RES/73/195", kind=InstrumentKind.RESOLUTION, symbol=symbol, adopted_on=date(2018, 12, 19)
    )
    unknown = InstrumentRecord(key="A/RES/73/195", kind=InstrumentKind.RESOLUTION, symbol=symbol)

    assert uris.address(known) == uris.work(symbol, DocumentKind.RESOLUTION, date(2018, 12, 19))
    assert uris.address(unknown) == "https://undocs.org/A/RES/73/195"
    assert uris.address(None) is None
