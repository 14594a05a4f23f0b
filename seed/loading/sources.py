"""Which files a load reads: files and folders named by the caller, in an order that does not depend on the disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

DATA = Path(__file__).parent.parent / "data"
SEED_CORPUS = (DATA / "documents", DATA / "translations")
"""The founding documents and their translations: what an empty store is filled with."""

TRANSLATION_SUFFIX = ".json"
DOCUMENT_SUFFIXES = (".txt", ".md", ".text")


def sources(paths: Iterable[Path]) -> list[Path]:
    """Every file to read, documents before translations; a file that was named is read whatever it is called."""
    found = dict.fromkeys(file for path in paths for file in _files(path))
    return sorted(found, key=lambda file: (file.suffix == TRANSLATION_SUFFIX, str(file)))


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            if file.is_file() and file.suffix.lower() in {*DOCUMENT_SUFFIXES, TRANSLATION_SUFFIX}:
                yield file
    else:
        yield path
