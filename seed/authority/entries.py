"""One entry of the authority table of instruments, and how a row of its data becomes one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from i18n.citing.symbols import BadSymbol, Symbol
from i18n.languages import OFFICIAL, Tag
from store.records import NOTHING, InstrumentKind, TreatySeriesEntry

FIELDS = frozenset(
    (
        *("identifier", "kind", "titles", "aliases", "symbol", "pinpoint", "treaty_series", "sales", "adopted_on"),
        *("url", "part_of"),
    ),
)


class BadAuthorityData(ValueError):
    """The table's data are wrong: in which file, at which entry (either may be ""), and how."""

    def __init__(self, file: str, identifier: str, reason: str) -> None:
        super().__init__(" ".join(filter(None, (f"{file}:" if file else "", identifier, reason))))
        self.file = file
        self.identifier = identifier
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityEntry:
    """An instrument that is known by name.

    `titles` has one official title a language; `aliases` what else it is called, never a word that needs its context
    ("the Convention"). `symbol` is the document that it is or stands in, `pinpoint` where in it ("annex").
    `sales` are the numbers under which the document is sold, without the letter of the language: "96.IV.13".
    `treaty_series` are its places in the United Nations Treaty Series (English edition: volumes differ by language).
    `part_of` is the identifier of the instrument that holds it. No titles: it is known by its symbol alone.
    """

    identifier: str
    kind: InstrumentKind
    titles: Mapping[Tag, str] = field(default_factory=lambda: NOTHING)
    aliases: Mapping[Tag, tuple[str, ...]] = field(default_factory=lambda: NOTHING)
    symbol: Symbol | None = None
    pinpoint: str | None = None
    treaty_series: tuple[TreatySeriesEntry, ...] = ()
    sales: tuple[str, ...] = ()
    adopted_on: date | None = None
    url: str | None = None
    part_of: str | None = None

    @property
    def names(self) -> Mapping[Tag, tuple[str, ...]]:
        """By language, the title and then the aliases."""
        languages = dict.fromkeys((*self.titles, *self.aliases))
        return {
            tag: (*((self.titles[tag],) if tag in self.titles else ()), *self.aliases.get(tag, ())) for tag in languages
        }


def entry(row: object, file: str = "") -> AuthorityEntry:
    """Read a row. What was adopted in an annex is part of its document, where the row says nothing else.

    A treaty is not: it stands in the annex that opened it for signature, but lives on as an instrument of its own.
    """
    return _Row(row, file).entry()


class _Row:
    """A row being read: every wrong field is an error that names its place."""

    def __init__(self, row: object, file: str) -> None:
        self._file = file
        self._identifier = ""
        if not isinstance(row, dict):
            raise self._bad("an entry is an object")
        self._row: dict[str, Any] = row
        if unknown := row.keys() - FIELDS:
            raise self._bad(f"has fields that no entry has: {', '.join(sorted(unknown))}")
        self._identifier = self._words("identifier") or ""
        if not self._identifier:
            raise self._bad("an entry has an identifier")

    def entry(self) -> AuthorityEntry:
        kind, symbol, pinpoint = self._kind(), self._symbol(), self._words("pinpoint")
        holder = str(symbol) if symbol and pinpoint and kind is not InstrumentKind.TREATY else None
        return AuthorityEntry(
            identifier=self._identifier,
            kind=kind,
            titles=MappingProxyType({tag: self._text(words) for tag, words in self._by_language("titles")}),
            aliases=MappingProxyType({tag: self._names(words) for tag, words in self._by_language("aliases")}),
            symbol=symbol,
            pinpoint=pinpoint,
            treaty_series=self._places(),
            sales=self._names(self._row["sales"]) if "sales" in self._row else (),
            adopted_on=self._date(),
            url=self._words("url"),
            part_of=self._words("part_of") or holder,
        )

    def _bad(self, reason: str) -> BadAuthorityData:
        return BadAuthorityData(self._file, self._identifier, reason)

    def _text(self, value: object) -> str:
        if not isinstance(value, str) or not value or value != value.strip() or "  " in value:
            raise self._bad(f"has {value!r} where words are needed")
        return value

    def _words(self, name: str) -> str | None:
        return self._text(self._row[name]) if name in self._row else None

    def _names(self, value: object) -> tuple[str, ...]:
        if not isinstance(value, list) or not value:
            raise self._bad("has aliases that are no list")
        return tuple(map(self._text, value))

    def _by_language(self, name: str) -> Iterator[tuple[Tag, object]]:
        value = self._row.get(name, {})
        if not isinstance(value, dict):
            raise self._bad(f"has {name} that are not by language")
        if strange := value.keys() - set(OFFICIAL):
            raise self._bad(f"has {name} in languages that the table has not: {', '.join(sorted(strange))}")
        return ((Tag(tag), words) for tag, words in value.items())

    def _kind(self) -> InstrumentKind:
        kind = self._words("kind")
        try:
            return InstrumentKind(kind or "")
        except ValueError as error:
            raise self._bad(str(error)) from error

    def _symbol(self) -> Symbol | None:
        words = self._words("symbol")
        try:
            return Symbol.parse(words) if words else None
        except BadSymbol as error:
            raise self._bad(str(error)) from error

    def _date(self) -> date | None:
        words = self._words("adopted_on")
        try:
            return date.fromisoformat(words) if words else None
        except ValueError as error:
            raise self._bad(str(error)) from error

    def _places(self) -> tuple[TreatySeriesEntry, ...]:
        value = self._row.get("treaty_series", [])
        if not isinstance(value, list):
            raise self._bad("has places in the Treaty Series that are no list")
        return tuple(map(self._place, value))

    def _place(self, value: object) -> TreatySeriesEntry:
        if not isinstance(value, dict) or value.keys() != {"volume", "registration"}:
            raise self._bad("has a place in the Treaty Series that is not a volume and a registration")
        return TreatySeriesEntry(self._text(value["volume"]), self._text(value["registration"]))


def containers(table: Iterable[AuthorityEntry]) -> Iterator[AuthorityEntry]:
    """The documents that adopted parts stand in and that have no entry of their own: each once, with no title."""
    items = tuple(table)
    known = {item.identifier for item in items}
    for item in items:
        holder = str(item.symbol)
        if item.pinpoint and item.part_of == holder and holder not in known:
            known.add(holder)
            yield AuthorityEntry(identifier=holder, kind=_kind_of_document(holder), symbol=item.symbol)


def _kind_of_document(symbol: str) -> InstrumentKind:
    return InstrumentKind.RESOLUTION if "/RES/" in symbol else InstrumentKind.REPORT
