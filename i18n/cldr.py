"""What Unicode's CLDR knows of languages: the one place where Babel's data are read.

Everything here takes and gives plain subtags, as BCP 47 writes them ("zh", "Hant", "TW"), not tags.
Source: Unicode CLDR, as packed by Babel.
"""

from __future__ import annotations

from functools import cache

from babel import Locale
from babel.core import get_global
from babel.localedata import locale_identifiers

_NO_LANGUAGE = frozenset({"und", "mul", "mis", "zxx", "root"})
"""Codes that say "undetermined", "several", "uncoded", "none": nobody reads or writes in them."""

_RTL_SCRIPTS = (
    "Adlm Arab Aran Armi Avst Chrs Cprt Elym Garay Hatr Hebr Hung Khar Lydi Mand Mani Mend Merc Mero Narb Nbat Nkoo "
    "Orkh Ougr Palm Phli Phlp Phnx Prti Rohg Samr Sarb Sogd Sogo Syrc Thaa Yezi"
)
"""Scripts whose letters run from right to left (Unicode Bidirectional Algorithm, classes R and AL)."""


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
    known = {*Locale("en").languages, *get_global("likely_subtags"), *replaced}
    return frozenset(subtag for subtag in known if "_" not in subtag) - _NO_LANGUAGE


def is_script(subtag: str) -> bool:
    """Whether CLDR names this script."""
    return subtag in Locale("en").scripts


def is_region(subtag: str) -> bool:
    """Whether CLDR names this region, a country or an area of several ("419", Latin America)."""
    return subtag in Locale("en").territories


def is_right_to_left(language: str, script: str | None, region: str | None) -> bool:
    """Whether texts run from right to left: by the script, else by that most likely for the language there."""
    return (script or _likely_script(language, region)) in _RTL_SCRIPTS.split()


def _likely_script(language: str, region: str | None) -> str | None:
    likely = get_global("likely_subtags")
    full: str | None = likely.get(f"{language}_{region}") or likely.get(language)
    return full.split("_")[1] if full else None


@cache
def locale(*subtags: str) -> Locale | None:
    """Babel's locale for these subtags, or for as many of them as CLDR has data for; None for none."""
    for length in range(len(subtags), 0, -1):
        identifier = "_".join(subtags[:length])
        if identifier in _identifiers():
            return Locale.parse(identifier)
    return None


@cache
def _identifiers() -> frozenset[str]:
    return frozenset(locale_identifiers())


def name(subtags: tuple[str, ...], script: str | None, region: str | None, wanted: Locale) -> str | None:
    """The name of a language in that of `wanted`: the longest that CLDR names, and the rest in parentheses.

    >>> name(("zh", "Hant", "TW"), "Hant", "TW", Locale("en"))
    'Traditional Chinese (Taiwan)'
    """
    for length in range(len(subtags), 0, -1):
        found = wanted.languages.get("_".join(subtags[:length]))
        if found:
            rest = subtags[length:]
            details = [wanted.scripts[script]] if script in rest and script in wanted.scripts else []
            details += [wanted.territories[region]] if region in rest and region in wanted.territories else []
            return f"{found} ({', '.join(details)})" if details else found
    return None
