"""Markdown: CommonMark with the footnotes of GitHub Flavored Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from seed.writing.edition import Edition, Heading, Note, Paragraph
from seed.writing.html import printed
from seed.writing.inline import joined, pieces
from seed.writing.one_language import name_in
from seed.writing.speakers import speaker
from seed.writing.words import Words
from store import texts

DEEPEST_HEADING = 6
_SPECIAL = re.compile(r"([\\`*_\[\]<>~|])")
_LEAD = re.compile(r"^(?:(?P<sign>[#+=>-])|(?P<number>\d{1,9})(?P<stop>[.)]))(?=\s|$)")
_ENTITY = re.compile(r"&(?=#?\w+;)")


def write_markdown(edition: Edition) -> bytes:
    """The document."""
    return ("\n\n".join(filter(None, _blocks(edition))) + "\n").encode()


def _blocks(edition: Edition) -> Iterator[str]:
    document = edition.whole.document
    words = Words(edition.language)
    yield f"# {escaped(texts.plain(edition.title.text))}"
    about = [name_in(edition.whole.body, edition.language), f"**{document.key}**"]
    about += [words.adopted(document.adopted_on)] if document.adopted_on else []
    yield " · ".join(filter(None, about))
    yield from (f"> {escaped(each.text)}" for each in words.notices(edition))
    spoken = speaker(document, edition.language)
    for block in edition.blocks:
        if isinstance(block, Heading):
            yield _heading(edition, block)
            continue
        if spoken and block.record.part is None:
            yield f"*{escaped(spoken)}*"
        spoken = ""
        yield _paragraph(edition, block)
    for note in edition.notes:
        yield f"[^{_name(edition, note.marker, note.record.part)}]: {_inline(edition, note)}"


def _heading(edition: Edition, block: Heading) -> str:
    signs = "#" * min(block.record.level + 1, DEEPEST_HEADING)
    number = f"{block.record.number}. " if block.record.number else ""
    words = "".join(
        f"[^{_name(edition, words, block.record.part)}]" if sign is texts.Sign.CALL else escaped(words)
        for sign, words in texts.pieces(block.said.text)
        if sign in {texts.Sign.WORDS, texts.Sign.CALL}
    )
    return f"{signs} {number}{words}".rstrip()


def _paragraph(edition: Edition, block: Paragraph) -> str:
    words = _inline(edition, block)
    if not block.record.label_is_printed:
        return _LEAD.sub(_led, words)
    number = printed(block.label)
    return f"{number[:-1]}\\. {words}" if number.endswith(".") else f"{number} {words}"


def _inline(edition: Edition, unit: Paragraph | Note) -> str:
    out: list[str] = []
    for link, is_emphasised, own in pieces(edition, unit):
        words = joined(own, escaped, lambda marker: f"[^{_name(edition, marker, unit.record.part)}]")
        words = _starred(words) if is_emphasised else words
        has_call = any(each.is_call for each in own)
        out.append(f"[{words}](<{link.href}>)" if link and not has_call else words)
    return "".join(out)


def _starred(words: str) -> str:
    """Words between stars, which touch them on both sides."""
    bare = words.strip()
    if not bare:
        return words
    head, tail = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    return f"{head}*{bare}*{tail}"


def _name(edition: Edition, marker: str, part: str | None) -> str:
    """The name of a note in the file: its marker, with its part where another has the same."""
    held = [each for each in edition.notes if each.marker == marker]
    own = next((each for each in held if each.record.part == part), held[0] if held else None)
    if own is None or len(held) == 1 or own.record.part is None:
        return marker
    return f"{own.record.part.replace(' ', '-')}-{marker}"


def escaped(words: str) -> str:
    """Words as Markdown that reads as them."""
    return _ENTITY.sub("&amp;", _SPECIAL.sub(r"\\\1", words))


def _led(found: re.Match[str]) -> str:
    return f"\\{found['sign']}" if found["sign"] else f"{found['number']}\\{found['stop']}"
