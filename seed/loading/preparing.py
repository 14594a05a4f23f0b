"""Files read and linked, a document at a time: the part of loading that needs no store, and that any process can do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from seed.authority.instruments import load_instruments
from seed.authority.reporters import ReporterNames
from seed.linking.authority import Authority
from seed.loading.bundle import Bundle
from seed.loading.document import bundle
from seed.loading.keying import Held
from seed.loading.looking import Group, Looked
from seed.loading.outcomes import Outcome, refused
from seed.loading.source import NoSymbol, Source, gather, source_of
from seed.reading import rank_of, read_document
from seed.unreadable import Unreadable


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables that linking needs, read once."""

    authority: Authority
    names: ReporterNames


@cache
def tables() -> Tables:
    """Read them."""
    return Tables(Authority(load_instruments()), ReporterNames())


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A document that was read: its sources, and its records as they are where the store has nothing of it yet.

    `refused` are files of the group that could not be read; without any source there is no bundle.
    """

    group: Group
    sources: tuple[Source, ...] = ()
    whole: Bundle | None = None
    refused: tuple[Outcome, ...] = ()


def prepare(group: Group) -> Prepared:
    """Read, link and unite the files of a document."""
    read = tables()
    found = [_read(each, read) for each in group.files]
    sources = tuple(each for each in found if isinstance(each, Source))
    refusals = tuple(each for each in found if isinstance(each, Outcome))
    whole = bundle(gather(sources), read.names, Held()) if sources else None
    return Prepared(group=group, sources=sources, whole=whole, refused=refusals)


def _read(looked: Looked, read: Tables) -> Source | Outcome:
    try:
        content = looked.file.read()
        parsed = read_document(content)
    except Unreadable as error:
        return refused(looked.file, error)
    if parsed.metadata.symbol is None:
        return refused(looked.file, Unreadable(NoSymbol.code, {}))
    source = source_of(parsed, read.authority, rank_of(content))
    return replace(source, file=looked.file.name, digest=looked.digest)
