"""The made-up data, before they are anybody's records: documents, what they cite, and the States that report on it.

Everything follows from the size and the seed: two runs, on two machines, make the same.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.made.phrases import PHRASES
from i18n.languages import Tag
from seed.authority.reporters import load_reporters
from store.records import ParagraphKind, ReporterRecord

FIRST_SESSION = 60
A_SESSION = 25
"""Documents of one session."""

PREAMBLE = 12
"""Of so many paragraphs one is preambular."""

PARTS_OF_TEXT = 9
"""Phrases of a paragraph, after its opening: some 300 characters in English."""

PARTS_OF_TITLE = 2
FEWEST_REPORTING = 10
"""States that report on an instrument; on every second one there is one more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much is made; the default is what the comparison is made with."""

    documents: int = 200
    paragraphs: int = 120
    instruments: int = 300
    states: int = 193


@dataclass(frozen=True, slots=True)
class Text:
    """A text in one language: as Ibid stores it, and as a reader is told it."""

    markdown: str
    plain: str


Texts = Mapping[Tag, Text]


@dataclass(frozen=True, slots=True)
class MadeNote:
    """A footnote, and the one citation in it. `number` is its place in its document, and its marker."""

    number: int
    paragraph: int
    instrument: int
    pinpoint: str
    texts: Texts


@dataclass(frozen=True, slots=True)
class MadeParagraph:
    """A paragraph; `number` is its position in its document."""

    number: int
    label: str
    kind: ParagraphKind
    texts: Texts
    notes: tuple[MadeNote, ...]


@dataclass(frozen=True, slots=True)
class MadeDocument:
    """A document with everything in it."""

    symbol: str
    session: str
    agenda_item: str
    adopted_on: date
    title: Texts
    paragraphs: tuple[MadeParagraph, ...]


@dataclass(frozen=True, slots=True)
class MadeInstrument:
    """Something that is cited; `reporting` are the places of the States that report on it."""

    identifier: str
    title: str
    reporting: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """All of it; documents are made while they are walked, each time the same."""

    size: Size
    seed: int = 1

    def states(self) -> Sequence[ReporterRecord]:
        """States with their codes and names, by code."""
        return [each for each in load_reporters() if each.is_state][: self.size.states]

    def instruments(self) -> Sequence[MadeInstrument]:
        """What is cited."""
        chance = self._chance("instruments")
        states = range(self.size.states)
        return [
            MadeInstrument(
                f"A/RES/{20 + number // A_SESSION}/{number % A_SESSION + 1}",
                " ".join(chance.choices(PHRASES[Tag("en")].parts, k=PARTS_OF_TITLE)),
                tuple(sorted(chance.sample(states, min(FEWEST_REPORTING + number % 2, len(states))))),
            )
            for number in range(self.size.instruments)
        ]

    def documents(self) -> Iterator[MadeDocument]:
        """Documents, in the order of their symbols."""
        names = [each.identifier for each in self.instruments()]
        for number in range(self.size.documents):
            chance = self._chance(f"document {number}")
            session, item = FIRST_SESSION + number // A_SESSION, number % A_SESSION + 1
            yield MadeDocument(
                symbol=f"A/RES/{session}/{item}",
                session=str(session),
                agenda_item=f"{item} ({'abc'[number % 3]})",
                adopted_on=date(1945 + session, 12, 1) + timedelta(days=item),
                title={tag: _plainly(_joined(tag, chance, PARTS_OF_TITLE)) for tag in PHRASES},
                paragraphs=tuple(_paragraphs(self.size.paragraphs, names, chance)),
            )

    def _chance(self, what: str) -> random.Random:
        return random.Random(f"{self.seed} {what}")  # noqa: S311  # data, no secret


def _paragraphs(count: int, names: Sequence[str], chance: random.Random) -> Iterator[MadeParagraph]:
    preambular, noted = count // PREAMBLE, 0
    for number in range(1, count + 1):
        notes = [_note(noted + place, number, names, chance) for place in range(1, 2 + (number + 1) % 2)]
        noted += len(notes)
        is_preambular = number <= preambular
        yield MadeParagraph(
            number,
            f"PP{number}" if is_preambular else str(number - preambular),
            ParagraphKind.PREAMBULAR if is_preambular else ParagraphKind.OPERATIVE,
            {tag: _paragraph_text(tag, notes, chance) for tag in PHRASES},
            tuple(notes),
        )


def _note(number: int, paragraph: int, names: Sequence[str], chance: random.Random) -> MadeNote:
    instrument, pinpoint = chance.randrange(len(names)), f"para. {chance.randrange(1, 60)}"
    said = {tag: f"{phrases.see} {names[instrument]}, {pinpoint}." for tag, phrases in PHRASES.items()}
    return MadeNote(number, paragraph, instrument, pinpoint, {tag: _plainly(text) for tag, text in said.items()})


def _paragraph_text(tag: Tag, notes: Sequence[MadeNote], chance: random.Random) -> Text:
    opening, body = chance.choice(PHRASES[tag].openings), _joined(tag, chance, PARTS_OF_TEXT)
    calls = "".join(f"[^{note.number}]" for note in notes)
    return Text(f"*{opening}* {body};{calls}", f"{opening} {body};")


def _joined(tag: Tag, chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(PHRASES[tag].parts, k=count))


def _plainly(text: str) -> Text:
    return Text(text, text)
