"""The United Nations' own translations: the paragraphs of the corpus, each in the languages that have it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from i18n.citing.symbols import Symbol
from i18n.languages import EN, Tag
from resolvers.checks.gazetteer import Gazetteer, Named, gazetteer
from resolvers.checks.running import TITLED, state_names
from resolvers.checks.subject import Pair, Text
from seed.authority.instruments import load_instruments
from seed.authority.reporters import load_reporters
from seed.loading.archives import member, members
from seed.reading import read_document
from seed.tree import ParsedDocument
from seed.uniting import unite
from seed.unreadable import Unreadable
from tests.support.shared import shared

SESSIONS = (74, 75, 76)
LANGUAGES = (Tag("ar"), Tag("es"), Tag("fr"), Tag("ru"), Tag("zh"))
"""Those that are checked against English."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Translated:
    """One paragraph: its document, and its texts by language."""

    document: str
    texts: Mapping[Tag, str]


def paragraphs(sessions: tuple[int, ...] = SESSIONS, every: int = 1) -> Iterator[Translated]:
    """The paragraphs of these sessions' resolutions, paired as a load pairs them; of resolutions each so-manieth."""
    for session in sessions:
        for trees in _documents(shared("corpus", f"GA_{session}.zip"), every):
            united = unite(list(trees.values()))
            for seen in united.paragraphs:
                texts = {tag: united.trees[tag].paragraphs[at].text for tag, at in seen.items()}
                yield Translated(document=str(united.whole.metadata.symbol), texts=texts)


def _documents(archive: Path, every: int) -> Iterator[Mapping[Tag, ParsedDocument]]:
    """The trees of each document by language. What cannot be read is left out, as a load does."""
    files: dict[str, list[str]] = {}
    for name in members(archive):
        files.setdefault("_".join(Path(name).stem.removeprefix("A_RES_").split("_")[:2]).partition("-")[0], []).append(
            name
        )
    for stem in sorted(files)[::every]:
        trees: dict[Symbol | None, dict[Tag, ParsedDocument]] = {}
        for name in files[stem]:
            try:
                tree = read_document(member(archive, name))
            except Unreadable:
                continue
            trees.setdefault(tree.metadata.symbol, {})[tree.language] = tree
        yield from (languages for symbol, languages in trees.items() if symbol and EN in languages)


def states() -> Gazetteer:
    """The States by the table, as the store has them."""
    return state_names(each for each in load_reporters() if each.is_state)


def instruments() -> Gazetteer:
    """The whole authority table: more than the store gives the checks of a paragraph, which are those it cites."""
    return gazetteer(
        Named(code=each.identifier, names=each.names) for each in load_instruments() if each.kind in TITLED
    )


def pair(english: str, text: str, language: Tag, known: tuple[Gazetteer, Gazetteer]) -> Pair:
    """A translation beside the English text."""
    return Pair(source=Text(english, EN), target=Text(text, language), states=known[0], instruments=known[1])
