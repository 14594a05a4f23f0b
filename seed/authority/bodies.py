"""Who issues documents: the organs, and the symbols that they issue them under.

The data are in `seed/data/bodies`, a file a family. Source of the symbols: Dag Hammarskjöld Library, research guide "UN
document symbols"; of the names, docs/languages.md.
"""

from __future__ import annotations

import re
from functools import cache

from i18n.citing.symbols import Symbol
from seed.authority.entries import BadAuthorityData
from seed.authority.named import official, read_rows
from store.records import BodyRecord


@cache
def load_bodies() -> tuple[BodyRecord, ...]:
    """Every body, by code. Raises BadAuthorityData where a name in one of the six languages is missing."""
    bodies = (BodyRecord(key=row["code"], variants=official(row["code"], row["names"])) for row in read_rows("bodies"))
    return tuple(sorted(bodies, key=lambda body: body.key))


def body_for(symbol: Symbol) -> str | None:
    """The code of the body that issues under a symbol: the one with the longest series that the symbol begins with.

    A/HRC/45/30 is the Human Rights Council's, A/74/191 the General Assembly's; a committee that the table does not know
    issues under the organ that it reports to, whose name heads its documents.
    """
    words = "/".join(symbol.elements).upper()
    return next((code for prefix, code in _series() if re.match(rf"{re.escape(prefix)}(?:[/.]|$)", words)), None)


@cache
def _series() -> tuple[tuple[str, str], ...]:
    """Each series with its code, longest first: ("A/HRC", "UN-HRC") before ("A", "UN-GA")."""
    series: dict[str, str] = {}
    for row in read_rows("bodies"):
        for prefix in row["prefixes"]:
            owner = series.setdefault(prefix.upper(), row["code"])
            if owner != row["code"]:
                raise BadAuthorityData("", row["code"], f"{prefix} is a series of {owner} too")
    return tuple(sorted(series.items(), key=lambda item: -len(item[0])))
