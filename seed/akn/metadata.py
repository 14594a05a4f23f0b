"""What a file says of its document."""

from __future__ import annotations

import re
from collections.abc import Iterable

from seed.akn import dates, proceedings, signs
from seed.akn.elements import Element, attribute, child, descendants, first, text
from seed.akn.identity import symbol_of
from seed.akn.inline import Notes, runs_of
from seed.akn.runs import Run, plain
from seed.akn.subjects import subjects
from seed.authority.bodies import body_for
from seed.text.ordering import Style
from seed.tree import Metadata
from store import texts
from store.records import DocumentKind

_KINDS = {"resolution": DocumentKind.RESOLUTION, "decision": DocumentKind.DECISION}
_TITLE_LEAD = re.compile(r"^[\s\-–—.]+")
_ITEM = re.compile(r"(?P<number>\d+)|[(（]?\s*(?P<letter>[^\W\d_]|هـ)\s*[)）]")
_PARAGRAPH = re.compile(r"(?:para|párr|par|пункт|第|الفقرة)\D{0,6}(?P<number>\d+)")


def read_metadata(document: Element) -> Metadata:
    """The metadata."""
    symbol, printed = symbol_of(document)
    report = next(iter(proceedings.steps(document, "recommendedForAdoption")), None)
    origin = text(_inline(document, "originating document"))
    committee = _committee(document)
    formula = first(document, "formula")
    return Metadata(
        symbol=symbol,
        symbol_is_printed=printed,
        kind=_kind(document, symbol.is_decision if symbol else False),
        title=_title(document),
        body=body_for(symbol) if symbol else None,
        session=(symbol.session if symbol else None) or attribute(first(document, "session"), "value") or None,
        agenda_item=agenda_item(text(_inline(document, "agenda item"))),
        agenda_title=text(_inline(document, "agenda item name")) or None,
        adopted_on=dates.adopted(document),
        issued_on=dates.issued(document),
        distribution=_distribution(document),
        committee=committee,
        committee_report=proceedings.symbol_in(attribute(report, "as"))
        or (proceedings.symbol_in(origin) if committee else None),
        committee_report_paragraph=attribute(report, "refersTo") or (_paragraph(origin) if committee else None),
        meeting=text(_inline(document, "adoptionMeeting")) or None,
        meeting_record=next(
            (
                found
                for step in proceedings.steps(document, "adopted")
                if (found := proceedings.symbol_in(attribute(step, "as")))
            ),
            None,
        ),
        formula=text(formula) if formula is not None else None,
        draft=proceedings.draft(document),
        sponsors=proceedings.sponsors(document),
        vote=proceedings.vote(document),
        subjects=subjects(document),
        job_number=text(first(document, "docketNumber")) or None,
    )


def _inline(document: Element, named: str) -> Element | None:
    return next((each for each in descendants(document, "inline") if attribute(each, "name") == named), None)


def _kind(document: Element, is_decision: bool) -> DocumentKind:
    if is_decision:
        return DocumentKind.DECISION
    statements: Iterable[Element] = [document, *descendants(document, "statement")]
    return next(
        (_KINDS[each] for it in statements if (each := attribute(it, "name")) in _KINDS), DocumentKind.RESOLUTION
    )


def _title(document: Element) -> str | None:
    """The title as Markdown, without calls: what a note to it says stands among the notes."""
    preface = child(document, "preface")
    titles = list(descendants(preface, "docTitle")) if preface is not None else []
    titled = next((each for each in titles if attribute(each, "refersTo") == "#resolutionTitle"), None)
    chosen = titled if titled is not None else next(iter(titles), None)
    if chosen is None:
        return None
    runs = runs_of(chosen, Notes(frozenset()))
    words = " ".join(plain(Run(run.words) for run in runs).split())
    return texts.escape(_TITLE_LEAD.sub("", words)) or None


def agenda_item(words: str) -> str | None:
    """The item in its Western form, whatever the language: "70 (b)", "19 (a) and (b)", "15 and 116"."""
    found: list[str] = []
    for token in _ITEM.finditer(signs.folded_digits(words)):
        if token["number"]:
            found.append(token["number"])
        elif found and (letter := _letter(token["letter"])):
            if found[-1].isdigit():
                found[-1] += f" ({letter})"
            else:
                found.append(f"({letter})")
    return " and ".join(filter(None, [", ".join(found[:-1]), *found[-1:]])) or None


def _letter(sign: str) -> str:
    counted = [each for each in signs.point(sign) if each.style is Style.SMALL]
    return signs.written(counted[0]) if counted else ""


def _distribution(document: Element) -> str | None:
    """The distribution in English: "General", "Limited"."""
    status = first(document, "docStatus")
    found = re.fullmatch(r"#(?P<kind>\w+)Distribution", attribute(status, "refersTo"))
    return found["kind"].capitalize() if found else (text(status).rpartition(":")[2].strip() or None)


def _committee(document: Element) -> str | None:
    """The committee on whose report it was adopted, in English whatever the language: "Third Committee"."""
    reference = attribute(first(document, "docProponent"), "refersTo").lstrip("#")
    if not reference or reference.casefold().startswith("no"):
        return None
    return " ".join(re.findall(r"[A-Z]?[a-z]+", reference)).title()


def _paragraph(words: str) -> str | None:
    found = _PARAGRAPH.search(signs.folded_digits(words))
    return found["number"] if found else None
