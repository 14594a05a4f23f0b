"""A segment: the index of some documents, never changed once it is written.

Units are numbered through the segment, and in each language the words of its texts are numbered through it, as if all
of them stood in one long line. Two runs (`store.search.blocks`) say for each token and language which units have it,
and how much it says there, and where in the line it stands. So a phrase is found by adding, whatever its language.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from i18n.languages import Tag
from store.search.blocks import Directory, compressed, expanded
from store.search.packing import packed, read_sections, sections, unpacked

UNITS = "u"
"""The run of units: under a token and a language, the units that have it, with impacts."""

PLACES = "p"
"""The run of places: under a token and a language, where it stands."""

NAMES = "n"
"""The keys of units, so many in a block."""

NAMES_IN_BLOCK = 256

STARTS = "s"
"""Where the texts of units begin, a part a language."""

TABLE = "table"
"""What is read first, and written last."""

NUMBERED = (UNITS, PLACES, NAMES, STARTS)
"""The names of parts that come in numbers from 0: the rest is the table."""

DIGEST = 8
"""Bytes of an owner's digest."""

BETWEEN = 2
"""Places left free between two units, so that no phrase begins in one and ends in the next."""

Part = tuple[str, bytes]
"""A stored piece of a segment: its name in the segment, and its bytes."""


def key(token: str, language: Tag) -> bytes:
    """Under what a token of a language is kept: the languages of a token stand together."""
    return f"{token}\0{language}".encode()


def language_of(stored: bytes) -> Tag:
    """The language of a key."""
    return Tag(stored[stored.rindex(b"\0") + 1 :].decode())


def prefix_end(token: str) -> bytes:
    """A key behind every key of a token that begins so."""
    return token.encode() + b"\xff"


@dataclass(frozen=True, slots=True)
class LanguageSize:
    """How many units of a segment have a text in a language, and how many places these take."""

    units: int = 0
    places: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """What is known of a segment before anything is looked up: whose units it has, of what kind, and where to look.

    `firsts` are the ordinals of the owners' first units, `generations` the changes up to which each was read, `digests`
    eight bytes for each that say what was read.
    """

    owners: tuple[str, ...]
    firsts: Sequence[int]
    generations: Sequence[int]
    digests: bytes
    kinds: bytes
    languages: Mapping[Tag, LanguageSize]
    directories: Mapping[str, Directory]

    @property
    def units(self) -> int:
        """How many units there are."""
        return len(self.kinds)

    @property
    def places(self) -> int:
        """How many words: by which segments are compared in size."""
        return sum(size.places for size in self.languages.values())

    def owner_at(self, ordinal: int) -> int:
        """Whose a unit is: the number of the owner."""
        return bisect_right(self.firsts, ordinal) - 1

    def extent(self, owner: int) -> tuple[int, int]:
        """The ordinals of an owner's units, the second excluded."""
        following = owner + 1
        return self.firsts[owner], self.firsts[following] if following < len(self.firsts) else self.units

    def pack(self) -> bytes:
        """As bytes."""
        sizes = [f"{tag} {size.units} {size.places}" for tag, size in self.languages.items()]
        return compressed(
            sections(
                "\n".join(self.owners).encode(),
                packed(4, self.firsts),
                packed(4, self.generations),
                self.digests,
                self.kinds,
                "\n".join(sizes).encode(),
                self.directories[UNITS].pack(),
                self.directories[PLACES].pack(),
            )
        )

    @classmethod
    def unpack(cls, stored: bytes) -> Table:
        """From bytes."""
        owners, firsts, generations, digests, kinds, sizes, units, places = read_sections(expanded(stored))
        rows = [row.split(" ") for row in sizes.decode().split("\n") if row]
        return cls(
            tuple(owners.decode().split("\n")) if owners else (),
            unpacked(4, firsts),
            unpacked(4, generations),
            digests,
            kinds,
            {Tag(tag): LanguageSize(int(many), int(long)) for tag, many, long in rows},
            {UNITS: Directory.unpack(units), PLACES: Directory.unpack(places)},
        )


@dataclass(frozen=True)
class Segment:
    """An open segment. `dead` are the numbers of owners that a newer segment has anew.

    `starts` keeps where units begin in the languages that were asked for (`read_starts`).
    """

    id: str
    table: Table
    dead: frozenset[int] = frozenset()
    starts: dict[Tag, array[int]] = field(default_factory=dict)

    @cached_property
    def owners(self) -> Mapping[str, int]:
        """The number of each owner."""
        return {owner: number for number, owner in enumerate(self.table.owners)}

    def alive_owners(self) -> Iterator[tuple[int, str]]:
        """The number and name of each that is not dead."""
        return ((number, owner) for number, owner in enumerate(self.table.owners) if number not in self.dead)

    def digest(self, owner: int) -> bytes:
        """What was read of an owner, in eight bytes."""
        return self.table.digests[owner * DIGEST : (owner + 1) * DIGEST]

    @cached_property
    def dead_units(self) -> int:
        """How many units belong to dead owners."""
        return sum(stop - start for start, stop in map(self.table.extent, self.dead))

    @cached_property
    def alive(self) -> bytes | None:
        """For each unit 1 where its owner is alive; None where all are."""
        if not self.dead:
            return None
        made = bytearray(b"\1") * self.table.units
        for owner in self.dead:
            start, stop = self.table.extent(owner)
            made[start:stop] = bytes(stop - start)
        return bytes(made)

    def part(self, name: str) -> str:
        """The stored name of a part."""
        return f"{self.id}/{name}"


def starts_name(table: Table, language: Tag) -> str:
    """The part that says where each unit's text begins in a language."""
    return f"{STARTS}{list(table.languages).index(language)}"


def read_starts(stored: bytes) -> array[int]:
    """Where each unit's text begins; and, last, where the last one ends."""
    return array("I", accumulate(unpacked(stored[0], expanded(stored[1:])), initial=0))


def read_names(stored: bytes) -> list[str]:
    """The keys in a block of names."""
    return expanded(stored).decode().split("\n")


def part_names(table: Table) -> Iterator[str]:
    """Every part of a segment, the table last."""
    for run, directory in table.directories.items():
        yield from (f"{run}{number}" for number in range(len(directory.firsts)))
    yield from (f"{NAMES}{number}" for number in range(-(-table.units // NAMES_IN_BLOCK)))
    yield from (f"{STARTS}{number}" for number in range(len(table.languages)))
    yield TABLE
