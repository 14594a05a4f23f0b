"""Who is asked to do what: a paragraph's verbs and their addressees, in its own words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from seed.text.verbs import ANY_FINITE, ANY_PARTICIPLE, DIRECTED, FINITE_PHRASE, NEXT_FINITE, PARTICIPLE_PHRASE
from store.records import Act, ParagraphKind

_CIRCUMSTANCE = (
    r"(?:(?:in|at|to|for|within|on) (?:this|that|the same) (?:regard|context|respect|connection|end|time|purpose),? )"
)
_JOINT = rf"[,;:]? and,? (?:therefore |thus |accordingly |hereby )?{_CIRCUMSTANCE}?|[,;] {_CIRCUMSTANCE}?"
_NEXT_FINITE = re.compile(rf"(?:{_JOINT})(?P<verb>{NEXT_FINITE.pattern})", re.IGNORECASE)
_NEXT_PARTICIPLE = re.compile(rf"(?:[,;] and,? {_CIRCUMSTANCE}?)(?P<verb>{PARTICIPLE_PHRASE.pattern})", re.IGNORECASE)
_INFINITIVE = re.compile(
    r"(?<!\bright)(?<!\brights)(?<!\baccess)"
    r",? (?:not )?to (?!the\b|an?\b|all\b|its\b|their\b|that\b|this\b|these\b|those\b|which\b|whom\b|any\b|each\b|"
    r"every\b|other\b|[A-Z\d])[a-z]|,? that\b|,? through its\b|[:;.]"
)
_QUALIFIER = re.compile(
    r",? (?:that|which|who|whose|whom|when|where)\b.*| (?:having|wishing) .*|"
    r",? (?:in|within|with|as|at|on|by|through|under|while|if|inter alia|particularly|especially|to|for|when|"
    r"pursuant|subject|consistent|taking|bearing|without|upon|before|after|during|until|again|once)\b"
    r"(?! charge| particular of).*"
)
_OFFICE = re.compile(
    r"\b(?:Advis[eo]r|Board|Chair|Commission|Committee|Conference|Coordinator|Council|Envoy|Expert|Forum|Fund|Group|"
    r"Mechanism|Office|Panel|Programme|Rapporteur|Representative|Task Force|Team|Centre|Institute|Secretariat|"
    r"secretariat|Department|Division|Network|Commissioner|Administrator|President|Bureau|[Rr]ights?|[Aa]ccess)$"
)
"""Names that go on with what the office is for: "the Special Rapporteur on the human rights of migrants"."""
_PARTIES = re.compile(r"(?P<head>.*?\b[Pp]arties) to\b.*")
_LONGEST = 400


def acts(text: str, kind: ParagraphKind) -> tuple[Act, ...]:
    """The acts of a paragraph's plain text: the opening one first. None in narrative that opens with no verb."""
    participles = kind is ParagraphKind.PREAMBULAR
    opening = _opening(text, kind)
    if opening is None:
        return ()
    verb, end = opening
    led_by_participle = not participles and not FINITE_PHRASE.match(verb) and PARTICIPLE_PHRASE.match(verb)
    further = _further(text, end, _NEXT_PARTICIPLE if participles else _NEXT_FINITE)
    first = Act(verb=verb) if led_by_participle else Act(verb=verb, addressee=_addressee(verb, text, end))
    return (first, *further)


def opening_verb(text: str, kind: ParagraphKind) -> str | None:
    """The verb phrase that a paragraph opens with, as printed."""
    found = _opening(text, kind)
    return found[0] if found else None


def _opening(text: str, kind: ParagraphKind) -> tuple[str, int] | None:
    patterns = {
        ParagraphKind.PREAMBULAR: (PARTICIPLE_PHRASE, FINITE_PHRASE, ANY_PARTICIPLE),
        ParagraphKind.OPERATIVE: (FINITE_PHRASE, PARTICIPLE_PHRASE),
        ParagraphKind.RECOMMENDATION: (FINITE_PHRASE, PARTICIPLE_PHRASE),
    }.get(kind, ())
    found = next((match for pattern in patterns if (match := pattern.match(text))), None)
    if found is None and kind is ParagraphKind.OPERATIVE:
        found = _unknown(text)
    return (found[0], found.end()) if found else None


def _unknown(text: str) -> re.Match[str] | None:
    """A word in a verb's place that the lexicon lacks: one that is followed as verbs are."""
    found = ANY_FINITE.match(text)
    return (
        found
        if found and re.match(r" (?:that|the|its|to|upon|all|in|with|also|further)\b", text[found.end() :])
        else None
    )


def _further(text: str, end: int, pattern: re.Pattern[str]) -> Iterator[Act]:
    for found in pattern.finditer(text, end):
        verb = found["verb"]
        if verb[0].islower():
            yield Act(verb=verb, addressee=_addressee(verb, text, found.end()))


def _addressee(verb: str, text: str, end: int) -> str | None:
    """The words between a directed verb and what it asks for, without their qualifiers."""
    if not DIRECTED.search(verb):
        return None
    asked = _INFINITIVE.search(text, end, end + _LONGEST)
    words = text[end : asked.start()] if asked else text[end : end + _LONGEST]
    return _head(words.strip(" ,"))


def _head(words: str) -> str | None:
    parties = _PARTIES.fullmatch(words)
    words = parties["head"] if parties else words
    kept = _cut(words).strip(" ,")
    return kept or None


def _cut(words: str) -> str:
    """The words up to their first qualifier that does not belong to a name."""
    at = 0
    while found := _QUALIFIER.search(words, at):
        if words[found.start()] != " " or not _OFFICE.search(words[: found.start()]):
            return words[: found.start()] if found.start() else words
        at = found.start() + 1
    return words
