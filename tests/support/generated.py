"""Generated trees of documents: what a reader may give, in any of the six languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from i18n.citing.symbols import Symbol
from i18n.languages import OFFICIAL, Tag
from seed.tree import Metadata, ParsedDocument, ParsedFootnote, ParsedParagraph, ParsedSection
from store.records import (
    Act,
    Adoption,
    Ballots,
    DocumentKind,
    Draft,
    ParagraphKind,
    Sponsor,
    Subject,
    SubjectScheme,
    Vote,
)
from store.texts import escape

LETTERS = {
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "zh": "大会回顾关于保护移民的决议又人权理事",
    "ru": "абвгдежзиклмнопрстуфхцчшщэюя",
}
SIGNS = " .,;:()[]*^\\&<>\"'|–«»’،؛。，0123456789"


def words(language: Tag) -> st.SearchStrategy[str]:
    """Some text with a letter in it, and nothing white at its ends."""
    letters = LETTERS.get(language, "abcdefghijklmnopqrstuvwxyzéñç")
    return (
        st.text(letters + SIGNS, min_size=1, max_size=30)
        .map(lambda text: " ".join(text.split()))
        .filter(lambda text: any(sign in letters for sign in text))
    )


@st.composite
def markdown(draw: st.DrawFn, language: Tag, markers: list[str]) -> str:
    """Text with emphasis and calls, each emphasis apart from the next, and in one cell of a table's row ("|")."""
    pieces = draw(st.lists(st.tuples(words(language), st.sampled_from(["", "*", "call"])), min_size=1, max_size=4))
    out: list[str] = []
    for text, mark in pieces:
        safe = escape(text)
        if mark == "*":
            safe = f"*{safe.replace('|', '–')}* "
        if mark == "call" and markers:
            safe += f"[^{draw(st.sampled_from(markers))}]"
        out.append(safe)
    return " ".join(out).replace("  ", " ").strip()


@st.composite
def metadata(draw: st.DrawFn, language: Tag) -> Metadata:
    some = st.none() | words(Tag("en"))
    day = st.none() | st.dates(date(1946, 1, 1), date(2030, 1, 1))
    symbols = st.none() | st.sampled_from(["A/74/399/Add.2", "A/C.3/74/L.35/Rev.1", "A/74/PV.50"]).map(Symbol.parse)
    title = draw(st.none() | words(language))
    sponsors = st.builds(
        Sponsor,
        name=words(language),
        reporter=st.none() | st.sampled_from(["MEX", "FJI"]),
        on_behalf_of=some,
        is_additional=st.booleans(),
    )
    ballots = st.builds(
        Ballots,
        count=st.integers(0, 193),
        states=st.sampled_from([(), ("MEX",), ("MEX", "FJI")]),
        names=st.lists(words(language), max_size=2).map(tuple),
    )
    recorded = st.builds(
        Vote,
        adoption=st.just(Adoption.RECORDED_VOTE),
        in_favour=ballots,
        against=st.none() | ballots,
        abstaining=st.none() | ballots,
    )
    subjects = st.one_of(
        st.builds(Subject, scheme=st.just(SubjectScheme.SDG), label=st.just("SDG 10"), uri=st.none()),
        st.builds(Subject, scheme=st.sampled_from(SubjectScheme), label=words(language), uri=st.just("http://a/b")),
    )
    return Metadata(
        symbol=Symbol.parse(draw(st.sampled_from(["A/RES/74/148", "A/HRC/45/30", "S/RES/1325 (2000)", "A/74/10"]))),
        symbol_is_printed=draw(st.booleans()),
        kind=draw(st.sampled_from(DocumentKind)),
        title=escape(title) if title else None,
        body=draw(st.none() | st.sampled_from(["UN-GA", "UN-HRC"])),
        author=draw(some),
        session=draw(some),
        agenda_item=draw(some),
        adopted_on=draw(day),
        issued_on=draw(day),
        distribution=draw(some),
        committee_report=draw(symbols),
        meeting=draw(some),
        meeting_record=draw(symbols),
        draft=draw(st.none() | st.builds(Draft, symbol=symbols.filter(bool), submitted_on=day)),
        sponsors=tuple(draw(st.lists(sponsors, max_size=3))),
        vote=draw(st.none() | st.just(Vote(adoption=Adoption.WITHOUT_VOTE)) | recorded),
        subjects=tuple(draw(st.lists(subjects, max_size=3))),
        job_number=draw(some),
    )


@st.composite
def trees(draw: st.DrawFn) -> ParsedDocument:
    """A document: a preamble, sections in one another, paragraphs with points, a table, annexes, notes."""
    language = draw(st.sampled_from(OFFICIAL))
    markers = [str(number) for number in range(1, draw(st.integers(0, 4)) + 1)]
    building = _Building(draw, language, markers)
    building.part(None)
    for part in ("annex I", "annex II")[: draw(st.integers(0, 2))]:
        building.part(part)
    aliases = st.lists(st.from_regex(r"para_[0-9]{1,3}", fullmatch=True), max_size=2).map(tuple)
    notes = tuple(
        ParsedFootnote(marker=each, text=draw(markdown(language, [])), aliases=draw(aliases)) for each in markers
    )
    return ParsedDocument(
        metadata=draw(metadata(language)),
        language=language,
        sections=tuple(replace(each, aliases=draw(aliases)) for each in building.sections),
        paragraphs=tuple(replace(each, aliases=draw(aliases)) for each in building.paragraphs),
        footnotes=notes,
    )


class _Building:
    def __init__(self, draw: st.DrawFn, language: Tag, markers: list[str]) -> None:
        self._draw = draw
        self._language = language
        self._markers = markers
        self.sections: list[ParsedSection] = []
        self.paragraphs: list[ParsedParagraph] = []

    def part(self, part: str | None) -> None:
        """The main text, or an annex with its heading."""
        if part is not None:
            self.sections.append(ParsedSection(number=None, heading=self._text(), level=1, part=part))
        for number in range(1, self._draw(st.integers(0, 3)) + 1):
            self._add(f"PP{number}", ParagraphKind.PREAMBULAR, part, None, printed=False)
        self._numbered(part, None, 0)
        above: list[int] = []
        for number in range(1, self._draw(st.integers(0, 3)) + 1):
            del above[self._draw(st.integers(0, len(above))) :]
            parent = above[-1] if above else None
            label = self._draw(st.none() | st.just("IVX"[number % 3]))
            self.sections.append(
                ParsedSection(number=label, heading=self._text(), level=len(above) + 1, parent=parent, part=part)
            )
            above.append(len(self.sections) - 1)
            # An opener is the first heading of a part at the top without a number; others must not look like one.
            if part is None or label or parent is not None or len(self.sections) > 1:
                self._numbered(part, above[-1], number * 10)
        if self._draw(st.booleans()):
            for row in (1, 2):
                self._add(f"T1.{row}", ParagraphKind.UNNUMBERED, part, above[-1] if above else None, printed=False)

    def _numbered(self, part: str | None, section: int | None, after: int) -> None:
        kind = self._draw(st.sampled_from([ParagraphKind.OPERATIVE, ParagraphKind.NARRATIVE]))
        for number in range(after + 1, after + self._draw(st.integers(0, 2)) + 1):
            at = self._add(str(number), kind, part, section)
            for letter in "ab"[: self._draw(st.integers(0, 2))]:
                point = self._add(f"{number}({letter})", kind, part, section, parent=at)
                if self._draw(st.booleans()):
                    self._add(f"{number}({letter})(i)", kind, part, section, parent=point)
        if self._draw(st.booleans()):
            self._add(f"U{after + 1}", ParagraphKind.UNNUMBERED, part, section, printed=False)

    def _add(
        self,
        label: str,
        kind: ParagraphKind,
        part: str | None,
        section: int | None,
        *,
        parent: int | None = None,
        printed: bool = True,
    ) -> int:
        text = self._text()
        is_acting = kind in {ParagraphKind.PREAMBULAR, ParagraphKind.OPERATIVE} and self._draw(st.booleans())
        if is_acting:
            text = f"Calls upon States to act, and invites all, {text}"
        acts = (Act(verb="Calls upon", addressee="States"), Act(verb="invites", addressee="all"))
        self.paragraphs.append(
            ParsedParagraph(
                label=label,
                kind=kind,
                text=text,
                label_is_printed=printed,
                part=part,
                section=section,
                parent=parent,
                eid=f"para_{label}",
                acts=acts if is_acting else (),
            )
        )
        return len(self.paragraphs) - 1

    def _text(self) -> str:
        return str(self._draw(markdown(self._language, self._markers)))
