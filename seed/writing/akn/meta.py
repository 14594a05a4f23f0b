"""The metadata of a document: its names, how it came to be, what it is about, and whom and what it refers to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from seed.akn.elements import Element
from seed.akn.maker import MAKER
from seed.tree import Metadata
from seed.writing import uris
from seed.writing.akn.elements import make
from seed.writing.akn.identifiers import Identifiers
from seed.writing.akn.units import concept
from seed.writing.expression import Expression
from store.records import Adoption, Ballots, Provenance, SubjectScheme, Vote

DICTIONARIES = {
    SubjectScheme.SDG: "SDGO",
    SubjectScheme.EUROVOC: "EuroVoc",
    SubjectScheme.UNBIS: "UNBIS-Thesaurus",
    SubjectScheme.LIBRARY: "DHLAUTH",
    SubjectScheme.AGENDA: "Agenda",
    SubjectScheme.OTHER: "Other",
}
SIDES = ("in_favour", "against", "abstaining")
OUTCOMES = {"in_favour": "inFavour", "against": "against", "abstaining": "abstaining"}


def work_uri(expression: Expression) -> str:
    """The URI of the work."""
    about = expression.tree.metadata
    assert about.symbol is not None
    return uris.work(about.symbol, about.kind, about.adopted_on or about.issued_on, about.body)


def write_identification(meta: Element, expression: Expression, component: str = "!main") -> None:
    """The document's names as work, expression and file."""
    about = expression.tree.metadata
    identification = make(meta, "identification", source=MAKER)
    body = f"#{about.body.lower()}" if about.body else "#un"
    work = work_uri(expression)
    text = uris.expression(work, expression.language, about.issued_on)

    def level(tag: str, uri: str, named: str, day: date | None, author: str) -> Element:
        made = make(identification, tag)
        make(made, "FRBRthis", value=f"{uri}/{component}")
        make(made, "FRBRuri", value=uri)
        make(made, "FRBRdate", date=str(day or uris.UNKNOWN_DAY), name=named)
        make(made, "FRBRauthor", href=author)
        return made

    _work(level("FRBRWork", work, "adoption", about.adopted_on, body), about)
    _expression(level("FRBRExpression", text, "publication", about.issued_on, body), expression)
    file = level("FRBRManifestation", f"{text}.akn", "generation", expression.modified, MAKER)
    make(file, "FRBRformat", value="application/akn+xml")


def _work(level: Element, about: Metadata) -> None:
    assert about.symbol is not None
    make(level, "FRBRcountry", value="un")
    make(level, "FRBRsubtype", value=uris.work(about.symbol, about.kind, None).split("/")[4])
    make(level, "FRBRnumber", value=uris.number(about.symbol), showAs=str(about.symbol))


def _expression(level: Element, expression: Expression) -> None:
    make(level, "FRBRlanguage", language=uris.ALPHA3.get(expression.language, expression.language))
    if expression.provenance is not Provenance.OFFICIAL:
        original = uris.expression(work_uri(expression), expression.original, expression.tree.metadata.issued_on)
        make(
            level,
            "FRBRtranslation",
            href=original,
            fromLanguage=uris.ALPHA3.get(expression.original, expression.original),
            authoritative="false",
            by=f"#{expression.provenance.value.lower()}",
        )


def write_classification(meta: Element, about: Metadata) -> None:
    """The subjects."""
    if not about.subjects:
        return
    keywords = make(meta, "classification", source="#un")
    for subject in about.subjects:
        value = subject.label.removeprefix("SDG ") if subject.scheme is SubjectScheme.SDG else subject.label
        dictionary = DICTIONARIES[subject.scheme]
        make(keywords, "keyword", value=value, href=subject.uri, showAs=subject.label, dictionary=dictionary)


class Workflow:
    """The steps by which a document came to be; `agents` are those who took them, as they are referred to."""

    def __init__(self, expression: Expression) -> None:
        self._about = expression.tree.metadata
        self._reporters = expression.reporters
        self.agents: list[tuple[str, str, str]] = []
        self.steps: list[dict[str, str | None]] = []
        self._draft()
        self._report()
        self._adoption()

    def write(self, meta: Element) -> None:
        """Write them."""
        if self.steps:
            workflow = make(meta, "workflow", source="#un")
            for step in self.steps:
                make(workflow, "step", **step)

    def _step(self, outcome: str, on: date | None, *, by: str = "#un", as_: str = "", refers_to: str = "") -> None:
        day = str(on or uris.UNKNOWN_DAY)
        given = {"date": day, "outcome": outcome, "by": by, "as": as_ or None, "refersTo": refers_to or None}
        self.steps.append(given)

    def _agent(self, name: str, code: str | None) -> str:
        """A reference to who is called so."""
        eid = f"agent_{len(self.agents) + 1}"
        href = f"/akn/ontology/organization/un/{code or eid}"
        self.agents.append((eid, href, name))
        return f"#{eid}"

    def _draft(self) -> None:
        draft = self._about.draft
        on = draft.submitted_on if draft else None
        if draft is not None:
            self._step("draftResolution", on, as_=draft.words or str(draft.symbol or ""))
        for sponsor in self._about.sponsors:
            outcome = "draftResolutionAdditionalSponsor" if sponsor.is_additional else "draftResolutionSponsor"
            behalf = self._agent(sponsor.on_behalf_of, None) if sponsor.on_behalf_of else ""
            self._step(outcome, on, by=self._agent(sponsor.name, sponsor.reporter), refers_to=behalf)

    def _report(self) -> None:
        report = self._about.committee_report
        if report is not None:
            self._step(
                "recommendedForAdoption", None, as_=str(report), refers_to=self._about.committee_report_paragraph or ""
            )

    def _adoption(self) -> None:
        about = self._about
        words = about.vote.words if about.vote else None
        if words:
            self._step("adopted", about.adopted_on, as_=words)
        if about.meeting_record is not None:
            self._step("adopted", about.adopted_on, as_=str(about.meeting_record))
        for outcome, ballots in _sides(about.vote):
            for code in ballots.states:
                self._step(outcome, about.adopted_on, by=self._agent(self._reporters.get(code, code), code))
            for name in ballots.names:
                self._step(outcome, about.adopted_on, by=self._agent(name, None))


def _sides(vote: Vote | None) -> Iterator[tuple[str, Ballots]]:
    for side in SIDES if vote else ():
        ballots = getattr(vote, side)
        if ballots is not None:
            yield OUTCOMES[side], ballots


def write_analysis(meta: Element, expression: Expression, eids: Identifiers) -> None:
    """The vote, and which identifiers the units have in other files."""
    vote = expression.tree.metadata.vote
    aliases = eids.aliases()
    if vote is None and not aliases:
        return
    analysis = make(meta, "analysis", source="#un")
    if vote is not None:
        outcome = "adoptedWithoutVote" if vote.adoption is Adoption.WITHOUT_VOTE else "adoptedByRecordedVote"
        voting = make(make(analysis, "parliamentary"), "voting", outcome=outcome)
        for side, ballots in _sides(vote):
            make(voting, "count", value=str(ballots.count), refersTo=f"#{side}")
        if not len(voting):
            make(voting, "quorum", value="")
    if aliases:
        mappings = make(analysis, "mappings", source="#un")
        for alias, eid in aliases:
            make(mappings, "mapping", original=alias, current=f"#{eid}")


def write_references(meta: Element, expression: Expression, workflow: Workflow) -> None:
    """Whom and what the file refers to."""
    about = expression.tree.metadata
    references = make(meta, "references", source=MAKER)
    ontology = "/akn/ontology"
    organizations = [("un", f"{ontology}/organization/un/un", "United Nations")]
    organizations.append((MAKER.lstrip("#"), f"{ontology}/organization/un/ibid", "Ibid"))
    if about.body:
        own = about.body.lower()
        organizations.append((own, f"{ontology}/organization/un/{own}", expression.body_name or about.body))
    for eid, href, shown in (*organizations, *workflow.agents):
        make(references, "TLCOrganization", eId=eid, href=href, showAs=shown)
    kinds = sorted({concept(each.kind) for each in expression.tree.paragraphs})
    for word in (*kinds, "act", "addressee", "symbol", "dateOfIssuance", "dateOfAdoption", "resolutionTitle"):
        make(references, "TLCConcept", eId=word, href=f"{ontology}/concept/un/{word}", showAs=word)
    for side, _ in _sides(about.vote):
        make(references, "TLCConcept", eId=side, href=f"{ontology}/concept/un/voting/{side}", showAs=side)
