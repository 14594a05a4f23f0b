"""What the citations of footnotes point to: each note's sources, and what "Ibid." and short forms repeat.

"Ibid." inherits by component from the note before it of the same sequence (`i18n.citing.footnotes.inherit`); where
that note has several sources, what it repeats is ambiguous and the candidates are kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from i18n.citing.footnotes import LEVELS, Components, ParsedCitation, ReadNote, SourceKind, inherit, read_note
from i18n.citing.languages import words_for
from i18n.citing.pinpoints import within
from i18n.languages import EN, Tag
from seed.linking.authority import Authority
from seed.linking.identity import Identity, Source, identify
from seed.linking.instruments import instrument_record
from seed.linking.mentions import MentionFinder
from seed.tree import ParsedFootnote
from store import keys, texts
from store.records import InstrumentRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteCitation:
    """A citation of a note, with all that it inherits: `whole` as printed, `canonical` in the form of all languages.

    `note` is the index of its footnote. `antecedents` are indexes of note citations, `chain` of footnotes.
    """

    note: int
    parsed: ParsedCitation
    whole: Components
    canonical: Components
    identity: Identity
    rule: str
    is_ibid: bool = False
    inherits: tuple[str, ...] = ()
    antecedents: tuple[int, ...] = ()
    chain: tuple[int, ...] = ()


@dataclass(slots=True)
class NoteReader:
    """Reads the notes of a document in order. `remarks` are those (indexes) that are known to cite nothing."""

    authority: Authority
    language: Tag = EN
    cited: list[NoteCitation] = field(default_factory=list)
    instruments: list[InstrumentRecord] = field(default_factory=list)
    remarks: list[int] = field(default_factory=list)
    _last: dict[str | None, tuple[int, ...]] = field(default_factory=dict)
    _works: dict[str, list[int]] = field(default_factory=dict)

    def read(self, notes: Sequence[ParsedFootnote], named: Sequence[tuple[str, ...]]) -> list[NoteCitation]:
        """The citations of all notes; `named` are for each note the instruments that the text names at its calls."""
        for index, note in enumerate(notes):
            before = self._last.get(note.part, ())
            own: list[int] = []
            text = texts.plain(note.text)
            read = read_note(text, words_for(self.language))
            for parsed in read.citations:
                self.cited.append(self._one(index, parsed, tuple(own[-1:]) or before, named[index]))
                own.append(len(self.cited) - 1)
            own += self._named(index, text, read)
            if not own:
                self.remarks.append(index)
            self._last[note.part] = tuple(own)
        return self.cited

    def _named(self, note: int, text: str, read: ReadNote) -> list[int]:
        """What a remark names: it gives no source, but it can name an instrument."""
        added: list[int] = []
        finder = MentionFinder(self.authority, None, self.language)
        for start, end in read.remarks:
            for mention in finder.find(text[start:end]):
                words = text[start + mention.start : start + mention.end]
                parsed = ParsedCitation(
                    start=start + mention.start, end=start + mention.end, words=words, kind=SourceKind.NAME
                )
                added.append(len(self.cited))
                self.cited.append(self._by_name(note, parsed, mention.identifier, mention.rule))
        return added

    def _by_name(self, note: int, parsed: ParsedCitation, instrument: str, rule: str) -> NoteCitation:
        if instrument not in self.authority:
            self.instruments.append(instrument_record(instrument, self.authority))
        identity = Identity(instrument=instrument)
        return NoteCitation(
            note=note, parsed=parsed, whole=Components(), canonical=Components(), identity=identity, rule=rule
        )

    def _one(self, note: int, parsed: ParsedCitation, before: tuple[int, ...], named: tuple[str, ...]) -> NoteCitation:
        if parsed.kind is SourceKind.IBID:
            return self._ibid(note, parsed, before, named)
        if parsed.kind is SourceKind.WORK:
            repeated = self._short_form(parsed)
            if repeated is not None:
                return self._short(note, parsed, repeated)
        found = self._identified(parsed, parsed.components, parsed.canonical, named)
        if parsed.kind is SourceKind.WORK and parsed.author:
            self._works.setdefault(keys.fold(parsed.author), []).append(len(self.cited))
        return NoteCitation(
            note=note,
            parsed=parsed,
            whole=parsed.components,
            canonical=parsed.canonical,
            identity=found,
            rule=str(parsed.kind),
        )

    def _identified(
        self, parsed: ParsedCitation, whole: Components, canonical: Components, named: tuple[str, ...]
    ) -> Identity:
        source = Source(parsed=parsed, printed=whole, canonical=canonical, named=named, language=self.language)
        identity, record = identify(source, self.authority)
        if record is not None:
            self.instruments.append(record)
        return identity

    def _ibid(self, note: int, parsed: ParsedCitation, before: tuple[int, ...], named: tuple[str, ...]) -> NoteCitation:
        made = NoteCitation(
            note=note,
            parsed=parsed,
            whole=parsed.components,
            canonical=parsed.canonical,
            identity=Identity(),
            rule="ibid without antecedent",
            is_ibid=True,
        )
        if not before:
            return made
        nearest = self.cited[before[-1]]
        whole, inherited = inherit(nearest.whole, parsed.components)
        canonical, _ = inherit(nearest.canonical, parsed.canonical)
        if canonical.pinpoint and not any(getattr(parsed.canonical, level) for level in LEVELS[:-1]):
            canonical = replace(canonical, pinpoint=within(nearest.canonical.pinpoint, canonical.pinpoint))
        made = replace(
            made,
            whole=whole,
            canonical=canonical,
            rule="ibid",
            inherits=inherited,
            antecedents=before,
            chain=self._chain(note, before),
        )
        if len(before) > 1 and not parsed.components.document:
            return replace(made, rule="ibid of several", identity=self._ambiguous(before))
        if canonical == nearest.canonical:
            return replace(made, identity=nearest.identity)
        return replace(made, identity=self._identified(self._repeated(parsed, nearest), whole, canonical, named))

    def _repeated(self, parsed: ParsedCitation, nearest: NoteCitation) -> ParsedCitation:
        """The source that a chain of "Ibid." goes back to, with the document that this one gives."""
        root = nearest
        while root.is_ibid and root.antecedents:
            root = self.cited[root.antecedents[-1]]
        if parsed.canonical.document:
            return replace(parsed, kind=root.parsed.kind)
        of = root.parsed
        return replace(
            parsed,
            kind=of.kind,
            symbol=of.symbol,
            author=of.author,
            title=of.title,
            url=of.url,
            code=of.code,
            sales=of.sales,
        )

    def _ambiguous(self, before: tuple[int, ...]) -> Identity:
        candidates = dict.fromkeys(name for index in before for name in self._names(self.cited[index]))
        return Identity(candidates=tuple(candidates), is_ambiguous=True)

    def _names(self, citation: NoteCitation) -> tuple[str, ...]:
        identity = citation.identity
        return (identity.instrument,) if identity.instrument else identity.candidates

    def _chain(self, note: int, before: tuple[int, ...]) -> tuple[int, ...]:
        """The notes from the nearest antecedent to the full reference."""
        nearest = self.cited[before[-1]]
        own = () if nearest.note == note else (nearest.note,)
        return (*own, *nearest.chain)

    def _short_form(self, parsed: ParsedCitation) -> int | None:
        """An earlier work of the same author whose longer title begins with this one's; the nearest."""
        if not parsed.author or not parsed.title:
            return None
        title = keys.fold(parsed.title)
        for index in reversed(self._works.get(keys.fold(parsed.author), [])):
            full = keys.fold(self.cited[index].parsed.title or "")
            if full != title and full.startswith(title) and not full[len(title) : len(title) + 1].isalnum():
                return index
        return None

    def _short(self, note: int, parsed: ParsedCitation, repeated: int) -> NoteCitation:
        earlier = self.cited[repeated]
        return NoteCitation(
            note=note,
            parsed=parsed,
            whole=parsed.components,
            canonical=parsed.canonical,
            identity=replace(earlier.identity, pinpoint=parsed.components.pinpoint),
            rule="short form",
            is_ibid=True,
            antecedents=(repeated,),
            chain=(earlier.note, *earlier.chain),
        )


def by_note(cited: Sequence[NoteCitation], count: int) -> list[list[int]]:
    """For each footnote the indexes of its citations."""
    found: list[list[int]] = [[] for _ in range(count)]
    for index, citation in enumerate(cited):
        found[citation.note].append(index)
    return found


def unresolved(cited: Sequence[NoteCitation]) -> Iterator[NoteCitation]:
    """The citations whose words settle nothing."""
    return (each for each in cited if not each.identity.instrument)
