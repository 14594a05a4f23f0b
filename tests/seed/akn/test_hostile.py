"""What is no such document: each refused with its code, and nothing outside the bytes read."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.languages import OFFICIAL, Tag
from i18n.messages import message
from seed.akn import peek, read_akn
from seed.unreadable import Unreadable
from tests.seed.akn.files import NAMESPACE, paragraph, statement

ROOT = f'<akomaNtoso xmlns="{NAMESPACE}">'
SECTIONS = "<section>" * 300 + "</section>" * 300
GERMAN = statement("").decode().replace("eng", "deu").encode()

BAD = {
    "broken": (f"{ROOT}<statement><mainBody></statement></akomaNtoso>".encode(), "XML_BROKEN"),
    "cut off": (statement(paragraph("Words;", "1."))[:-200], "XML_BROKEN"),
    "nothing": (b"", "XML_BROKEN"),
    "a zero byte": (statement("a\x00b"), "XML_BROKEN"),
    "an unknown entity": (statement("<p>&nbsp;</p>"), "XML_BROKEN"),
    "a text too long": (statement(f"<p>{'x' * 11_000_000}</p>"), "XML_BROKEN"),
    "nested too deeply": (statement(SECTIONS), "XML_TOO_DEEP"),
    "never closed": (ROOT.encode() + b"<statement>" + b"<section>" * 100_000, "XML_TOO_DEEP"),
    "a document type": (b"<!DOCTYPE akomaNtoso>" + statement(""), "XML_DOCTYPE"),
    "billion laughs": (
        b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>' + statement("<p>&b;</p>"),
        "XML_DOCTYPE",
    ),
    "an outer file": (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + statement("&x;"), "XML_DOCTYPE"),
    "another root": (b"<html><body/></html>", "XML_OTHER_ROOT"),
    "an act": (f"{ROOT}<act/></akomaNtoso>".encode(), "AKN_OTHER_DOCUMENT"),
    "a bill": (f"{ROOT}<bill/></akomaNtoso>".encode(), "AKN_OTHER_DOCUMENT"),
    "a debate": (f"{ROOT}<debate/></akomaNtoso>".encode(), "AKN_OTHER_DOCUMENT"),
    "an empty root": (f"{ROOT}</akomaNtoso>".encode(), "AKN_OTHER_DOCUMENT"),
    "another language": (GERMAN, "LANGUAGE_NOT_READ"),
    "no language": (f"{ROOT}<statement/></akomaNtoso>".encode(), "LANGUAGE_NOT_READ"),
    "UTF-8 that is none": (
        b'<?xml version="1.0" encoding="UTF-8"?>' + statement("<p>é</p>").decode().encode("latin-1", "replace"),
        "XML_ENCODING",
    ),
    "UTF-8 under another name": (
        b'<?xml version="1.0" encoding="ISO-8859-1"?>' + statement("<p>é</p>"),
        "XML_ENCODING",
    ),
    "UTF-16": (statement("").decode().encode("utf-16"), "XML_ENCODING"),
    "an encoding of nobody": (b'<?xml version="1.0" encoding="x-none"?>' + statement(""), "XML_ENCODING"),
    "too large": (b"<" * (20 * 2**20 + 1), "FILE_TOO_LARGE"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_document_is_refused_with_its_code(name: str) -> None:
    content, code = BAD[name]

    with pytest.raises(Unreadable) as refused:
        read_akn(content)
    assert code == refused.value.code
    with pytest.raises(Unreadable) as refused:
        peek(content)
    assert code == refused.value.code


@pytest.mark.parametrize("name", BAD)
def test_each_refusal_is_told_in_six_languages_with_all_that_it_names(name: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_akn(BAD[name][0])
    for language in OFFICIAL:
        said = message(refused.value.code, [Tag(language)], {"file": "bad.xml", **refused.value.params})

        assert (language, True) == (said.language, "bad.xml" in said.text)
        assert "…" not in said.text


def test_a_broken_file_says_on_which_line() -> None:
    with pytest.raises(Unreadable) as refused:
        read_akn(f"{ROOT}\n<statement>\n<p></q>".encode())

    assert {"line": "3"} == refused.value.params


def test_a_file_in_another_encoding_that_says_so_is_read() -> None:
    content = statement(paragraph("تقرر؛", "1."), language="ar").decode()
    tree = read_akn(f'<?xml version="1.0" encoding="windows-1256"?>{content}'.encode("cp1256"))

    assert ["تقرر؛"] == [each.text for each in tree.paragraphs]


def test_nothing_is_included_from_outside(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", "utf-8")
    link = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{secret.as_uri()}" parse="text"/>'
    tree = read_akn(statement(paragraph(f"Words {link};", "1.")))

    assert ["Words ;"] == [each.text for each in tree.paragraphs]


@pytest.mark.parametrize(("language", "declared"), [("ar", "fra"), ("zh", "spa"), ("ru", "eng")])
def test_a_language_that_lies_is_found_by_its_letters(language: str, declared: str) -> None:
    three = {"ar": "ara", "zh": "zho", "ru": "rus"}[language]
    words = {"ar": "تقرر إبقاء المسألة قيد نظرها", "zh": "决定继续处理此案", "ru": "постановляет продолжать"}[language]
    content = statement(paragraph(words * 9, "1."), language=language).decode().replace(three, declared).encode()
    tree = read_akn(content)

    assert language == tree.language
    assert ("LANGUAGE_MISDECLARED", declared) == (tree.diagnostics[0].code, tree.diagnostics[0].params["declared"])


NAMES = (
    *("p", "paragraph", "section", "list", "point", "content", "container", "heading", "crossHeading", "table"),
    *("tr", "td", "authorialNote", "span", "blockList", "item", "intro", "unknown", "formula", "num"),
)
MARKUP = st.recursive(
    st.sampled_from(
        ["", "Words;", "(a)", "1.", "<num>1.</num>", "<num>(a)</num>", "<num>I</num>", "<eol/>", "<sup>1</sup>"]
    ),
    lambda inner: st.builds(
        lambda name, parts: f"<{name}>{''.join(parts)}</{name}>",
        st.sampled_from(NAMES),
        st.lists(inner, max_size=4),
    ),
    max_leaves=20,
)


@given(MARKUP)
def test_any_mark_up_is_read_and_loses_no_words(markup: str) -> None:
    """However it is nested: nothing raises, and every word is in a unit or in furniture."""
    tree = read_akn(statement(markup, preamble=markup))
    kept = [*(each.text for each in tree.paragraphs), *(each.text for each in tree.footnotes)]
    kept += [each.heading for each in tree.sections] + [each.words for each in tree.furniture]

    assert 2 * markup.count("Words;") == json.dumps(kept).count("Words;")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with suppress(Unreadable):
        read_akn(content)
