"""Alterations planted into footnotes, as a typist or a program could make them: one sign, or one citation left out."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from i18n.citing.folding import fold
from i18n.citing.footnotes import read_note
from i18n.citing.languages import words_for
from i18n.citing.tokens import Sign, Token, scan
from i18n.languages import Tag
from seed.tree import ParsedDocument
from store.texts import escape, plain
from tests.support.citing import ordinal


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """An altered document: which footnote (index), what was altered and how the note read before and after."""

    note: int
    kind: str
    before: str
    after: str
    parsed: ParsedDocument


SIGNS: Mapping[str, frozenset[Sign]] = {
    "symbol": frozenset({Sign.SYMBOL}),
    "volume": frozenset({Sign.VOLUME}),
    "registration": frozenset({Sign.REGISTRATION}),
    "session": frozenset({Sign.SESSION}),
    "supplement": frozenset({Sign.SUPPLEMENT}),
    "paragraph": frozenset({Sign.PLACE}),
    "resolution": frozenset({Sign.RESOLUTION, Sign.DECISION}),
}
"""What is altered, and the signs that carry it."""

KINDS = (*SIGNS, "dropped")


def plant(parsed: ParsedDocument, kind: str, chance: random.Random) -> Planted | None:
    """An alteration of a kind somewhere in the document's notes; None where no note has what is to be altered."""
    choices = list(_altered(parsed, kind, chance))
    if not choices:
        return None
    at, before, after = chance.choice(choices)
    notes = list(parsed.footnotes)
    notes[at] = replace(notes[at], text=escape(after))
    return Planted(note=at, kind=kind, before=before, after=after, parsed=replace(parsed, footnotes=tuple(notes)))


def _altered(parsed: ParsedDocument, kind: str, chance: random.Random) -> Iterator[tuple[int, str, str]]:
    alter: Callable[[str, Tag, random.Random], str | None]
    for at, note in enumerate(parsed.footnotes):
        before = plain(note.text)
        alter = _dropped if kind == "dropped" else _sign(kind)
        after = alter(before, parsed.language, chance)
        if after is not None and after != before:
            yield at, before, after


def _sign(kind: str) -> Callable[[str, Tag, random.Random], str | None]:
    def alter(text: str, language: Tag, chance: random.Random) -> str | None:
        folded = fold(text)
        tokens = [token for token in scan(folded.text, words_for(language)) if token.sign in SIGNS[kind]]
        tokens = [token for token in tokens if kind != "paragraph" or re.fullmatch(r"paras?\..*", token.value)]
        if not tokens:
            return None
        token = chance.choice(tokens)
        start, end = folded.place(token.start), folded.end(token.end)
        words = text[start:end]
        new = _session(token, words, language, chance) if kind == "session" else _digit(words, chance)
        return None if new is None else text[:start] + new + text[end:]

    return alter


def _digit(words: str, chance: random.Random) -> str | None:
    """The words with another digit at one place; corrections are left alone, since they may be of one language."""
    places = [found.start() for found in re.finditer(r"(?<!Corr\.)\d", words) if "/Corr" not in words[: found.start()]]
    if not places:
        return None
    at = chance.choice(places)
    return words[:at] + chance.choice([digit for digit in "123456789" if digit != words[at]]) + words[at + 1 :]


def _session(token: Token, words: str, language: Tag, chance: random.Random) -> str | None:
    """The words with another session's ordinal."""
    if not token.value.isdigit():
        return None
    number = chance.choice([each for each in range(40, 77) if str(each) != token.value])
    ordinals = words_for(language).ordinals
    folded = fold(words)
    for end in range(len(folded.text), 0, -1):
        for start in range(end):
            if ordinals.get(folded.text[start:end].lower()) == int(token.value):
                new = ordinal(number, language)
                return words[: folded.place(start)] + new + words[folded.end(end) :]
    return None


def _dropped(text: str, language: Tag, chance: random.Random) -> str | None:
    """The note without one of its several citations."""
    citations = read_note(text, words_for(language)).citations
    kept = [each for each in citations if not (each.symbol and "/Corr." in str(each.symbol))]
    if len(kept) < 2:
        return None
    gone = chance.choice(kept[1:])
    return (text[: gone.start].rstrip(" ,;،؛；，、") + text[gone.end :]).strip()
