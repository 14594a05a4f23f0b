"""Akoma Ntoso that is written is valid, and is read back as what was written."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from lxml import etree

from i18n.citing.symbols import Symbol
from i18n.languages import EN, Tag
from seed.akn import peek, read_akn
from seed.reading import rank_of
from seed.tree import Metadata, ParsedDocument, ParsedFootnote, ParsedParagraph
from seed.unreadable import Unreadable
from seed.writing.akn import write_akn
from seed.writing.expression import Expression, Link, bare
from store.records import Act, DocumentKind, ParagraphKind, Provenance, SourceRank
from tests.support.generated import trees
from tests.support.schemas import faults

NS = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}


def said(tree: ParsedDocument) -> ParsedDocument:
    """A tree without what depends on the file: lines, and what is found about them."""
    return replace(
        tree,
        sections=tuple(replace(each, lines=()) for each in tree.sections),
        paragraphs=tuple(replace(each, lines=()) for each in tree.paragraphs),
        footnotes=tuple(replace(each, lines=()) for each in tree.footnotes),
        diagnostics=(),
    )


def resolution(*paragraphs: ParsedParagraph, notes: tuple[ParsedFootnote, ...] = ()) -> ParsedDocument:
    about = Metadata(symbol=Symbol("A/RES/74/148"), kind=DocumentKind.RESOLUTION, body="UN-GA")
    return ParsedDocument(metadata=about, language=EN, paragraphs=paragraphs, footnotes=notes)


def operative(label: str, text: str, **fields: object) -> ParsedParagraph:
    values: dict[str, object] = {"eid": f"para_{label}", **fields}
    return ParsedParagraph(label=label, kind=ParagraphKind.OPERATIVE, text=text, **values)  # type: ignore[arg-type]  # fields of the record


@given(tree=trees())
@settings(max_examples=80, deadline=None)
def test_what_is_written_is_read_back(tree: ParsedDocument) -> None:
    """Labels, kinds, parts, sections, points, tables, texts with emphasis and calls, notes, acts, metadata, aliases."""
    assert said(tree) == said(read_akn(write_akn(bare(tree))))


@given(tree=trees())
@settings(max_examples=30, deadline=None)
def test_what_is_written_is_valid(tree: ParsedDocument) -> None:
    """By the schema of Akoma Ntoso 3.0."""
    assert [] == faults(write_akn(bare(tree)))


@given(tree=trees())
@settings(max_examples=20, deadline=None)
def test_no_identifier_stands_twice(tree: ParsedDocument) -> None:
    root = etree.fromstring(write_akn(bare(tree)))
    eids = [str(each) for each in root.xpath("//@eId")]

    assert sorted(set(eids)) == sorted(eids)


def test_a_work_has_the_uri_that_the_guidelines_prescribe() -> None:
    about = Metadata(symbol=Symbol("A/RES/74/148"), kind=DocumentKind.RESOLUTION, body="UN-GA")
    root = etree.fromstring(write_akn(bare(ParsedDocument(metadata=about, language=Tag("fr")))))

    assert root.xpath("//a:FRBRWork/a:FRBRuri/@value", namespaces=NS) == [
        "/akn/un/statement/deliberation/un-ga/0001-01-01/74-148"
    ]
    assert root.xpath("//a:FRBRnumber/@showAs", namespaces=NS) == ["A/RES/74/148"]
    assert root.xpath("//a:FRBRlanguage/@language", namespaces=NS) == ["fra"]


def test_points_stand_in_their_paragraph_under_the_numbers_that_are_printed() -> None:
    tree = resolution(
        operative("6", "Calls upon States:"),
        operative("6(b)", "To act;", parent=0, eid="para_6__list_1__point_b"),
    )
    (paragraph,) = etree.fromstring(write_akn(bare(tree))).xpath("//a:mainBody/a:paragraph", namespaces=NS)

    assert paragraph.xpath("string(a:num)", namespaces=NS) == "6."
    assert paragraph.xpath("a:list/a:point/@eId", namespaces=NS) == ["para_6__list_1__point_b"]
    assert paragraph.xpath("string(a:list/a:point/a:num)", namespaces=NS) == "(b)"


def test_a_note_stands_where_it_is_first_called() -> None:
    tree = resolution(
        operative("1", "Recalls one[^1] and the same[^1]"), notes=(ParsedFootnote(marker="1", text="Resolution 1/1."),)
    )
    root = etree.fromstring(write_akn(bare(tree)))

    assert root.xpath("//a:authorialNote/@marker", namespaces=NS) == ["1"]
    assert root.xpath("//a:noteRef/@href", namespaces=NS) == ["#ftn0"]


def test_what_is_cited_is_a_reference_even_where_emphasis_goes_over_its_edge() -> None:
    tree = resolution(operative("1", "See *the Compact for Migration* now"))
    link = Link(8, 15, "/akn/un/statement/deliberation/un-ga/2018-12-19/73-195")
    written = write_akn(replace(bare(tree), paragraph_links={0: (link,)}))

    (ref,) = etree.fromstring(written).xpath("//a:ref", namespaces=NS)
    assert (ref.get("href"), "".join(ref.itertext())) == (link.href, "Compact")
    assert said(tree) == said(read_akn(written))


def test_acts_that_overlap_are_kept() -> None:
    """An addressee may hold the next verb."""
    acts = (Act(verb="Urges", addressee="States and calls upon all"), Act(verb="calls upon", addressee="all"))
    tree = resolution(operative("1", "Urges States and calls upon all to act", acts=acts))

    assert said(tree) == said(read_akn(write_akn(bare(tree))))


def test_signs_that_xml_cannot_carry_become_the_replacement_character() -> None:
    (paragraph,) = read_akn(write_akn(bare(resolution(operative("1", "a\x0bb\x00"))))).paragraphs

    assert paragraph.text == "a\ufffdb\ufffd"


def test_a_translation_that_nobody_authorised_does_not_come_back_as_official() -> None:
    """An export of an unofficial text says so, and the loader ranks it as what editors write."""
    expression: Expression = replace(bare(resolution(operative("1", "Rappelle"))), provenance=Provenance.UNOFFICIAL)

    assert rank_of(write_akn(expression)) is SourceRank.EDITOR
    assert rank_of(write_akn(bare(resolution()))) is SourceRank.OFFICIAL_XML


def test_no_copy_of_records_travels_in_the_file() -> None:
    """Nothing but elements of the vocabulary: no foreign or proprietary ones, no comments, no long attributes."""
    written = write_akn(bare(resolution(operative("1", "Recalls the *Charter*"))))
    root = etree.fromstring(written)

    assert {etree.QName(each).namespace for each in root.iter()} == {NS["a"]}
    assert not root.xpath("//a:proprietary | //a:foreign | //comment() | //processing-instruction()", namespaces=NS)
    assert not re.search(rb"[A-Za-z0-9+/]{120,}", written)


def test_a_language_outside_the_six_is_written_and_refused_when_read() -> None:
    written = write_akn(bare(replace(resolution(), language=Tag("pt"))))

    with pytest.raises(Unreadable, match="LANGUAGE_NOT_READ"):
        peek(written)
