"""What a document is about: its keywords, each with the vocabulary that it is taken from."""

from __future__ import annotations

import html
import re

from seed.akn.elements import Element, attribute, descendants
from store.records import Subject, SubjectScheme

_SCHEMES = {
    "SDGO": SubjectScheme.SDG,
    "EuroVoc": SubjectScheme.EUROVOC,
    "UNBIS": SubjectScheme.UNBIS,
    "UNBIS Thesaurus": SubjectScheme.UNBIS,
    "DHLAUTH": SubjectScheme.LIBRARY,
}
_AGENDA = re.compile(r"A/[\w/-]+")
"""A session's agenda, by its symbol."""


def subjects(document: Element) -> tuple[Subject, ...]:
    """The keywords, each once, in their order."""
    return tuple(dict.fromkeys(_subject(each) for each in descendants(document, "keyword")))


def _subject(keyword: Element) -> Subject:
    dictionary = attribute(keyword, "dictionary")
    scheme = _SCHEMES.get(dictionary, SubjectScheme.AGENDA if _AGENDA.fullmatch(dictionary) else SubjectScheme.OTHER)
    uri = attribute(keyword, "href") or None
    printed = unescaped(attribute(keyword, "showAs") or attribute(keyword, "value"))
    label = f"SDG {attribute(keyword, 'value')}" if scheme is SubjectScheme.SDG else printed
    return Subject(scheme=scheme, label=label, uri=uri)


def unescaped(words: str) -> str:
    """Words as they are meant: "women&#39;s_rights" is "women's rights", however often it was escaped."""
    if words.startswith(("http:", "https:")):
        return words
    plain = html.unescape(html.unescape(words))
    return " ".join(plain.replace("_", " ").split())
