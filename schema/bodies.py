"""Bodies that issue documents."""

from __future__ import annotations

import strawberry

from schema.context import Info
from schema.enums import FallbackPolicy
from schema.fields import Languages, recorded
from schema.nodes import Node
from schema.texts import Fallback, LanguageVariant, served
from store.records import BodyRecord


@strawberry.type(description="An organ that issues documents, such as the Human Rights Council.")
class Body(Node):
    """A body."""

    record: strawberry.Private[BodyRecord]
    key: str = recorded("Its code: “UN-GA”, “UN-HRC”.", name="code")

    @strawberry.field(description="Its name.")
    def name(
        self, info: Info, *, languages: Languages = strawberry.UNSET, fallback: Fallback = FallbackPolicy.DECLARED
    ) -> LanguageVariant | None:
        """In the language that suits best."""
        return served(info, self.record, languages, fallback)
