"""What a language contributes to the grammar of citations: its words. The grammar itself is shared.

Each entry is a regular expression for what the language prints, without capturing groups of its own.
Source: United Nations Editorial Manual Online, "Footnotes", chapters 2, 3 and 5.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Words:
    """The words of one language.

    `organs` give for each organ's printed name its code (UN-GA); `conjunction` joins the last of a list; `pinpoints`
    are the words that begin a place in a document; `ordinals` reads a session's number.
    """

    see: str
    see_also: str
    see_for_example: str
    ibid: str
    official_records: str
    treaty_series: str
    session: str
    supplement: str
    volume: str
    number: str
    resolution: str
    conjunction: str
    pinpoints: str
    organs: Mapping[str, str]
