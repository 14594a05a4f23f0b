"""Which citation of one language is which of another, in document order, and where languages cite different things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from i18n.languages import Tag
from seed.linking.comparing import AlignedCitation, Difference
from seed.linking.comparing import compare as compare_links
from seed.linking.linked import Linked, UnitKind
from seed.loading.citations import Cited
from seed.loading.source import Gathered
from seed.tree import Diagnostic


class Code(StrEnum):
    """What is said of citations that differ between languages; params: cited, kind."""

    CITATIONS_DIFFER = "CITATIONS_DIFFER"
    """Languages cite different things, or some do not have a citation."""
    CITATION_VOLUMES_DIFFER = "CITATION_VOLUMES_DIFFER"
    """Languages print other volumes of the Treaty Series for one treaty, which its registration number names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The document's citations in order, and what languages disagree on; indexes are places in the whole."""

    cited: tuple[Cited, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def compare(gathered: Gathered) -> Comparison:
    """Compare the languages' citations."""
    united, original = gathered.united, gathered.united.languages[0]
    links = {tag: source.linked for tag, source in gathered.sources.items()}
    found = compare_links(links, united.paragraphs, united.footnotes, parsed=united.trees, original=original)
    ordered = _in_order(found.citations, original)
    place = {item: at for at, one in enumerate(ordered) for item in one.members.items()}
    return Comparison(
        cited=tuple(Cited(seen=one.members, lead=_lead(one, links, original)) for one in ordered),
        diagnostics=tuple(_told(each, place) for each in found.differences),
    )


def _in_order(citations: Sequence[AlignedCitation], original: Tag) -> list[AlignedCitation]:
    """The citations in the order of the original; those that it does not have behind the one before them elsewhere."""
    anchored = {
        item: one.members[original] for one in citations if original in one.members for item in one.members.items()
    }

    def key(at: int) -> tuple[int, int, int]:
        one = citations[at]
        if original in one.members:
            return (one.members[original], 0, at)
        return (max((_before(anchored, tag, index) for tag, index in one.members.items()), default=-1), 1, at)

    return [citations[at] for at in sorted(range(len(citations)), key=key)]


def _before(anchored: Mapping[tuple[Tag, int], int], tag: Tag, index: int) -> int:
    """The original's citation that the nearest one before is, in a language; -1 where there is none."""
    return next((anchored[tag, at] for at in range(index, -1, -1) if (tag, at) in anchored), -1)


def _lead(one: AlignedCitation, links: Mapping[Tag, Linked], original: Tag) -> Tag:
    """The language that says what is cited: the original where it cites what most do, else the first that does."""
    agreeing = [tag for tag, at in one.members.items() if links[tag].citations[at].instrument == one.instrument]
    return (
        original if original in agreeing or (not agreeing and original in one.members) else [*agreeing, *one.members][0]
    )


def _told(difference: Difference, place: Mapping[tuple[Tag, int], int]) -> Diagnostic:
    is_note = difference.unit is UnitKind.FOOTNOTE
    return Diagnostic(
        code=Code.CITATION_VOLUMES_DIFFER if difference.is_mild else Code.CITATIONS_DIFFER,
        params={"cited": _by_what(difference.cited, difference.odd), "kind": str(difference.kind)},
        paragraph=None if is_note else difference.at,
        footnote=difference.at if is_note else None,
        citation=next((place[item] for item in difference.citations.items() if item in place), None),
    )


def _by_what(cited: Mapping[Tag, str], odd: Sequence[Tag]) -> str:
    """What is cited, and by which languages: "A/72/53/Add.1 (en, es, ru); A/74/53/Add.1 (fr)"."""
    by_words: dict[str, list[Tag]] = {}
    for tag, words in cited.items():
        by_words.setdefault(words, []).append(tag)
    missing = [tag for tag in odd if tag not in cited]
    parts = [f"{words} ({', '.join(sorted(tags))})" for words, tags in by_words.items()]
    return "; ".join([*parts, *([f"– ({', '.join(sorted(missing))})"] if missing else [])])
