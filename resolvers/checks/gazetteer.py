"""Names of one kind of thing in several languages: which of them a text has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from i18n.citing.inflections import INFLECTIONS
from i18n.citing.names import UNINFLECTED, FoundName, Inflection, Names, none_joined
from i18n.languages import Tag
from store.keys import fold

_NOTHING = "-"
_NO_NAME: Mapping[str, tuple[str, ...]] = {"zh": ("中国家",)}
"""What only looks like a name: 发展中国家 are developing countries, not China."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A thing: its code, its names by language, and `aliases`, folded, of languages that are not known."""

    code: str
    names: Mapping[Tag, tuple[str, ...]]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gazetteer:
    """Things by their names, whatever a sentence does to the words of a name, and whatever their case."""

    things: tuple[Named, ...] = ()
    _read: dict[Tag, tuple[Names, Names]] = field(default_factory=dict)

    def named(self, text: str, language: Tag) -> set[str]:
        """The codes of the things that a text calls by a name of its language."""
        return {each.named for each in self.spans(text, language)}

    def can_name(self, text: str, language: Tag) -> set[str]:
        """The codes of the things that a text has by a name or by an alias."""
        return {each.named for each in self._find(1, text, language)}

    def spans(self, text: str, language: Tag) -> list[FoundName]:
        """Where a text calls things by a name of its language."""
        return self._find(0, text, language)

    def _find(self, which: int, text: str, language: Tag) -> list[FoundName]:
        """A name begins with a capital, where the script has any."""
        found = self._of(language)[which].find(text) if self.things else ()
        return [each for each in found if each.named != _NOTHING and not text[each.start].islower()]

    def name(self, code: str, language: Tag) -> str:
        """What a thing is called in a language; its code where that is not known."""
        names = self._by_code[code].names.get(language) if code in self._by_code else None
        return names[0] if names else code

    def has(self, code: str, language: Tag) -> bool:
        """Whether a thing has a name in a language."""
        return bool(self._by_code[code].names.get(language))

    @cached_property
    def _by_code(self) -> Mapping[str, Named]:
        return {each.code: each for each in self.things}

    def _of(self, language: Tag) -> tuple[Names, Names]:
        if language not in self._read:
            inflection = _caseless(INFLECTIONS.get(language, UNINFLECTED))
            own = [(name, each.code) for each in self.things for name in each.names.get(language, ())]
            own += [(words, _NOTHING) for words in _NO_NAME.get(language, ())]
            others = [(alias, each.code) for each in self.things for alias in each.aliases]
            self._read[language] = Names(own, inflection), Names([*own, *others], inflection)
        return self._read[language]


def _caseless(inflection: Inflection) -> Inflection:
    """The same, case and accents aside. Endings go first: without its breve, й is no ending that is known."""

    @lru_cache(maxsize=1 << 16)
    def form(word: str) -> str:
        return fold(inflection.form(word))

    def without_prefix(word: str) -> Iterable[tuple[int, str]]:
        return [(cut, fold(bare)) for cut, bare in inflection.without_prefix(word)]

    if inflection.without_prefix is none_joined:
        return Inflection(form=form)
    return Inflection(form=form, without_prefix=without_prefix)


NO_NAMES = Gazetteer()
"""Of nothing."""


def gazetteer(things: Iterable[Named]) -> Gazetteer:
    """Things by their names."""
    return Gazetteer(tuple(things))
