"""Sponsors and voters, known by their names: States and organizations by code, others as printed."""

from __future__ import annotations

from dataclasses import replace

from seed.authority.reporters import ReporterNames
from store.records import Ballots, Sponsor, Vote


def known_sponsors(sponsors: tuple[Sponsor, ...], names: ReporterNames) -> tuple[Sponsor, ...]:
    """Sponsors with the codes of those whose names are known."""
    return tuple(replace(each, reporter=each.reporter or names.find(each.name)) for each in sponsors)


def known_voters(vote: Vote | None, names: ReporterNames) -> Vote | None:
    """A vote with its voters' codes; those that it has already are kept."""
    if vote is None:
        return None
    return replace(
        vote,
        in_favour=_known(vote.in_favour, names),
        against=_known(vote.against, names),
        abstaining=_known(vote.abstaining, names),
    )


def _known(ballots: Ballots | None, names: ReporterNames) -> Ballots | None:
    if ballots is None:
        return None
    found = [(name, names.find(name)) for name in ballots.names]
    return replace(
        ballots,
        states=(*ballots.states, *(code for _, code in found if code)),
        names=tuple(name for name, code in found if not code),
    )
