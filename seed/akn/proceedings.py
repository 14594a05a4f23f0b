"""How a document came to be: its draft and sponsors, the committee's report, the meeting, the vote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from i18n.citing.symbols import Symbol, find_symbols
from seed.akn.dates import day
from seed.akn.elements import Element, attribute, children, descendants, text
from seed.authority.reporters import ReporterNames
from store.records import Adoption, Ballots, Draft, Sponsor, Vote

_SIDES = {"inFavour": "in_favour", "against": "against", "abstaining": "abstaining"}
_BEHALF = re.compile(r"(?P<name>.+?) \(on behalf of (?P<group>.+)\)$")
_LEAD = re.compile(r"^(?:submitted by )?(?:the )?", re.IGNORECASE)
LONGEST = 20_000
"""Signs of a list of sponsors. All States together are a fifth of it."""
_MOST_ANDS = 6
"""Where "and" may part the end of a list: "Antigua and Barbuda and Trinidad and Tobago" has three."""
_COMMAS = re.compile(r",(?![^()]*\))")


def steps(document: Element, outcome: str) -> list[Element]:
    """The steps of the workflow that had an outcome."""
    return [each for each in descendants(document, "step") if attribute(each, "outcome") == outcome]


def symbol_in(words: str) -> Symbol | None:
    """The first symbol in words."""
    return next((found.symbol for found in find_symbols(words)), None)


def draft(document: Element) -> Draft | None:
    """The draft, as its step gives it; "A/75/L.4, as orally amended" is kept as printed beside its symbol."""
    for step in steps(document, "draftResolution"):
        printed = attribute(step, "as")
        symbol = symbol_in(printed)
        if symbol or printed:
            words = printed if not symbol or printed != str(symbol) else None
            return Draft(symbol=symbol, words=words, submitted_on=day(attribute(step, "date")))
    return None


def sponsors(document: Element) -> tuple[Sponsor, ...]:
    """Those who submitted the draft, then those who joined them."""
    first = [each for step in steps(document, "draftResolution") for each in split(attribute(step, "by"))]
    more = [
        each for step in steps(document, "draftResolutionAdditionalSponsors") for each in split(attribute(step, "by"))
    ]
    return (
        *(Sponsor(name=name, on_behalf_of=group) for name, group in first),
        *(Sponsor(name=name, on_behalf_of=group, is_additional=True) for name, group in more),
    )


def split(words: str) -> Iterator[tuple[str, str | None]]:
    """The names in a list of sponsors, and on whose behalf each acts.

    >>> list(split("Benin, Trinidad and Tobago and Guinea (on behalf of the Group of 77 and China)"))
    [('Benin', None), ('Trinidad and Tobago', None), ('Guinea', 'the Group of 77 and China')]
    """
    items = [" ".join(item.split()) for item in _COMMAS.split(words[:LONGEST])]
    for at, item in enumerate(items):
        for name in _last(item) if at == len(items) - 1 else [item]:
            found = _BEHALF.fullmatch(name)
            bare = _LEAD.sub("", found["name"] if found else name).strip(" .")
            if bare:
                yield bare, found["group"] if found else None


def _last(item: str) -> list[str]:
    """The last item of a list: one name, or two joined by "and", which may also stand in a name."""
    places = [found.start() for found in re.finditer(r" and (?![^()]*\))", item)]
    if not places or len(places) > _MOST_ANDS or _is_known(item):
        return [item]
    ways = [[item[:at], item[at + len(" and ") :]] for at in places]
    best = max(ways, key=lambda names: sum(map(_is_known, names)))
    rest = [name for name in best[1:] for name in (_last(name) if not _is_known(name) else [name])]
    return [best[0], *rest] if any(map(_is_known, best)) else [item]


def _is_known(name: str) -> bool:
    found = _BEHALF.fullmatch(name)
    return _names().find(_LEAD.sub("", found["name"] if found else name)) is not None


@cache
def _names() -> ReporterNames:
    return ReporterNames()


def vote(document: Element) -> Vote | None:
    """How it was adopted, or None where the file does not say."""
    voting = next(iter(descendants(document, "voting")), None)
    adopted = next((attribute(each, "as") for each in steps(document, "adopted")), "")
    words = adopted if adopted and symbol_in(adopted) is None else None
    if voting is None:
        return None
    sides = {_SIDES[side]: ballots for side, ballots in _ballots(voting) if side in _SIDES}
    adoption = Adoption.RECORDED_VOTE if sides else Adoption.WITHOUT_VOTE
    return Vote(adoption=adoption, words=words, **sides)


def _ballots(voting: Element) -> Iterator[tuple[str, Ballots]]:
    for count in children(voting, "count"):
        names = tuple(filter(None, map(text, descendants(count, "organization", "person"))))
        value = attribute(count, "value")
        if value.isdigit() or names:
            number = int(value) if value.isdigit() else len(names)
            yield attribute(count, "refersTo").lstrip("#"), Ballots(count=number, names=names)
