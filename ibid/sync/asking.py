"""What a request for a copy asks for, by its query string. What is not understood is refused, and never passed over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from starlette.requests import Request

from i18n.citing.symbols import BadSymbol, Symbol
from i18n.languages import Tag, parse_tag
from i18n.tags import BadLanguageTag
from ibid.http.errors import Fault, Phrase, Refused
from ibid.http.requests import bad_request
from resolvers.changes.places import Wanted
from resolvers.sync.buckets import is_outside
from schema.changes import EVERY_TYPE

FILTER = ("types", "languages", "documents")
"""What says which records are wanted."""

MOST_NAMED = 1000
"""The most values of one parameter."""

_SHOWN = 100
"""Characters of what came that a message repeats."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The parameters of a request, each by its name; `several` are those that may come more than once."""

    values: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, request: Request, allowed: Iterable[str], several: Iterable[str] = ()) -> Asked:
        """Those of a request. Raises Refused for one that is not known here, or comes twice."""
        found: dict[str, tuple[str, ...]] = {}
        names = (*allowed, *several)
        for name, value in request.query_params.multi_items():
            if name not in names:
                params = {"name": name[:_SHOWN], "allowed": ", ".join(names)}
                raise Refused(400, Fault("UNKNOWN_PARAMETER", params))
            if name in found and name not in several:
                raise bad_request(Phrase("REASON_TWICE", {"name": name}))
            found[name] = (*found.get(name, ()), value)
        return cls(found)

    def text(self, name: str) -> str | None:
        """A parameter as it came; None where it did not, or is empty."""
        return next(iter(self.values.get(name, ())), None) or None

    def number(self, name: str, least: int, most: int, usual: int) -> int:
        """A whole number within bounds."""
        text = self.text(name)
        if text is None:
            return usual
        if not (text.isascii() and text.isdigit() and len(text) <= len(str(most)) and least <= int(text) <= most):
            raise bad_parameter(name, text, f"{least}–{most}")
        return int(text)

    def switch(self, name: str) -> bool:
        """1 or 0."""
        return self.number(name, 0, 1, 0) == 1

    def wanted(self) -> Wanted:
        """The filter: everything where none is given."""
        types = self._each("types")
        for each in types or ():
            if each not in EVERY_TYPE:
                raise bad_parameter("types", each, ", ".join(sorted(EVERY_TYPE)))
        languages, documents = self._each("languages"), self._each("documents")
        return Wanted(
            types=EVERY_TYPE if types is None else frozenset(types),
            languages=None if languages is None else frozenset(map(_language, languages)),
            documents=None if documents is None else frozenset(map(_symbol, documents)),
        )

    def buckets(self) -> frozenset[str] | None:
        """The buckets that are named; None where none is."""
        named = self.values.get("bucket")
        if named is None:
            return None
        if len(named) > MOST_NAMED:
            raise bad_parameter("bucket", str(len(named)), f"1–{MOST_NAMED}")
        return frozenset(each if is_outside(each) else _symbol(each) for each in named)

    def _each(self, name: str) -> list[str] | None:
        text = self.text(name)
        if text is None:
            return None
        found = [each.strip() for each in text.split(",") if each.strip()]
        if not 1 <= len(found) <= MOST_NAMED:
            raise bad_parameter(name, text, f"1–{MOST_NAMED}")
        return found


def bad_parameter(name: str, words: str, allowed: str) -> Refused:
    """The refusal of a value that a parameter cannot have."""
    return Refused(400, Fault("BAD_PARAMETER", {"name": name, "words": words[:_SHOWN], "allowed": allowed}))


def _language(words: str) -> Tag:
    try:
        return parse_tag(words)
    except BadLanguageTag as error:
        raise Refused(400, Fault("BAD_LANGUAGE_TAG", {"words": words[:_SHOWN]})) from error


def _symbol(words: str) -> str:
    try:
        return str(Symbol.parse(words))
    except BadSymbol as error:
        raise Refused(400, Fault("BAD_SYMBOL", {"words": words[:_SHOWN]}, {"offset": error.offset})) from error
