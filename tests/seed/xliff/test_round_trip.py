"""What goes out to a translators' tool comes back as it was."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from i18n.languages import EN, Tag
from seed.writing.whole import Whole
from seed.xliff.imported import State
from seed.xliff.inline import canonical
from seed.xliff.names import call_id, key_of, marker_of, unit_id
from seed.xliff.read import read
from seed.xliff.write import NothingToTranslate, write
from store import texts
from store.records import DocumentRecord, FootnoteRecord, ParagraphRecord, SectionRecord, VariantStatus
from tests.store.builders import variant
from tests.support import records
from tests.support.xliff.schema import faults
from tests.support.xliff.tool import DOINGS, prefixed

FR = Tag("fr")
KEY = "A/RES/74/148#2(a)"

pieces = st.one_of(
    st.sampled_from(
        ["*", "**", "\\*", "\\", "[^5]", "[^12]", "[^*]", "[", "]", "^", "[^", " ", "\n", "\r", "\x01", "\uffff"]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=6),
    st.sampled_from(["Recalling", "Напоминая", "回顾", "وإذ تشير", "𐀀", "e\u0301", "<b>", "&amp;", "]]>"]),
)
markdown = st.lists(pieces, min_size=1, max_size=12).map("".join)


def whole(source: str, target: str | None, *, status: VariantStatus = VariantStatus.PUBLISHED, **fields: Any) -> Whole:
    """A document with one paragraph."""
    variants = {EN: variant(source)}
    if target is not None:
        variants[FR] = variant(target, FR, status=status)
    paragraph = replace(records.paragraph(1, "2(a)", variants), **fields)
    document = records.resolution()[0]
    assert isinstance(document, DocumentRecord)
    document = replace(document, variants={})
    return Whole(document=document, sections=(), paragraphs=[paragraph], footnotes=(), instruments={}, reporters={})


def calls_of(words: str) -> list[str]:
    return sorted(call.marker for call in texts.read(words).calls)


@given(markdown)
def test_canonical_markdown_reads_as_it_did_and_is_its_own_canonical_form(words: str) -> None:
    assert texts.read(canonical(words)) == texts.read(words)
    assert canonical(canonical(words)) == canonical(words)


@given(st.data(), markdown, markdown)
def test_a_text_survives_a_tool(data: st.DataObject, source: str, target: str) -> None:
    calls = "".join(f"[^{each}]" for each in calls_of(source))
    translated = f"a{texts.escape(texts.plain(target))}*b{calls}*"
    content = write([whole(source, translated)], EN, FR)
    assert faults(content) == []
    root = etree.fromstring(content)
    for doing in data.draw(st.permutations(DOINGS).flatmap(lambda all_: st.integers(0, 5).map(lambda n: all_[:n]))):
        doing(root, data.draw)
    (unit,) = read(prefixed(root)).units
    assert unit.markdown == canonical(translated)
    assert not unit.is_changed
    assert [each.code for each in unit.problems] == []
    assert unit.basis is not None
    assert unit.basis.digest == texts.digest(source)


@given(markdown, markdown)
def test_whatever_is_exported_comes_back_unchanged_and_from_the_same_source(source: str, target: str) -> None:
    (unit,) = read(write([whole(source, target)], EN, FR)).units
    assert unit.markdown == (canonical(target) if target.strip() else None)
    assert not unit.is_changed
    assert "XLIFF_SOURCE_CHANGED" not in {each.code for each in unit.problems}


@given(st.text(min_size=1, max_size=30))
def test_keys_and_markers_can_be_told_from_ids(words: str) -> None:
    assert key_of(unit_id(words)) == words
    assert marker_of(call_id(words, 3)) == words


def test_a_whole_document_is_valid_and_every_unit_of_it_is_there() -> None:
    held = records.resolution()
    document = held[0]
    assert isinstance(document, DocumentRecord)
    full = Whole(
        document=document,
        sections=[each for each in held if isinstance(each, SectionRecord)],
        paragraphs=[each for each in held if isinstance(each, ParagraphRecord)],
        footnotes=[each for each in held if isinstance(each, FootnoteRecord)],
        instruments={},
        reporters={},
    )
    content = write([full], EN, FR)
    assert faults(content) == []
    got = read(content, target=FR)
    assert [each.key for each in got.units] == [each.key for each in full.units() if EN in each.variants]
    assert got.documents == ("A/RES/74/148",)
    assert all(each.problems == () for each in got.units if each.markdown is None)


def test_a_unit_says_its_basis_its_revision_and_its_state() -> None:
    draft = replace(variant("Le *texte*.", FR, status=VariantStatus.IN_REVIEW), revision=7)
    got = read(write([whole("The *text*.", None, working={FR: draft})], EN, FR))
    (unit,) = got.units
    assert (unit.key, unit.language, unit.markdown, unit.expected) == (KEY, FR, "Le *texte*.", 7)
    assert (unit.state, unit.sub_state) == (State.TRANSLATED, "ibid:in-review")
    assert unit.basis is not None
    assert (unit.basis.language, unit.basis.revision, unit.basis.digest) == (EN, 1, texts.digest("The *text*."))


def test_a_unit_without_a_translation_expects_none() -> None:
    (unit,) = read(write([whole("Words.[^1]", None)], EN, FR)).units
    assert (unit.markdown, unit.expected, unit.state, unit.problems) == (None, 0, State.INITIAL, ())


def test_a_note_that_another_language_numbers_otherwise_keeps_its_id() -> None:
    note = replace(next(each for each in records.resolution() if isinstance(each, FootnoteRecord)), markers={FR: "9"})
    held = replace(whole("Words.[^1]", "Mots.[^9]", footnotes=(1,)), footnotes=[note])
    content = write([held], EN, FR)
    assert content.count(b'id="n1.1"') == len(("source", "target"))
    unit = next(each for each in read(content).units if each.key == KEY)
    assert (unit.markdown, unit.problems) == ("Mots.[^9]", ())


@pytest.mark.parametrize("languages", [(EN, EN), (Tag("zh"), FR)])
def test_nothing_is_written_where_nothing_can_be_translated(languages: tuple[Tag, Tag]) -> None:
    with pytest.raises(NothingToTranslate):
        write([whole("Words.", None)], *languages)
