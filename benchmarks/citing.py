"""The quality of citations over the corpus, as numbers and as lists to read (docs/quality.md).

python -m benchmarks.citing shares                  what notes yield and how citations resolve, by language
python -m benchmarks.citing sample --language fr    notes drawn by chance, with what was read from them
python -m benchmarks.citing unresolved              the citations that nothing settles, by their words
python -m benchmarks.citing differences             where languages cite different things
python -m benchmarks.citing planted                 how many of planted alterations are found
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from i18n.languages import EN, Tag
from seed.authority.instruments import load_instruments
from seed.linking import Authority, Linked, UnitKind, link
from seed.linking.comparing import Comparison, Difference, compare
from seed.tree import ParsedDocument
from store.records import CitationResolution
from store.texts import plain
from tests.support.planting import KINDS, Planted, plant
from tests.support.resolutions import FOLDERS, SESSIONS, Resolution, align, by_number, resolutions

APART = ("pub", "url")
"""Schemes that are counted apart: works and pages that are known by their words only."""


@dataclass(slots=True)
class Shares:
    """What the notes of one language gave."""

    notes: int = 0
    citing: int = 0
    remarks: int = 0
    citations: Counter[str] = field(default_factory=Counter)

    def add(self, parsed: ParsedDocument, linked: Linked) -> None:
        """Count one document."""
        cited = [each for each in linked.citations if each.unit is UnitKind.FOOTNOTE]
        self.notes += len(parsed.footnotes)
        self.citing += len({each.index for each in cited})
        self.remarks += len(linked.remarks)
        for each in cited:
            scheme = (each.instrument or "").partition(":")[0]
            self.citations[scheme if scheme in APART else str(each.resolution)] += 1

    @property
    def read(self) -> float:
        """The share of notes that yield a citation or are known to cite nothing."""
        return (self.citing + self.remarks) / max(self.notes, 1)

    @property
    def resolved(self) -> float:
        """The share of citations that are resolved, works and pages apart."""
        counted = sum(count for name, count in self.citations.items() if name not in APART)
        return self.citations[str(CitationResolution.RESOLVED)] / max(counted, 1)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def documents(sessions: tuple[int, ...], every: int = 1) -> Iterator[dict[Tag, Resolution]]:
    """The resolutions of sessions in all their languages; of many, each so-manieth."""
    for session in sessions:
        yield from list(by_number(resolutions(session)).values())[::every]


def links(languages: Mapping[Tag, Resolution], authority: Authority) -> dict[Tag, Linked]:
    """Each language of a resolution, linked."""
    return {tag: link(each.parsed, authority) for tag, each in languages.items()}


def comparison(languages: Mapping[Tag, Resolution], linked: Mapping[Tag, Linked]) -> Comparison:
    """The languages of a resolution, compared."""
    paragraphs, footnotes = align(languages)
    return compare(linked, paragraphs, footnotes, parsed={tag: each.parsed for tag, each in languages.items()})


def planted(count: int, sessions: tuple[int, ...], seed: int, every: int) -> Iterator[tuple[Planted, Tag, bool]]:
    """Alterations, the language that each is in, and whether it is found: in a note that had no difference before."""
    authority, chance = Authority(load_instruments()), random.Random(seed)  # noqa: S311  # a sample, no secret
    found = 0
    whole = [each for each in documents(sessions, every) if len(each) == len(FOLDERS)]
    while found < count:
        languages = chance.choice(whole)
        tag = chance.choice(sorted(languages))
        made = plant(languages[tag].parsed, KINDS[found % len(KINDS)], chance)
        if made is None:
            continue
        linked = links(languages, authority)
        if _reported(comparison(languages, linked), languages, tag, made.note):
            continue
        altered = {**languages, tag: _with(languages[tag], made.parsed)}
        again = comparison(altered, {**linked, tag: link(made.parsed, authority)})
        found += 1
        yield made, tag, _reported(again, altered, tag, made.note)


def _with(resolution: Resolution, parsed: ParsedDocument) -> Resolution:
    return Resolution(number=resolution.number, language=resolution.language, member=resolution.member, parsed=parsed)


def _reported(found: Comparison, languages: Mapping[Tag, Resolution], tag: Tag, note: int) -> bool:
    _, footnotes = align(languages)
    return any(
        each.unit is UnitKind.FOOTNOTE and footnotes[each.at].get(tag) == note and tag in each.odd
        for each in found.differences
    )


def _print_shares(sessions: tuple[int, ...], every: int) -> None:
    authority, shares = Authority(load_instruments()), {Tag(tag): Shares() for tag in FOLDERS.values()}
    for languages in documents(sessions, every):
        for tag, linked in links(languages, authority).items():
            shares[tag].add(languages[tag].parsed, linked)
    for name, each in shares.items():
        _say(f"{name}  notes {each.notes:5}  read {each.read:.2%}  remarks {each.remarks:3}")
        _say(f"    resolved {each.resolved:.2%}  {dict(each.citations)}")


def _print_sample(sessions: tuple[int, ...], language: str, count: int, seed: int) -> None:
    authority = Authority(load_instruments())
    folder = next(name for name, tag in FOLDERS.items() if tag == language)
    found = [each for session in sessions for each in resolutions(session, (folder,))]
    notes = [(each, at) for each in found for at in range(len(each.parsed.footnotes))]
    cache: dict[str, Linked] = {}
    for each, at in random.Random(seed).sample(notes, count):  # noqa: S311  # a sample, no secret
        linked = cache.setdefault(each.number, link(each.parsed, authority))
        _say(f"{each.number} [{each.parsed.footnotes[at].marker}] {plain(each.parsed.footnotes[at].text)}")
        for citation in linked.citations:
            if citation.unit is UnitKind.FOOTNOTE and citation.index == at:
                name = citation.instrument or f"{citation.resolution} {citation.candidates}"
                _say(f"      {citation.relation} {name} | {citation.canonical.pinpoint or ''} | {citation.rule}")


def _print_unresolved(sessions: tuple[int, ...], every: int) -> None:
    authority, words = Authority(load_instruments()), Counter[str]()
    for languages in documents(sessions, every):
        for tag, linked in links(languages, authority).items():
            for each in linked.citations:
                if not each.instrument:
                    words[f"{tag} {each.rule}: {re.sub(r'[0-9]+', '0', each.words)[:120]}"] += 1
    for text, count in words.most_common():
        _say(f"{count:4} {text}")


def _print_differences(sessions: tuple[int, ...], every: int) -> None:
    authority, kinds = Authority(load_instruments()), Counter[str]()
    for languages in documents(sessions, every):
        found = comparison(languages, links(languages, authority))
        for each in found.differences:
            kinds[f"{each.unit} {each.kind}"] += 1
            _say(_shown(each, languages))
    _say(str(dict(kinds)))


def _shown(each: Difference, languages: Mapping[Tag, Resolution]) -> str:
    number, (paragraphs, footnotes) = next(iter(languages.values())).number, align(languages)
    unit = (footnotes if each.unit is UnitKind.FOOTNOTE else paragraphs)[each.at]
    lines = [f"{number} {each.unit} {each.at} {each.kind} {','.join(each.odd)}: {dict(each.cited)}"]
    for tag in (*((EN,) if EN not in each.odd else ()), *each.odd):
        tree = languages[tag].parsed
        units = tree.footnotes if each.unit is UnitKind.FOOTNOTE else tree.paragraphs
        words = plain(units[unit[tag]].text)[:300] if tag in unit else "has no such unit"
        lines.append(f"      {tag} {words}")
    return "\n".join(lines)


def _print_planted(sessions: tuple[int, ...], count: int, seed: int, every: int) -> None:
    kinds: dict[str, list[bool]] = {}
    for made, tag, is_found in planted(count, sessions, seed, every):
        kinds.setdefault(made.kind, []).append(is_found)
        if not is_found:
            _say(f"not found: {made.kind} {tag} {made.before!r} -> {made.after!r}")
    for kind, results in kinds.items():
        _say(f"{kind:12} {sum(results)} of {len(results)}")
    _say(f"all          {sum(map(sum, kinds.values()))} of {count}")


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.citing", description=__doc__)
    parser.add_argument("what", choices=["shares", "sample", "unresolved", "differences", "planted"])
    parser.add_argument("--sessions", type=int, nargs="+", default=list(SESSIONS))
    parser.add_argument("--language", choices=sorted(FOLDERS.values()), default="en")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=int, default=1, help="of many resolutions, each so-manieth")
    asked = parser.parse_args()
    sessions = tuple(asked.sessions)
    match asked.what:
        case "shares":
            _print_shares(sessions, asked.every)
        case "sample":
            _print_sample(sessions, asked.language, asked.count, asked.seed)
        case "unresolved":
            _print_unresolved(sessions, asked.every)
        case "differences":
            _print_differences(sessions, asked.every)
        case _:
            _print_planted(sessions, asked.count, asked.seed, asked.every)


if __name__ == "__main__":
    main()
