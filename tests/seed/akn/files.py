"""Small Akoma Ntoso files, made of the parts that a test is about."""

from __future__ import annotations

from seed.akn import read_akn
from seed.tree import ParsedDocument

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
ALPHA3 = {"ar": "ara", "zh": "zho", "en": "eng", "fr": "fra", "ru": "rus", "es": "spa"}
SAMPLE = {"ar": "إن الجمعية العامة", "zh": "大会", "en": "The General Assembly", "fr": "L’Assemblée générale"} | {
    "ru": "Генеральная Ассамблея",
    "es": "La Asamblea General",
}


def statement(
    body: str,
    *,
    language: str = "en",
    preamble: str = "",
    attachments: str = "",
    meta: str = "",
    cover: str = "",
    preface: str = "",
) -> bytes:
    """A resolution of the General Assembly. Its body, preamble and attachments are given as mark-up."""
    sample = SAMPLE[language]
    return f"""<akomaNtoso xmlns="{NAMESPACE}"><statement name="resolution">
      <meta><identification><FRBRWork><FRBRuri value="/akn/un/statement/deliberation/unga/2031-12-05/86-9/"/></FRBRWork>
      <FRBRExpression><FRBRlanguage language="{ALPHA3[language]}"/></FRBRExpression></identification>{meta}</meta>
      <coverPage><p><docNumber refersTo="#symbol">A/RES/86/9</docNumber></p>{cover}</coverPage>
      <preface><p>{preface or f"<docNumber>86/9.</docNumber><docTitle>{sample}</docTitle>"}</p></preface>
      <preamble><formula name="enactingFormula"><p>{sample},</p></formula>{preamble}</preamble>
      <mainBody>{body}</mainBody>{attachments}</statement></akomaNtoso>""".encode()


def paragraph(text: str, num: str = "", style: str = "SingleTxt", eid: str = "") -> str:
    """A paragraph as the United Nations' practice has it."""
    number = f"<num>{num}</num>" if num else ""
    named = f' eId="{eid}"' if eid else ""
    return (
        f'<paragraph class="{style}"{named}>{number}<content><p xml:space="preserve">{text}</p></content></paragraph>'
    )


def recital(text: str) -> str:
    """A paragraph of the preamble."""
    return f'<container name="Recalling"><p xml:space="preserve">{text}</p></container>'


def note(marker: str, text: str) -> str:
    """A note in its place."""
    return f'<authorialNote marker="{marker}" eId="authorialNote_{marker}"><p>{text}</p></authorialNote>'


def annex(body: str) -> str:
    """Attachments that hold one."""
    doc = f'<doc name="annex"><meta/><mainBody>{body}</mainBody></doc>'
    return f"<attachments><attachment>{doc}</attachment></attachments>"


def read(body: str, **parts: str) -> ParsedDocument:
    """A resolution of these parts, read."""
    return read_akn(statement(body, **parts))


def labels(tree: ParsedDocument) -> list[str]:
    """Labels with their parts: "annex.1"."""
    return [f"{each.part}.{each.label}" if each.part else each.label for each in tree.paragraphs]


def texts(tree: ParsedDocument) -> list[str]:
    """The paragraphs' Markdown."""
    return [each.text for each in tree.paragraphs]


def sections(tree: ParsedDocument) -> list[tuple[str | None, str]]:
    """Numbers and headings."""
    return [(each.number, each.heading) for each in tree.sections]
