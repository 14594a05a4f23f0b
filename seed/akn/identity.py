"""Which document a file holds, and in which language.

The key is the symbol, as printed on the cover; else it is made from the work's identifier, of which the date is never
trusted: it is empty in some files, and differs between languages in others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n.citing.symbols import BadSymbol, Symbol, resolution
from i18n.languages import OFFICIAL, Tag
from seed.akn.elements import Element, attribute, descendants, name, text
from seed.unreadable import Unreadable

_LANGUAGES = {"ara": "ar", "zho": "zh", "chi": "zh", "eng": "en", "fra": "fr", "fre": "fr", "rus": "ru", "spa": "es"}
_BODIES = {"unga": "UN-GA", "unsc": "UN-SC", "unecosoc": "UN-ECOSOC", "ecosoc": "UN-ECOSOC", "unhrc": "UN-HRC"}
_COVER = re.compile(r"(?P<series>A/RES/)(?P<number>(?:E?S-)?\d+/\d+)(?P<letters> ?[A-Z](?:-[A-Z])?)?")
_NUMBER = re.compile(r"(?:E?S-)?\d+/\d+")
_DECISIONS = {"UN-GA": "A/DEC", "UN-HRC": "A/HRC/DEC"}
_SCRIPTS = (("ar", "\u0600-\u06ff"), ("zh", "\u4e00-\u9fff"), ("ru", "\u0400-\u04ff"))
_LATIN = frozenset({"en", "fr", "es"})
_JOB = re.compile(r"\((?P<letter>[ACEFRS])\)")
_BY_LETTER = {"A": "ar", "C": "zh", "E": "en", "F": "fr", "R": "ru", "S": "es"}


def symbol_of(document: Element) -> tuple[Symbol | None, bool]:
    """The symbol, and whether it is printed."""
    for printed in _printed(document):
        try:
            return Symbol.parse(_settled(document, printed)), True
        except BadSymbol:
            continue
    for uri in _uris(document):
        symbol = from_uri(uri, is_decision=attribute(document, "name") == "decision")
        if symbol is not None:
            return symbol, False
    return None, False


def _settled(document: Element, cover: str) -> str:
    """The symbol of a cover, which is printed wrong in some languages, as the number of the text settles it.

    Where the number before the title and the work's identifier agree on another number, that is the document's; and one
    that is adopted in parts A and B has their letters in its symbol.
    """
    root = document.getroottree().getroot()  # parts A and B are statements of their own, beside the first
    numbers = [text(each).strip().rstrip(".") for each in descendants(root, "docNumber")]
    own = next((each for each in numbers if _NUMBER.fullmatch(each)), None)
    found = _COVER.fullmatch(cover.strip())
    if found is None:
        return cover
    named = any(own is not None and f"/{own.replace('/', '-')}/" in f"{uri}/" for uri in _uris(document))
    number = own if own is not None and named else found["number"]
    letters = [each for each in numbers if re.fullmatch(r"[A-Z]", each)]
    if found["letters"] or len(letters) < 2 or letters[0] != "A":  # noqa: PLR2004  # one letter is no series
        return f"{found['series']}{number}{found['letters'] or ''}"
    return f"{found['series']}{number} {letters[0]}-{letters[-1]}"


def _printed(document: Element) -> Iterator[str]:
    for element in descendants(document, "docNumber"):
        words = text(element)
        if "/" in words and (attribute(element, "refersTo") == "#symbol" or re.match(r"[A-Z]+/", words)):
            yield words
    for element in descendants(document, "FRBRnumber", "FRBRalias"):
        for words in (attribute(element, "showAs"), attribute(element, "value")):
            if re.match(r"[A-Z]+/", words):
                yield words


def _uris(document: Element) -> Iterator[str]:
    for work in descendants(document, "FRBRWork"):
        for element in descendants(work, "FRBRuri", "FRBRthis"):
            yield attribute(element, "value")


def from_uri(uri: str, *, is_decision: bool = False) -> Symbol | None:
    """The symbol that a work's identifier stands for, by its actor and its number, whatever its date.

    `/akn/un/statement/deliberation/unga/2019-12-18/74-148/` is A/RES/74/148,
    `/akn/un/collection/publication/un-ga/2012-01-13/A-RES-66-1` is A/RES/66/1.
    """
    parts = uri.partition("/!")[0].strip("/").split("/")
    if len(parts) < 5 or parts[:2] != ["akn", "un"]:  # noqa: PLR2004  # type, subtype, actor, date, number
        return None
    number = parts[-1].replace("_", " ")
    if re.match(r"(?!E?S-\d)[A-Z]+-(?:[A-Z]+-)*\d", number):
        return _parsed(re.sub(r"-(?![A-Z]$)", "/", number))
    body = next((_BODIES[each.replace("-", "")] for each in parts if each.replace("-", "") in _BODIES), None)
    return _in_series(body, number, is_decision=is_decision) if body else None


def _in_series(body: str, number: str, *, is_decision: bool) -> Symbol | None:
    found = re.fullmatch(r"(?P<session>(?:E?S-)?\d+)-(?P<number>\d+) ?(?P<letters>[A-Z](?:-[A-Z])?)?", number)
    if not found:
        return None
    if body == "UN-SC":
        return _parsed(f"S/RES/{found['session']} ({found['number']})")
    printed = f"{found['session']}/{found['number']} {found['letters'] or ''}".strip()
    if is_decision:
        return _parsed(f"{_DECISIONS[body]}/{printed}") if body in _DECISIONS else None
    try:
        return resolution(body, printed)
    except BadSymbol:
        return None


def _parsed(words: str) -> Symbol | None:
    try:
        return Symbol.parse(words)
    except BadSymbol:
        return None


def language_of(document: Element) -> tuple[Tag, str | None]:
    """The language of a file, and what it declares itself to be where its letters say otherwise.

    Raises Unreadable for a language outside the six.
    """
    declared = next((attribute(each, "language") for each in descendants(document, "FRBRlanguage")), "")
    tag = _LANGUAGES.get(declared.casefold(), declared.casefold())
    sample = "".join(text(each) for each in _samples(document))[:4000]
    counts = {script: len(re.findall(f"[{letters}]", sample)) for script, letters in _SCRIPTS}
    mostly = next((script for script, count in counts.items() if count * 4 > len(sample)), None)
    if mostly is not None:
        return Tag(mostly), (declared if tag != mostly else None)
    if tag in _LATIN or counts.get(tag):
        return Tag(tag), None
    job = next((found for each in descendants(document, "docketNumber") if (found := _JOB.search(text(each)))), None)
    if tag in OFFICIAL and job and _BY_LETTER[job["letter"]] in _LATIN:
        return Tag(_BY_LETTER[job["letter"]]), declared
    raise Unreadable("LANGUAGE_NOT_READ", {"language": declared[:20] or "?"})


def _samples(document: Element) -> Iterator[Element]:
    """Titles and first paragraphs: enough to know the script by."""
    yield from descendants(document, "docTitle")
    for number, each in enumerate(descendants(document, "p")):
        if number > 24:  # noqa: PLR2004  # the cover and the first recitals
            return
        if name(each.getparent() if each.getparent() is not None else each) != "authorialNote":
            yield each
