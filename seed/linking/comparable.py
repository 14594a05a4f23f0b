"""What of a citation can be compared between languages: the document that it names, and the numbers printed with it.

Order, letter case, script and the words themselves are printing. A corrigendum may be of some languages only. A work
that is known by its title only cannot be compared: titles are translated.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from i18n.citing.folding import fold
from i18n.citing.numbers import as_number
from i18n.citing.symbols import BadSymbol, Symbol
from seed.linking.identity import registrations
from seed.linking.linked import LinkedCitation, UnitKind

_UNCOMPARABLE = ("pub:", "url:")
_SALES = "pub:sales/"
_NUMBER = re.compile(r"\d+|[IVXLC]+\b|[A-Z]\b|\([a-z]+\)")
_PART = re.compile(r"\b(?:annex(?:es)?|appendi(?:x|ces)|enclosures?|attachments?)\b")
_SOFT = frozenset({"name", "anaphora", "goal number", "target number", "labour convention"})
"""What languages may say in other words, or not at all."""

_SERIES = re.compile(r"^.*?[/.](?:RES|DEC)/")
"""What stands before a resolution's number. In running text whose it is may be said elsewhere in the sentence."""

_CORRIGENDUM = re.compile(r"/Corr\.\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparable:
    """A citation as it is compared. Without `targets` it can stand for anything.

    `targets` are the names of the document (two of a double symbol, several registration numbers), `place` the numbers
    of the pinpoint, `session` and `volume` only what the note itself prints; `counts` says that a language
    that does not have it leaves something out.
    """

    targets: frozenset[str]
    session: str | None = None
    volume: str | None = None
    place: tuple[str, ...] = ()
    is_numbered: bool = True
    counts: bool = True
    is_corrigendum: bool = False
    inherits: bool = False

    def names_same(self, other: Comparable) -> bool:
        """Whether both name one document: one of two symbols is enough, where the other language prints one only."""
        if not self.targets or not other.targets:
            return False
        if any(target.startswith("No. ") for target in self.targets):
            return self.targets == other.targets
        return self.targets <= other.targets or other.targets <= self.targets


def comparable(citation: LinkedCitation) -> Comparable:
    """A citation as it is compared."""
    canonical, inherits = citation.canonical, citation.inherits
    targets = _targets(citation)
    return Comparable(
        targets=targets,
        session=None if "session" in inherits else canonical.session,
        volume=None if "volume" in inherits else canonical.volume,
        place=() if "pinpoint" in inherits else place_numbers(canonical.pinpoint),
        is_numbered=citation.rule not in {"name", "anaphora"},
        counts=citation.rule not in _SOFT,
        is_corrigendum=_CORRIGENDUM.search(canonical.document or citation.instrument or "") is not None,
        inherits="document" in inherits or (citation.is_ibid and not canonical.document),
    )


def _targets(citation: LinkedCitation) -> frozenset[str]:
    named = _named(citation)
    if citation.unit is UnitKind.FOOTNOTE:
        return named
    return frozenset(_SERIES.sub("", target) for target in named)


def _named(citation: LinkedCitation) -> frozenset[str]:
    if citation.rule == "ibid of several":
        return frozenset()
    document = citation.canonical.document
    numbers = registrations(document)
    if numbers:
        return frozenset(f"No. {number}" for number in numbers)
    if document:
        return _symbols(document)
    if citation.instrument and citation.instrument.startswith("doc:"):
        return frozenset({f"doc:{_code(citation.instrument)}"})
    instrument = citation.instrument
    if instrument is None or (instrument.startswith(_UNCOMPARABLE) and not instrument.startswith(_SALES)):
        return frozenset()
    return _symbols(instrument.partition("#")[0])


def _code(identifier: str) -> str:
    """The number that another organization gave a document, however its parts are joined: "EB 136/8" is "EB136/8"."""
    code = re.sub(r"\(e?n?\)$|[\s./()-]", "", identifier.removeprefix("doc:").casefold())
    return re.sub(r"(?<=\d)[^\W\d]+$", "", code)


def _symbols(document: str) -> frozenset[str]:
    try:
        return frozenset(str(each) for each in Symbol.parse(document).symbols)
    except BadSymbol:
        return frozenset({document})


def place_numbers(pinpoint: str | None) -> tuple[str, ...]:
    """The numbers of a pinpoint, Roman ones as figures, in whatever order: "chap. I, sect. B.12" is 1, 12, B."""
    return tuple(sorted(as_number(found[0]) for found in _NUMBER.finditer(pinpoint or "")))


def is_printed(one: Comparable, text: str) -> bool:
    """Whether a document's number stands in a text, whatever the grammar made of it."""
    folded = fold(text).text
    return all(
        len(number) < _TELLING or re.search(rf"{' ?'.join(map(re.escape, number))}(?![A-Za-z0-9/])", folded)
        for number in map(_digits, one.targets)
    )


_TELLING = 2
"""Signs of a number that can be looked for: "1" of resolution 1 (I) stands anywhere, and may be a word."""


def _digits(target: str) -> str:
    """What of a name must be printed: "2625" of 2625 (XXV), "20378" of No. 20378, else the symbol itself."""
    bare = re.sub(r"^E?S-", "", _SERIES.sub("", target.removeprefix("No. "))).rpartition(":")[2]
    return "".join((re.sub(r" ?\(.*", "", bare) if bare[:1].isdigit() else bare).split())


def shown(one: Comparable, citation: LinkedCitation) -> str:
    """What a citation cites, for a reader: its document and where in it."""
    name = ", ".join(sorted(one.targets)) or citation.words
    return f"{name}, {citation.canonical.pinpoint}" if citation.canonical.pinpoint else name
