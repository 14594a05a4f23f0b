"""What Unicode's CLDR knows of languages: the one place where Babel's data are read.

Everything here takes and gives plain subtags, as BCP 47 writes them ("zh", "Hant", "TW"), not tags.
Source: Unicode CLDR, as packed by Babel.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from babel import Locale, localedata
from babel.core import get_global

_NO_LANGUAGE = frozenset({"und", "mul", "mis", "zxx", "root"})
"""Codes that say "undetermined", "several", "uncoded", "none": nobody reads or writes in them."""

_RTL_SCRIPTS = (
    "Adlm Arab Aran Armi Avst Chrs Cprt Elym Garay Hatr Hebr Hung Khar Lydi Mand Mani Mend Merc Mero Narb Nbat Nkoo "
    "Orkh Ougr Palm Phli Phlp Phnx Prti Rohg Samr Sarb Sogd Sogo Syrc Thaa Yezi"
)
"""Scripts whose letters run from right to left (Unicode Bidirectional Algorithm, classes R and AL)."""


@dataclass(frozen=True, slots=True)
class Names:
    """What languages, scripts and regions are called in one language, by CLDR's identifiers ("zh_Hant")."""

    languages: Mapping[str, str]
    scripts: Mapping[str, str]
    regions: Mapping[str, str]


def _read(identifier: str) -> Names:
    locale = Locale.parse(identifier)
    names = Names(dict(locale.languages), dict(locale.scripts), dict(locale.territories))
    # Babel keeps whatever it has loaded, 0.2 MB a locale and 180 MB for all, and offers no bound: readers choose the
    # language of names, so what is not needed again is let go.
    localedata._cache.clear()  # noqa: SLF001  # there is no public way
    return names


@cache
def english() -> Names:
    """Names in English: CLDR's most complete."""
    return _read("en")


_in = lru_cache(maxsize=32)(_read)


def current_language(language: str) -> str:
    """The subtag that has replaced a deprecated or longer one: "iw" is "he", "fra" is "fr".

    A replacement that would add a script or a region ("prs" is "fa-AF") is not made: it says more than was said.
    """
    alias = str(get_global("language_aliases").get(language, language))
    return language if "_" in alias else alias


def current_region(region: str) -> str:
    """The subtag that has replaced a deprecated one, where it is one region: "UK" is "GB"."""
    successors: list[str] = get_global("territory_aliases").get(region, [])
    return successors[0] if len(successors) == 1 else region


@cache
def languages() -> frozenset[str]:
    """Every language subtag that CLDR knows: those that it names, those whose script it knows, those it replaces."""
    replaced = (subtag for subtag in get_global("language_aliases") if current_language(subtag) == subtag)
    known = {*english().languages, *get_global("likely_subtags"), *replaced}
    return frozenset(subtag for subtag in known if "_" not in subtag) - _NO_LANGUAGE


def is_script(subtag: str) -> bool:
    """Whether CLDR names this script."""
    return subtag in english().scripts


def is_region(subtag: str) -> bool:
    """Whether CLDR names this region, a country or an area of several ("419", Latin America)."""
    return subtag in english().regions


def is_right_to_left(language: str, script: str | None, region: str | None) -> bool:
    """Whether texts run from right to left: by the script, else by that most likely for the language there."""
    return (script or _likely_script(language, region)) in _RTL_SCRIPTS.split()


def _likely_script(language: str, region: str | None) -> str | None:
    likely = get_global("likely_subtags")
    full: str | None = likely.get(f"{language}_{region}") or likely.get(language)
    return full.split("_")[1] if full else None


def names_in(*subtags: str) -> Names | None:
    """Names in the language of these subtags, or of as many of them as CLDR has data for; None for none."""
    identifiers = ("_".join(subtags[:length]) for length in range(len(subtags), 0, -1))
    return next((_in(identifier) for identifier in identifiers if identifier in _identifiers()), None)


@cache
def _identifiers() -> frozenset[str]:
    return frozenset(localedata.locale_identifiers())


def name(subtags: tuple[str, ...], script: str | None, region: str | None, names: Names) -> str | None:
    """The name of a language: the longest that CLDR names, and the rest in parentheses.

    >>> name(("zh", "Hant", "TW"), "Hant", "TW", english())
    'Traditional Chinese (Taiwan)'
    """
    for length in range(len(subtags), 0, -1):
        found = names.languages.get("_".join(subtags[:length]))
        if found:
            rest = subtags[length:]
            details = [names.scripts[script]] if script in rest and script in names.scripts else []
            details += [names.regions[region]] if region in rest and region in names.regions else []
            return f"{found} ({', '.join(details)})" if details else found
    return None
