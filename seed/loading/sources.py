"""Which files a load reads: files, folders and zips that the caller names, in an order of their own."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from seed.loading.files import SourceFile

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
    """The documents of a zip; a zip that is none is a file that cannot be read, as reading it will say."""
    try:
        with zipfile.ZipFile(path) as zipped:
            names = [info.filename for info in zipped.infolist() if not info.is_dir()]
    except (zipfile.BadZipFile, OSError):
        yield SourceFile(path)
        return
    for name in sorted(names):
        if Path(name).suffix.lower() in {*DOCUMENT_SUFFIXES, TRANSLATION_SUFFIX}:
            yield SourceFile(path, name)
