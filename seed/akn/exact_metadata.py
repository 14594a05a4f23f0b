"""Metadata as `seed.writing.akn` writes them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from i18n.citing.symbols import Symbol
from seed.akn import proceedings
from seed.akn.dates import day
from seed.akn.elements import Element, attribute, child, children, descendants, first
from seed.akn.exact_text import markdown
from seed.tree import Metadata
from store.records import Adoption, Ballots, DocumentKind, Sponsor, Subject, SubjectScheme, Vote

LANGUAGES = {"ara": "ar", "zho": "zh", "eng": "en", "fra": "fr", "rus": "ru", "spa": "es"}
_KINDS = {
    "resolution": DocumentKind.RESOLUTION,
    "decision": DocumentKind.DECISION,
    "presidentialStatement": DocumentKind.PRESIDENTIAL_STATEMENT,
}
_SCHEMES = {
    "SDGO": SubjectScheme.SDG,
    "EuroVoc": SubjectScheme.EUROVOC,
    "UNBIS-Thesaurus": SubjectScheme.UNBIS,
    "DHLAUTH": SubjectScheme.LIBRARY,
    "Agenda": SubjectScheme.AGENDA,
}
_SIDES = {"inFavour": "in_favour", "against": "against", "abstaining": "abstaining"}
_UNKNOWN = "/akn/ontology/organization/un/agent_"
_SPONSORS = ("draftResolutionSponsor", "draftResolutionAdditionalSponsor")


def read_metadata(document: Element) -> Metadata:
    """The metadata."""
    cover = child(document, "coverPage")
    report = next(iter(proceedings.steps(document, "recommendedForAdoption")), None)
    named = attribute(document, "name")
    work, expression = (child(document, "meta", "identification", each) for each in ("FRBRWork", "FRBRExpression"))
    body = attribute(child(work, "FRBRauthor"), "href").removeprefix("#")
    title = first(document, "docTitle")
    return Metadata(
        symbol=symbol_of(document),
        symbol_is_printed=cover is not None and first(cover, "docNumber") is not None,
        kind=_KINDS.get(named) or DocumentKind(named.upper()),
        title=markdown(title) if title is not None else None,
        body=body.upper() if body and body != "un" else None,
        author=_text(cover, "docIntroducer"),
        session=_text(cover, "session"),
        agenda_item=_inline(document, "agenda item"),
        adopted_on=_day(work),
        issued_on=_day(expression),
        distribution=_text(cover, "docStatus"),
        committee_report=Symbol.parse(attribute(report, "as")) if report is not None else None,
        committee_report_paragraph=attribute(report, "refersTo") or None,
        meeting=_inline(document, "adoptionMeeting"),
        meeting_record=next(filter(None, map(_symbol, proceedings.steps(document, "adopted"))), None),
        draft=proceedings.draft(document),
        sponsors=tuple(_sponsors(document)),
        vote=_vote(document),
        subjects=tuple(map(_subject, descendants(document, "keyword"))),
        job_number=_text(cover, "docketNumber"),
    )


def symbol_of(document: Element) -> Symbol | None:
    """The symbol, which the work's number shows."""
    number = child(document, "meta", "identification", "FRBRWork", "FRBRnumber")
    return Symbol.parse(attribute(number, "showAs")) if number is not None else None


def _symbol(step: Element) -> Symbol | None:
    return proceedings.symbol_in(attribute(step, "as"))


def _text(parent: Element | None, tag: str) -> str | None:
    found = first(parent, tag) if parent is not None else None
    return str(found.text) if found is not None and found.text else None


def _inline(document: Element, named: str) -> str | None:
    return next((each.text for each in descendants(document, "inline") if each.get("name") == named), None)


def _day(level: Element | None) -> date | None:
    return day(attribute(child(level, "FRBRdate"), "date"))


def _agent(document: Element, reference: str) -> tuple[str, str | None]:
    """Who is referred to: the name, and the code where there is one."""
    eid = reference.removeprefix("#")
    found = next(each for each in descendants(document, "TLCOrganization") if each.get("eId") == eid)
    href = attribute(found, "href")
    return str(found.get("showAs")), None if href.startswith(_UNKNOWN) else href.rpartition("/")[2]


def _sponsors(document: Element) -> Iterator[Sponsor]:
    for step in descendants(document, "step"):
        outcome = attribute(step, "outcome")
        if outcome in _SPONSORS:
            name, code = _agent(document, attribute(step, "by"))
            behalf = attribute(step, "refersTo")
            yield Sponsor(
                name=name,
                reporter=code,
                on_behalf_of=_agent(document, behalf)[0] if behalf else None,
                is_additional=outcome == _SPONSORS[1],
            )


def _vote(document: Element) -> Vote | None:
    voting = first(document, "voting")
    if voting is None:
        return None
    without = attribute(voting, "outcome") == "adoptedWithoutVote"
    words = next((attribute(step, "as") for step in proceedings.steps(document, "adopted") if not _symbol(step)), None)
    return Vote(
        adoption=Adoption.WITHOUT_VOTE if without else Adoption.RECORDED_VOTE,
        words=words or None,
        **{_SIDES[side]: ballots for side, ballots in _ballots(document, voting)},
    )


def _ballots(document: Element, voting: Element) -> Iterator[tuple[str, Ballots]]:
    for count in children(voting, "count"):
        side = attribute(count, "refersTo").removeprefix("#")
        who = [_agent(document, attribute(step, "by")) for step in proceedings.steps(document, side)]
        yield (
            side,
            Ballots(
                count=int(attribute(count, "value")),
                states=tuple(code for _, code in who if code),
                names=tuple(name for name, code in who if not code),
            ),
        )


def _subject(keyword: Element) -> Subject:
    return Subject(
        scheme=_SCHEMES.get(attribute(keyword, "dictionary"), SubjectScheme.OTHER),
        label=str(keyword.get("showAs")),
        uri=keyword.get("href"),
    )
