"""One language of a document as AKN4UN XML, valid against the schema of Akoma Ntoso 3.0."""

from __future__ import annotations

from lxml import etree

from seed.akn.elements import Element, children
from seed.tree import Metadata
from seed.writing.akn.elements import NAMESPACE, lay_out, make
from seed.writing.akn.identifiers import Identifiers
from seed.writing.akn.inline import write
from seed.writing.akn.meta import (
    Workflow,
    write_analysis,
    write_classification,
    write_identification,
    write_references,
)
from seed.writing.akn.notes import Notes
from seed.writing.akn.placing import write_body
from seed.writing.akn.units import Units
from seed.writing.expression import Expression
from store.records import DocumentKind

STATEMENTS = {
    DocumentKind.RESOLUTION: "resolution",
    DocumentKind.DECISION: "decision",
    DocumentKind.PRESIDENTIAL_STATEMENT: "presidentialStatement",
}
"""What the guidelines call a statement; everything else is a document."""

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def write_akn(expression: Expression) -> bytes:
    """The document. Its symbol must be known."""
    about = expression.tree.metadata
    root: Element = make(None, "akomaNtoso")
    named = STATEMENTS.get(about.kind)
    document = make(root, "statement" if named else "doc", name=named or about.kind.value.lower())
    eids = Identifiers(expression.tree)
    meta = make(document, "meta")
    _cover(document, expression, about)
    notes = Notes(expression)
    _preface(document, about, notes)
    units = Units(expression, eids, notes)
    attachments = write_body(document, units, units.preamble(document))
    _conclusions(document, about)
    if attachments:
        held = make(document, "attachments")
        for section, attachment in attachments:
            held.append(attachment)
            _attached_meta(attachment[-1], expression, section.part or "annex")
    _fill(document)
    for each in children(document, "coverPage", "preface", "preamble", "mainBody", "conclusions"):
        each.set(LANGUAGE, expression.language)
    _meta(meta, expression, eids, notes)
    lay_out(root)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))


def _meta(meta: Element, expression: Expression, eids: Identifiers, notes: Notes) -> None:
    """The metadata, in the order of the schema; last, since it keeps the notes that were not called."""
    workflow = Workflow(expression)
    write_identification(meta, expression)
    write_classification(meta, expression.tree.metadata)
    workflow.write(meta)
    write_analysis(meta, expression, eids)
    write_references(meta, expression, workflow)
    notes.write_left(meta)


def _attached_meta(doc: Element, expression: Expression, part: str) -> None:
    """The names of an attachment."""
    meta = make(doc, "meta")
    write_identification(meta, expression, f"!{'_'.join(part.split())}")
    doc.insert(0, meta)


def _cover(document: Element, expression: Expression, about: Metadata) -> None:
    """What a document says of itself above its title."""
    cover = make(document, "coverPage")
    first = make(cover, "p")
    if about.symbol_is_printed:
        make(first, "docNumber", str(about.symbol), refersTo="#symbol")
    if about.body and expression.body_name:
        make(make(cover, "p"), "docAuthority", expression.body_name, refersTo=f"#{about.body.lower()}")
    if about.author:
        make(make(cover, "p"), "docIntroducer", about.author)
    if about.distribution:
        make(make(cover, "p"), "docStatus", about.distribution)
    if about.issued_on:
        make(make(cover, "p"), "docDate", str(about.issued_on), date=str(about.issued_on), refersTo="#dateOfIssuance")
    if about.session:
        make(make(cover, "p"), "session", about.session, value=about.session)
    if about.agenda_item:
        make(make(cover, "p"), "inline", about.agenda_item, name="agenda item")
    if about.job_number:
        make(make(cover, "p"), "docketNumber", about.job_number)


def _preface(document: Element, about: Metadata, notes: Notes) -> None:
    if about.title:
        line = make(make(document, "preface"), "p")
        write(make(line, "docTitle", refersTo="#resolutionTitle"), about.title, _marked)
        notes.write_to_title(line)


def _marked(element: Element, marker: str) -> None:
    """A call in a title: the note stands elsewhere."""
    make(element, "noteRef", href="#", marker=marker, placement="bottom")


def _conclusions(document: Element, about: Metadata) -> None:
    """The meeting and the day of adoption."""
    if not (about.meeting or about.adopted_on):
        return
    closing = make(make(document, "conclusions"), "p")
    if about.meeting:
        make(closing, "inline", about.meeting, name="adoptionMeeting")
    if about.meeting and about.adopted_on:
        make(closing, "eol")
    if about.adopted_on:
        make(closing, "docDate", str(about.adopted_on), date=str(about.adopted_on), refersTo="#dateOfAdoption")


def _fill(document: Element) -> None:
    """Give a body that holds nothing the paragraph that the schema asks for."""
    for body in document.iter(f"{{{NAMESPACE}}}mainBody"):
        if not len(body):
            make(body, "p")
