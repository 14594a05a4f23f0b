"""Which files a load reads: files, folders and zips that the caller names, in an order of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from seed.loading import archives
from seed.loading.files import SourceFile
from seed.unreadable import Unreadable

DATA = Path(__file__).parent.parent / "data"
SEED_CORPUS = (DATA / "documents", DATA / "translations")
"""The founding documents and their translations: what an empty store is filled with."""

TRANSLATION_SUFFIX = ".json"
ZIP_SUFFIX = ".zip"
DOCUMENT_SUFFIXES = (".txt", ".md", ".text", ".xml")


def sources(paths: Iterable[Path]) -> list[SourceFile]:
    """Every file to read, documents before translations; a file that was named is read whatever it is called."""
    found = dict.fromkeys(file for path in paths for file in _files(path))
    return sorted(found, key=lambda file: (file.suffix == TRANSLATION_SUFFIX, str(file.path), file.member or ""))


def _files(path: Path) -> Iterator[SourceFile]:
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            if file.is_file() and file.suffix.lower() in {*DOCUMENT_SUFFIXES, TRANSLATION_SUFFIX}:
                yield SourceFile(file)
            elif file.is_file() and file.suffix.lower() == ZIP_SUFFIX:
                yield from _members(file)
    elif path.suffix.lower() == ZIP_SUFFIX and path.is_file():
        yield from _members(path)
    else:
        yield SourceFile(path)


def _members(path: Path) -> Iterator[SourceFile]:
    """The documents of a zip. A zip that cannot be listed or has none is a source that reading will refuse, too."""
    try:
        names = archives.members(path)
    except Unreadable as error:
        yield SourceFile(path, problem=error.code)
        return
    found = [SourceFile(path, name) for name in names]
    wanted = [each for each in found if each.suffix in {*DOCUMENT_SUFFIXES, TRANSLATION_SUFFIX}]
    nested = [replace(each, problem="ARCHIVE_NESTED") for each in found if each.suffix == ZIP_SUFFIX]
    yield from (*wanted, *nested)
    if not wanted and not nested:
        yield SourceFile(path, problem="ARCHIVE_EMPTY")
