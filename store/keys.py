"""Keys: readable, stable names of records. `A/RES/74/148`, `A/RES/74/148#6(b)`, `A/HRC/45/30#fn13`."""

from __future__ import annotations

import hashlib
import re
import unicodedata


def fold(words: str) -> str:
    """The form in which names are compared: no accents, no case, one space, straight apostrophes."""
    decomposed = unicodedata.normalize("NFKD", words.replace("’", "'").replace("‘", "'"))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(bare.casefold().split())


def natural(words: str) -> str:
    """The form in which keys are sorted: numbers by value, case aside. `A/RES/9/1` comes before `A/RES/10/1`."""
    return re.sub(r"\d+", lambda digits: digits[0].zfill(8), words).casefold()


def label_key(label: str) -> str:
    """The form in which labels are looked up: spaces and case do not matter."""
    return "".join(label.split()).casefold()


def within(document: str, place: str, part: str | None = None) -> str:
    """The key of something in a document: `within("A/RES/74/148", "6(b)", "annex")` is `A/RES/74/148#annex.6(b)`."""
    return f"{document}#{part.replace(' ', '')}.{place}" if part else f"{document}#{place}"


def paragraph(document: str, label: str, part: str | None = None) -> str:
    """The key of a paragraph."""
    return within(document, "".join(label.split()), part)


def footnote(document: str, marker: str, part: str | None = None) -> str:
    """The key of a footnote."""
    return within(document, f"fn{marker}", part)


def section(document: str, path: str, part: str | None = None) -> str:
    """The key of a section; `path` joins the numbers from the top: "IV.I"."""
    return within(document, f"sec.{path}", part)


def cited_paragraph(instrument: str, place: str) -> str:
    """The key of a paragraph that is cited, whether or not its document is held: `A/RES/73/195#annex.23(l)`."""
    document, _, part = instrument.partition("#")
    return f"{document}#{place}" if not part or place.startswith(f"{part}.") else f"{document}#{part}.{place}"


def submission(document: str, reporter: str) -> str:
    """The key of a submission."""
    return f"{document}#sub.{reporter}"


def citation(unit: str, words: str, occurrence: int) -> str:
    """The key of a citation: from its unit, its folded words and which occurrence of them it is, from 1."""
    digest = hashlib.sha256(fold(words).encode()).hexdigest()[:12]
    return f"{unit}:{digest}" if occurrence == 1 else f"{unit}:{digest}.{occurrence}"
