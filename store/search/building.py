"""Building a segment from texts, in memory: so many words at a time that it stays small."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import itemgetter

from i18n.languages import Tag
from i18n.words import index_tokens
from store.search.blocks import Keyed
from store.search.layout import Layout
from store.search.passages import Owned, Passage, UnitKind
from store.search.postings import split
from store.search.scoring import Impacts
from store.search.segments import BETWEEN, PLACES, UNITS, Part, key


def _numbers() -> array[int]:
    return array("I")


@dataclass(slots=True)
class _Language:
    """What a language has in the segment so far."""

    units: defaultdict[str, array[int]] = field(default_factory=lambda: defaultdict(_numbers))
    impacts: defaultdict[str, bytearray] = field(default_factory=lambda: defaultdict(bytearray))
    places: defaultdict[str, array[int]] = field(default_factory=lambda: defaultdict(_numbers))
    widths: array[int] = field(default_factory=_numbers)
    end: int = 0


@dataclass(slots=True)
class Builder:
    """A segment under way. `words` is how many it has."""

    firsts: array[int] = field(default_factory=_numbers)
    generations: array[int] = field(default_factory=_numbers)
    digests: bytearray = field(default_factory=bytearray)
    names: list[str] = field(default_factory=list)
    words: int = 0
    _owners: dict[str, int] = field(default_factory=dict)
    _kinds: bytearray = field(default_factory=bytearray)
    _languages: dict[Tag, _Language] = field(default_factory=dict)

    def add(self, owned: Owned, generation: int) -> None:
        """One owner more, each once; `generation` is the change up to which its records were read."""
        self._owners[owned.owner] = generation
        self.firsts.append(len(self.names))
        self.generations.append(generation)
        self.digests += owned.digest()
        for passage in owned.passages:
            self._add(passage)

    def generation(self, owner: str) -> int | None:
        """The change up to which an owner was read that is in it; None for one that is not."""
        return self._owners.get(owner)

    @property
    def owners(self) -> list[str]:
        """In the order in which they came."""
        return list(self._owners)

    @property
    def kinds(self) -> bytes:
        """Of each unit."""
        return bytes(self._kinds)

    @property
    def widths(self) -> dict[Tag, array[int]]:
        """By language, the places of each unit."""
        for language in self._languages.values():
            self._fill(language, len(self.names))
        return {tag: language.widths for tag, language in self._languages.items()}

    def parts(self) -> Iterator[Part]:
        """The segment, part by part."""
        layout = Layout(self)
        yield from layout.run(UNITS, self._units())
        yield from layout.end(UNITS)
        yield from layout.run(PLACES, self._places())
        yield from layout.end(PLACES)
        yield from layout.rest()

    def _add(self, passage: Passage) -> None:
        ordinal = len(self.names)
        self.names.append(passage.key)
        self._kinds += passage.kind.value.encode()
        for tag, text in passage.texts.items():
            if tag not in self._languages:
                self._languages[tag] = _Language()
            self._read(self._languages[tag], passage.kind, ordinal, text)

    def _read(self, language: _Language, kind: UnitKind, ordinal: int, text: str) -> None:
        tokens, places, width = index_tokens(text)
        if not tokens:
            return
        self._fill(language, ordinal)
        language.widths.append(width + BETWEEN)
        impacts = Impacts(kind, width)
        units, said = language.units, language.impacts
        for token, count in Counter(tokens).items():
            units[token].append(ordinal)
            said[token].append(impacts[count])
        start, lines = language.end, language.places
        for token, place in zip(tokens, places, strict=True):
            lines[token].append(start + place)
        language.end += width + BETWEEN
        self.words += width

    @staticmethod
    def _fill(language: _Language, units: int) -> None:
        """Say that the units up to here have no text in a language."""
        missing = units - len(language.widths)
        if missing:
            language.widths.extend([0] * missing)

    def _units(self) -> Iterator[Keyed]:
        for stored, language, token in self._keys():
            numbers, impacts = language.units[token], bytes(language.impacts[token])
            yield from ((stored, piece) for piece in split(numbers, impacts))

    def _places(self) -> Iterator[Keyed]:
        for stored, language, token in self._keys():
            yield from ((stored, piece) for piece in split(language.places[token]))

    def _keys(self) -> list[tuple[bytes, _Language, str]]:
        """Every token of every language, in the order of a run."""
        keys = ((key(token, tag), each, token) for tag, each in self._languages.items() for token in each.units)
        return sorted(keys, key=itemgetter(0))
