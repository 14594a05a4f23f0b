"""How often the checks are wrong on the United Nations' own translations, and how many mistakes they find.

python -m benchmarks.checks rates --count 2000 --seed 1       findings a hundred paragraphs, by check and language
python -m benchmarks.checks planted --count 200 --seed 1      of planted mistakes of each kind, the share that is found
python -m benchmarks.checks show --check states --language fr findings of one check, with the texts

The corpus is in the folder beside the repository; reading it takes some two minutes (docs/quality.md).
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence

from i18n.languages import EN, Tag
from resolvers.checks.findings import Severity
from resolvers.checks.gazetteer import Gazetteer
from resolvers.checks.registry import CHECKS, findings
from resolvers.checks.subject import Pair
from tests.support.mistakes import MISTAKES
from tests.support.translations import LANGUAGES, SESSIONS, Translated, instruments, pair, paragraphs, states

Known = tuple[Gazetteer, Gazetteer]


def drawn(read: Sequence[Translated], language: Tag, count: int, seed: int, known: Known) -> Iterator[tuple[str, Pair]]:
    """Paragraphs by chance of those that English and the language have, with their document; all where fewer are."""
    both = sorted(
        (each for each in read if EN in each.texts and language in each.texts),
        key=lambda each: (each.document, each.texts[EN], each.texts[language]),
    )
    chance = random.Random(f"{seed}{language}")  # noqa: S311  # a sample, no secret
    for each in chance.sample(both, min(count, len(both))):
        yield each.document, pair(each.texts[EN], each.texts[language], language, known)


def found_by(checked: Pair) -> set[str]:
    """The names of the checks that find something."""
    return {check.name for check, _ in findings(checked.target, checked)}


def rates(read: Sequence[Translated], count: int, seed: int, known: Known) -> dict[Tag, Counter[str]]:
    """By language, how many of its paragraphs each check finds something in; "ERROR" for any that blocks."""
    blocking = {check.name for check in CHECKS if check.severity is Severity.ERROR}
    counted: dict[Tag, Counter[str]] = {}
    for language in LANGUAGES:
        counts = counted.setdefault(language, Counter())
        for _, checked in drawn(read, language, count, seed, known):
            names = found_by(checked)
            counts.update(names)
            counts["ERROR"] += bool(names & blocking)
            counts["all"] += 1
    return counted


def planted(
    read: Sequence[Translated], kind: str, count: int, seed: int, known: Known
) -> Iterator[tuple[Pair, Pair, bool]]:
    """Mistakes of a kind, the languages in turn: the pair before and after, and whether its check finds the mistake.

    They are planted where the check found nothing.
    """
    name, plant = MISTAKES[kind]
    chance = random.Random(f"{seed}{kind}")  # noqa: S311  # a sample, no secret
    made, turn = 0, 0
    texts = sorted((each for each in read if EN in each.texts), key=lambda each: (each.document, each.texts[EN]))
    while made < count and turn < count * 2000:
        turn += 1
        each, language = chance.choice(texts), LANGUAGES[made % len(LANGUAGES)]
        if language not in each.texts:
            continue
        before = pair(each.texts[EN], each.texts[language], language, known)
        altered = plant(before, chance)
        if altered is None or altered == before.target.markdown or name in found_by(before):
            continue
        after = pair(each.texts[EN], altered, language, known)
        made += 1
        yield before, after, name in found_by(after)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _print_rates(read: Sequence[Translated], count: int, seed: int, known: Known) -> None:
    began = time.process_time()
    counted = rates(read, count, seed, known)
    spent = time.process_time() - began
    _say(f"| per cent of {count:,} paragraphs | {' | '.join(LANGUAGES)} |")
    _say(f"|---|{'---|' * len(LANGUAGES)}")
    for name in (*(check.name for check in CHECKS), "ERROR"):
        shares = (f"{100 * each[name] / each['all']:.2f}" for each in counted.values())
        _say(f"| {name} | {' | '.join(shares)} |")
    _say(f"{1000 * spent / sum(each['all'] for each in counted.values()):.2f} ms of processor time a paragraph")


def _print_planted(read: Sequence[Translated], count: int, seed: int, known: Known) -> None:
    for kind, (name, _) in MISTAKES.items():
        results = list(planted(read, kind, count, seed, known))
        found = sum(is_found for _, _, is_found in results)
        _say(f"| {kind} | {name} | {found} of {len(results)} |")
        for before, after, is_found in results:
            if not is_found:
                _say(
                    f"    {after.target.language} {before.target.markdown[:200]}\n    -> {after.target.markdown[:200]}"
                )


def _print_findings(read: Sequence[Translated], asked: argparse.Namespace, known: Known) -> None:
    for document, checked in drawn(read, Tag(asked.language), asked.count, asked.seed, known):
        for check, found in findings(checked.target, checked):
            if check.name == asked.check:
                _say(f"{document} {found.code} {dict(found.params)}")
                _say(f"    {checked.source.markdown}\n    {checked.target.markdown}")


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.checks", description=__doc__)
    parser.add_argument("what", choices=["rates", "planted", "show"])
    parser.add_argument("--sessions", type=int, nargs="+", default=list(SESSIONS))
    parser.add_argument("--every", type=int, default=1, help="of many resolutions, each so-manieth")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--check", choices=[check.name for check in CHECKS], default=CHECKS[0].name)
    parser.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0])
    asked = parser.parse_args()
    read = list(paragraphs(tuple(asked.sessions), asked.every))
    known = (states(), instruments())
    match asked.what:
        case "rates":
            _print_rates(read, asked.count, asked.seed, known)
        case "planted":
            _print_planted(read, asked.count, asked.seed, known)
        case _:
            _print_findings(read, asked, known)


if __name__ == "__main__":
    main()
