"""Plain text: a line a paragraph, calls in brackets, the notes at the end."""

from __future__ import annotations

from collections.abc import Iterator

from seed.writing.edition import Edition, Heading
from seed.writing.html import printed
from seed.writing.one_language import name_in
from seed.writing.speakers import speaker
from seed.writing.words import Words
from store import texts

STEP = "    "
"""How far a sub-paragraph stands in."""


def write_plain(edition: Edition) -> bytes:
    """The document."""
    return ("\n\n".join(filter(None, _blocks(edition))) + "\n").encode()


def _blocks(edition: Edition) -> Iterator[str]:
    document = edition.whole.document
    words = Words(edition.language)
    about = [name_in(edition.whole.body, edition.language), document.key]
    about += [words.adopted(document.adopted_on)] if document.adopted_on else []
    yield "\n".join(filter(None, about))
    yield texts.plain(edition.title.text)
    yield from (each.text for each in words.notices(edition))
    spoken = speaker(document, edition.language)
    for block in edition.blocks:
        said = called(block.said.text)
        if isinstance(block, Heading):
            yield " ".join(filter(None, [block.record.number and f"{block.record.number}.", said]))
            continue
        if spoken and block.record.part is None:
            yield spoken
        spoken = ""
        depth = block.label.count("(") if block.record.label_is_printed else 0
        number = f"{printed(block.label)} " if block.record.label_is_printed else ""
        yield f"{STEP * depth}{number}{said}"
    if edition.notes:
        yield "_" * 20
    yield "\n".join(f"[{note.marker}] {called(note.said.text)}" for note in edition.notes)


def called(markdown: str) -> str:
    """A text with its calls in brackets and without emphasis."""
    return "".join(
        f"[{words}]" if sign is texts.Sign.CALL else words
        for sign, words in texts.pieces(markdown)
        if sign in {texts.Sign.WORDS, texts.Sign.CALL}
    )
