"""A first look at files: which document each holds, in which language, and whether it is one that was read before."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from i18n.languages import Tag
from seed.loading.files import SourceFile
from seed.loading.outcomes import Outcome, refused
from seed.reading import peek
from seed.unreadable import Unreadable

_ROOT = Path(__file__).parents[2]
_READERS = ("seed/**/*.py", "seed/data/**/*.json", "i18n/citing/*.py", "store/texts.py", "store/keys.py")
"""Everything that what is made of a file depends on."""


@cache
def reader() -> str:
    """A digest of all that reads files: with another one the same file may say something else."""
    found = hashlib.blake2b(digest_size=8)
    for pattern in _READERS:
        for path in sorted(_ROOT.glob(pattern)):
            found.update(path.relative_to(_ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def digest(content: bytes) -> str:
    """A digest of a file's content and of how it is read."""
    return hashlib.blake2b(content, digest_size=8, key=reader().encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A file, and what a first look says of it: symbol and language are None where only reading it will tell."""

    file: SourceFile
    digest: str
    symbol: str | None = None
    language: Tag | None = None


def look(file: SourceFile) -> Looked | Outcome:
    """Look at a file, or refuse it."""
    try:
        content = file.read()
        symbol, language = peek(content)
    except Unreadable as error:
        return refused(file, error)
    return Looked(file=file, digest=digest(content), symbol=str(symbol) if symbol else None, language=language)


@dataclass(frozen=True, slots=True)
class Group:
    """Files that are read together: one document in its languages. `symbol` is None where only reading will tell."""

    symbol: str | None
    files: tuple[Looked, ...]

    @property
    def digests(self) -> dict[Tag, str]:
        """The digests of files whose language is known."""
        return {each.language: each.digest for each in self.files if each.language}


def group(looked: Iterable[Looked]) -> tuple[list[Group], list[Outcome]]:
    """Files by document, and those refused because their load has another text of the same document and language."""
    by_symbol: dict[str, dict[Tag | None, Looked]] = {}
    alone: list[Group] = []
    twice: list[Outcome] = []
    for each in looked:
        if each.symbol is None:
            alone.append(Group(None, (each,)))
            continue
        files = by_symbol.setdefault(each.symbol, {})
        first = files.setdefault(each.language, each)
        if first is not each and first.digest != each.digest:
            twice.append(_twice(each, first))
    groups = [Group(symbol, tuple(files.values())) for symbol, files in by_symbol.items()]
    return [*groups, *alone], twice


def _twice(file: Looked, first: Looked) -> Outcome:
    params = {"symbol": file.symbol or "", "language": file.language or "", "first": first.file.name}
    return refused(file.file, Unreadable("DOCUMENT_TWICE", params))


def is_known(group: Group, held: Sequence[tuple[Tag, str]]) -> bool:
    """Whether the store has each file of a group already: `held` are languages with their files' digests."""
    digests = group.digests
    return len(digests) == len(group.files) and set(digests.items()) <= set(held)
