"""How a document came to be: its draft and sponsors, the report and the meeting, the vote, and what it is about."""

from __future__ import annotations

from datetime import date

import strawberry

from i18n.citing.symbols import Symbol
from schema.context import Info
from schema.fields import recorded, related
from schema.reporters import Reporter, State
from store import records
from store.records import Adoption, SubjectScheme


@strawberry.type(description="The draft that was adopted.")
class Draft:
    """A draft."""

    record: strawberry.Private[records.Draft]
    symbol: Symbol | None = recorded("Its symbol.")
    words: str | None = recorded("What is printed for it where that says more: “A/75/L.4, as orally amended”.")
    submitted_on: date | None = recorded("The day on which it was submitted.")


@strawberry.type(description="Who submitted a draft, or joined those who did.")
class Sponsor:
    """A sponsor."""

    record: strawberry.Private[records.Sponsor]
    name: str = recorded("The name as printed.")
    on_behalf_of: str | None = recorded("For whom it acts, as printed: “the Group of 77 and China”.")
    is_additional: bool = recorded("Whether it joined after the draft was submitted.")

    reporter: Reporter | None = related(
        "The State or the organization of that name; null where none is known by it.",
        lambda loaders: loaders.reporter,
        by="reporter",
    )


@strawberry.type(description="The report of a committee on which a document was adopted.")
class CommitteeReport:
    """A committee's report."""

    symbol: Symbol = strawberry.field(description="Its symbol.")
    paragraph: str | None = strawberry.field(description="The paragraph that recommends the document.")


@strawberry.type(description="The meeting at which a document was adopted.")
class Meeting:
    """A meeting."""

    name: str | None = strawberry.field(description="Its name as printed: “50th plenary meeting”.")
    record_symbol: Symbol | None = strawberry.field(name="record", description="The symbol of its record.")


@strawberry.type(description="One side of a vote.")
class Ballots:
    """The ballots of one kind."""

    record: strawberry.Private[records.Ballots]
    count: int = recorded("How many.")
    names: list[str] = recorded("Names as printed of those by whom no State is known.", name="otherNames")

    @strawberry.field(description="The States that voted so, in the order of the record.")
    async def states(self, info: Info) -> list[State]:
        """By code."""
        found = await info.context.loaders.state.load_many(self.record.states)
        return [state for state in found if state is not None]


@strawberry.type(description="How a document was adopted.")
class Vote:
    """A vote, or an adoption without one."""

    record: strawberry.Private[records.Vote]
    adoption: Adoption = recorded("By a vote or without.")
    words: str | None = recorded("What is printed where that says more: “Adopted through silence procedure”.")

    @strawberry.field(description="Those in favour; null where the record does not give them.")
    def in_favour(self) -> Ballots | None:
        """As recorded."""
        return _side(self.record.in_favour)

    @strawberry.field(description="Those against; null where the record does not give them.")
    def against(self) -> Ballots | None:
        """As recorded."""
        return _side(self.record.against)

    @strawberry.field(description="Those who abstained; null where the record does not give them.")
    def abstaining(self) -> Ballots | None:
        """As recorded."""
        return _side(self.record.abstaining)


def _side(record: records.Ballots | None) -> Ballots | None:
    return Ballots(record=record) if record else None


@strawberry.type(description="What a document is about, in the terms of one vocabulary.")
class Subject:
    """A subject."""

    record: strawberry.Private[records.Subject]
    scheme: SubjectScheme = recorded("The vocabulary.")
    label: str = recorded("The term, in the language of the source.")
    uri: str | None = recorded("The address by which the vocabulary knows it.")
