"""Who reports: the States, by the United Nations' names in the six languages, and organizations.

The data are in `seed/data/states` (a file a region of M49) and `seed/data/organizations`; docs/languages.md says where
the names are from and how they were checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from i18n.listed import forms
from seed.authority.entries import BadAuthorityData
from seed.authority.named import official, read_rows
from store.keys import fold
from store.records import ReporterRecord

_ARTICLE = re.compile(r"^(?:(?:the|le|la|les|l|el|los|las) )+|(?: (?:the|le|la|les|l|el|los|las))+$")
"""An article before a folded name, or after it in lists, in English, French and Spanish: the other three write none."""


_STRETCH = "\u0640"
"""Arabic's tatweel, which fills a line and means nothing."""


@cache
def load_reporters() -> tuple[ReporterRecord, ...]:
    """The 197 States that may take part in treaties open to "all States", then organizations; by code in each part.

    Raises BadAuthorityData where a name is missing, or one name has two owners.
    """
    states = sorted((_state(row) for row in read_rows("states")), key=lambda record: record.key)
    organizations = sorted((_organization(row) for row in read_rows("organizations")), key=lambda record: record.key)
    return (*states, *organizations)


def _state(row: Mapping[str, Any]) -> ReporterRecord:
    former = [name for change in row.get("former", ()) for name in change["names"].values()]
    code = row["alpha3"]
    return ReporterRecord(
        key=code,
        alpha2=row["alpha2"],
        m49=row["m49"],
        variants=official(code, row["names"]),
        aliases=_aliases(row, former),
    )


def _organization(row: Mapping[str, Any]) -> ReporterRecord:
    code = row["code"]
    return ReporterRecord(key=code, variants=official(code, row["names"]), aliases=_aliases(row, [code]))


def _aliases(row: Mapping[str, Any], more: Iterable[str]) -> tuple[str, ...]:
    """Everything that it is called, folded: names in each form, aliases of each language, and more."""
    listed = [form for name in row["names"].values() for form in forms(name)]
    others = [name for names in row.get("aliases", {}).values() for name in names]
    return tuple(sorted({name_key(name) for name in (*listed, *others, *more)}))


def name_key(name: str) -> str:
    """The form in which names are compared: folded, words only, no article before or after.

    >>> name_key("The Bahamas"), name_key("Bahamas (the)"), name_key("Côte d’Ivoire")
    ('bahamas', 'bahamas', 'cote d ivoire')
    """
    words = re.sub(r"[\W_]+", " ", fold(name.replace(_STRETCH, ""))).strip()
    return _ARTICLE.sub("", words)


class ReporterNames:
    """Reporters by what they are called, in any of the six languages."""

    def __init__(self, reporters: Iterable[ReporterRecord] | None = None) -> None:
        self._codes: dict[str, str] = {}
        for record in load_reporters() if reporters is None else reporters:
            for alias in record.aliases:
                owner = self._codes.setdefault(alias, record.key)
                if owner != record.key:
                    raise BadAuthorityData("", record.key, f"{alias!r} names {owner} too")

    def find(self, name: str) -> str | None:
        """The code of the State or organization of this name: "BOL" for "the Plurinational State of Bolivia"."""
        return self._codes.get(name_key(name))


@cache
def _states() -> frozenset[str]:
    return frozenset(record.key for record in load_reporters() if record.is_state)


def is_state(code: str) -> bool:
    """Whether a Reporter's code is a State's."""
    return code in _states()
