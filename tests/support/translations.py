"""The United Nations' own translations: the paragraphs and notes of the corpus, each in the languages that have it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from i18n.citing.symbols import Symbol
from i18n.languages import Tag
from seed.loading.archives import member, members
from seed.reading import read_document
from seed.tree import ParsedDocument
from seed.uniting import unite
from seed.uniting.united import Seen, United
from seed.unreadable import Unreadable


@dataclass(frozen=True, slots=True, kw_only=True)
class Translated:
    """One unit: its document, its texts by language, and by language what English prints for each note's marker."""

    document: str
    texts: Mapping[Tag, str]
    markers: Mapping[Tag, Mapping[str, str]]


def documents(archive: Path, every: int = 1) -> Iterator[United]:
    """The documents of a zip, each in all its languages; of many, each so-manieth. What cannot be read is left out."""
    trees: dict[Symbol, dict[Tag, ParsedDocument]] = {}
    wanted = set(sorted({_stem(name) for name in members(archive)})[::every])
    for name in members(archive):
        if name.endswith(".xml") and _stem(name) in wanted:
            try:
                tree = read_document(member(archive, name))
            except Unreadable:
                continue
            if tree.metadata.symbol:
                trees.setdefault(tree.metadata.symbol, {})[tree.language] = tree
    yield from (unite(list(languages.values())) for languages in trees.values())


def _stem(name: str) -> str:
    """What a document's files of all languages share: "74_148" of "English/74_148_E.xml"."""
    stem = Path(name).stem.removeprefix("A_RES_").partition("-")[0]
    return stem.rpartition("_")[0] if stem.rpartition("_")[2].isalpha() and stem.count("_") > 1 else stem


def paragraphs(document: United) -> Iterator[Translated]:
    """The paragraphs of a document."""
    markers = {tag: _markers(document, tag) for tag in document.trees}
    for seen in document.paragraphs:
        yield _translated(document, seen, {tag: tree.paragraphs for tag, tree in document.trees.items()}, markers)


def _translated(
    document: United, seen: Seen, units: Mapping[Tag, object], markers: Mapping[Tag, Mapping[str, str]]
) -> Translated:
    texts = {tag: document.trees[tag].paragraphs[at].text for tag, at in seen.items()}
    return Translated(document=str(document.whole.metadata.symbol), texts=texts, markers=markers)
