"""One citation seen in several languages, and where the languages cite different things.

The same footnote or paragraph of each language is compared. Citations that name one document belong together, whatever
their order; of the rest, those at the same place are taken for one citation that the languages print differently.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from i18n.languages import EN, Tag
from seed.linking.comparable import Comparable, comparable, is_printed, shown
from seed.linking.linked import Linked, LinkedCitation, UnitKind
from seed.tree import ParsedDocument
from store import texts

Units = Sequence[Mapping[Tag, int]]
"""Aligned units: for each, the index that it has in each language's tree."""


class DifferenceKind(StrEnum):
    """What differs. VOLUME of a treaty alone is mild: the Treaty Series numbers volumes by edition."""

    DOCUMENT = "document"
    MISSING = "missing"
    SESSION = "session"
    SUPPLEMENT = "supplement"
    PINPOINT = "pinpoint"
    VOLUME = "volume"


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignedCitation:
    """One citation: the index that it has among each language's citations, and the instrument that most of them cite.

    Of two instruments that are cited equally often, the original language's counts.
    """

    unit: UnitKind
    at: int
    members: Mapping[Tag, int]
    instrument: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Languages that do not cite the same. `at` is the index of the aligned unit, `cited` what each language cites.

    `odd` are the languages that differ from most; of a missing citation those that do not have it.
    """

    kind: DifferenceKind
    unit: UnitKind
    at: int
    cited: Mapping[Tag, str]
    odd: tuple[Tag, ...]
    citations: Mapping[Tag, int] = field(default_factory=dict)

    @property
    def is_mild(self) -> bool:
        """Whether it is of printing more than of substance."""
        return self.kind is DifferenceKind.VOLUME


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All citations of a document, each once, and the differences in document order."""

    citations: tuple[AlignedCitation, ...] = ()
    differences: tuple[Difference, ...] = ()


def compare(
    linked: Mapping[Tag, Linked],
    paragraphs: Units,
    footnotes: Units,
    *,
    parsed: Mapping[Tag, ParsedDocument] | None = None,
    original: Tag = EN,
) -> Comparison:
    """Match the citations of one document's languages; `paragraphs` and `footnotes` say which units are the same.

    With the trees (`parsed`) nothing is said to be missing or different whose number the language prints all the same,
    and what is missing in running text is reported; without them it is not.
    """
    compared = _Compared(linked, parsed or {}, original)
    compared.units(UnitKind.PARAGRAPH, paragraphs)
    compared.units(UnitKind.FOOTNOTE, footnotes)
    return Comparison(citations=tuple(compared.citations), differences=tuple(compared.differences))


Group = dict[Tag, int]


@dataclass(slots=True)
class _Compared:
    """A comparison under way."""

    linked: Mapping[Tag, Linked]
    parsed: Mapping[Tag, ParsedDocument]
    original: Tag
    citations: list[AlignedCitation] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    _own: dict[Tag, dict[tuple[UnitKind, int], list[int]]] = field(default_factory=dict)
    _seen: dict[tuple[Tag, int], Comparable] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for tag, linked in self.linked.items():
            own = self._own.setdefault(tag, {})
            for index, citation in enumerate(linked.citations):
                own.setdefault((citation.unit, citation.index), []).append(index)
                self._seen[tag, index] = comparable(citation)

    def units(self, kind: UnitKind, units: Units) -> None:
        """Compare the units of one kind."""
        owned = [
            {tag: self._own[tag].get((kind, index), []) for tag, index in unit.items() if tag in self._own}
            for unit in units
        ]
        grouped = [self._groups(own) for own in owned]
        if kind is UnitKind.FOOTNOTE:
            self._moved(grouped)
        for at, (own, groups) in enumerate(zip(owned, grouped, strict=True)):
            for group in self._paired(groups, tuple(own)):
                instrument = self._instrument(group)
                self.citations.append(AlignedCitation(unit=kind, at=at, members=group, instrument=instrument))
                if len(own) > 1:
                    self._report(kind, at, units[at], group)

    def _moved(self, grouped: list[list[Group]]) -> None:
        """Join what stands in another note of its language: notes are numbered by the order of the words."""
        tags = {tag for groups in grouped for group in groups for tag in group}
        for at, groups in enumerate(grouped):
            for group in [each for each in groups if len(each) < len(tags)]:
                host = self._host(grouped, at, group)
                if host is not None:
                    host |= group
                    groups.remove(group)

    def _host(self, grouped: list[list[Group]], at: int, group: Group) -> Group | None:
        """The nearest group of another note that names the same place, has none of these languages, and has more."""
        one = self._first(group)
        if not one.targets:
            return None
        near = sorted(range(len(grouped)), key=lambda other: abs(other - at))
        for other in near[1:]:
            for host in grouped[other]:
                first = self._first(host)
                is_free = not host.keys() & group.keys() and len(host) >= len(group)
                if is_free and first.names_same(one) and first.place == one.place:
                    return host
        return None

    def _groups(self, own: Mapping[Tag, list[int]]) -> list[Group]:
        """The citations of a unit that belong together, in the order of the original language."""
        tags = sorted(own, key=lambda tag: tag != self.original)
        groups: list[Group] = []
        rest: dict[Tag, list[int]] = {}
        for tag in tags:
            rest[tag] = [index for index in own[tag] if not self._joined(groups, tag, index)]
            groups += [{tag: index} for index in rest[tag]]
        return groups

    def _joined(self, groups: list[Group], tag: Tag, index: int) -> bool:
        """Whether a citation belongs to a group that has none of its language yet: one that names the same place."""
        one = self._seen[tag, index]
        for group in groups:
            if tag not in group and self._names_same(group, one) and self._first(group).place == one.place:
                group[tag] = index
                return True
        return False

    def _names_same(self, group: Group, one: Comparable) -> bool:
        return any(self._seen[tag, index].names_same(one) for tag, index in group.items())

    def _first(self, group: Group) -> Comparable:
        return self._seen[next(iter(group.items()))]

    def _paired(self, groups: list[Group], tags: Sequence[Tag]) -> list[Group]:
        """Groups that lack languages, joined: those of one document, then those that may be one printed differently."""
        for is_one in (self._is_one_document, self._can_be_one):
            whole: list[Group] = []
            for group in groups:
                free = (each for each in whole if not each.keys() & group.keys() and len(each) < len(tags))
                host = next((each for each in free if is_one(each, group)), None)
                if host is None:
                    whole.append(group)
                else:
                    host |= group
            groups = whole
        return groups

    def _is_one_document(self, host: Group, group: Group) -> bool:
        return self._names_same(host, self._first(group))

    def _can_be_one(self, host: Group, group: Group) -> bool:
        one, other = self._first(host), self._first(group)
        if not one.targets or not other.targets:
            return True
        if one.is_corrigendum or other.is_corrigendum or not (one.is_numbered and other.is_numbered):
            return False
        return _alike(one, other)

    def _instrument(self, group: Group) -> str | None:
        cited = {tag: self.linked[tag].citations[index].instrument for tag, index in group.items()}
        counts = Counter(name for name in cited.values() if name)
        if not counts:
            return None
        most = max(counts.values())
        first = cited.get(self.original)
        return first if first and counts[first] == most else next(n for n, count in counts.items() if count == most)

    def _report(self, kind: UnitKind, at: int, unit: Mapping[Tag, int], group: Group) -> None:
        told: set[Tag] = set()
        for difference, differing, cited in self._differences(kind, unit, group):
            odd = tuple(tag for tag in differing if tag not in told)
            if not odd:
                continue
            told.update(odd)
            citations = dict(group)
            self.differences.append(
                Difference(kind=difference, unit=kind, at=at, cited=cited, odd=odd, citations=citations)
            )

    def _differences(
        self, kind: UnitKind, unit: Mapping[Tag, int], group: Group
    ) -> Iterator[tuple[DifferenceKind, tuple[Tag, ...], dict[Tag, str]]]:
        """What differs in a group, the weightiest first; of a language only that is said."""
        seen = {tag: self._seen[tag, index] for tag, index in group.items()}
        known = {tag: one for tag, one in seen.items() if one.targets}
        cited = {tag: shown(seen[tag], self._citation(tag, index)) for tag, index in group.items()}
        if not known:
            return
        lead = self._lead(known)
        odd = tuple(tag for tag, one in known.items() if not one.names_same(lead))
        different = tuple(tag for tag in odd if not self._prints(tag, kind, unit, lead))
        if different and not self._follows(group, different):
            yield DifferenceKind.DOCUMENT, different, cited
        absent = (tag for tag in unit if tag in self.linked and tag not in group)
        missing = tuple(tag for tag in absent if not self._prints(tag, kind, unit, lead))
        if missing and self._is_missed(kind, known):
            yield DifferenceKind.MISSING, missing, cited
        if kind is UnitKind.PARAGRAPH:
            return
        known = {tag: one for tag, one in known.items() if tag not in odd}
        for level, name in ((DifferenceKind.SESSION, "session"), (None, "volume"), (DifferenceKind.PINPOINT, "place")):
            values = {tag: getattr(one, name) for tag, one in known.items() if getattr(one, name)}
            differing = self._odd_values(values)
            if differing:
                place = level is DifferenceKind.PINPOINT
                shown_by = {
                    tag: words if place or tag not in values else f"{values[tag]}, {words}"
                    for tag, words in cited.items()
                }
                yield level or _volume_kind(known), differing, shown_by

    def _citation(self, tag: Tag, index: int) -> LinkedCitation:
        return self.linked[tag].citations[index]

    def _prints(self, tag: Tag, kind: UnitKind, unit: Mapping[Tag, int], lead: Comparable) -> bool:
        """Whether the number of the document stands in a language's words, though no citation was read from it."""
        tree = self.parsed.get(tag)
        if tree is None:
            return False
        units = tree.paragraphs if kind is UnitKind.PARAGRAPH else tree.footnotes
        return is_printed(lead, texts.plain(units[unit[tag]].text))

    def _lead(self, known: Mapping[Tag, Comparable]) -> Comparable:
        """What most languages cite; of two equally often, what the original does."""
        counts = {tag: sum(one.names_same(other) for other in known.values()) for tag, one in known.items()}
        most = max(counts.values())
        leading = [tag for tag, count in counts.items() if count == most]
        return known[self.original if self.original in leading else leading[0]]

    def _odd_values(self, values: Mapping[Tag, object]) -> tuple[Tag, ...]:
        counts = Counter(values.values())
        if len(counts) < 2:  # noqa: PLR2004  # nothing to differ
            return ()
        most = max(counts.values())
        first = values.get(self.original)
        lead = first if first is not None and counts[first] == most else next(v for v, n in counts.items() if n == most)
        return tuple(tag for tag, value in values.items() if value != lead)

    def _follows(self, group: Group, odd: tuple[Tag, ...]) -> bool:
        """Whether the odd ones only repeat ("Ibid.") what stands elsewhere: there it is reported, or is printing."""
        return all(self._seen[tag, group[tag]].inherits for tag in odd)

    def _is_missed(self, kind: UnitKind, known: Mapping[Tag, Comparable]) -> bool:
        """Whether it counts that some languages do not have it: not of a corrigendum, nor of a mere name."""
        lead = next(iter(known.values()))
        if lead.is_corrigendum or not lead.counts:
            return False
        return kind is UnitKind.FOOTNOTE or (bool(self.parsed) and len(known) > 1)


def _volume_kind(known: Mapping[Tag, Comparable]) -> DifferenceKind:
    is_treaty = any(target.startswith("No. ") for one in known.values() for target in one.targets)
    return DifferenceKind.VOLUME if is_treaty else DifferenceKind.SUPPLEMENT


def _alike(one: Comparable, other: Comparable) -> bool:
    """Whether two documents can be one that is printed wrong: both treaties, or symbols of one organ."""
    mine, theirs = min(one.targets), min(other.targets)
    return _family(mine) == _family(theirs)


def _family(target: str) -> str:
    if target.startswith(("No. ", "treaty:")):
        return "treaty"
    return target.partition(":")[0] if ":" in target else "doc"
