"""Who is asking, as they are told themselves."""

from __future__ import annotations

import strawberry

from i18n.languages import Tag
from resolvers import access
from resolvers.access import Principal, Role
from schema.fields import recorded


@strawberry.type(description="A role, in some languages or in every one.")
class Grant:
    """A grant."""

    record: strawberry.Private[access.Grant]
    role: Role = recorded("The role.")

    @strawberry.field(description="The languages that it holds for, “zh” for “zh-Hant”, too; null for every one.")
    def languages(self) -> list[Tag] | None:
        """By tag, in order."""
        return None if self.record.languages is None else sorted(self.record.languages)


@strawberry.type(description="Who is asking.")
class Viewer:
    """A principal that is not anonymous."""

    record: strawberry.Private[Principal]
    name: str = recorded("The name of the key, or of the person that a token is for.")

    @strawberry.field(description="What they were granted. What everybody may read here is not among it.")
    def grants(self) -> list[Grant]:
        """In the order in which they were given."""
        return [Grant(record=each) for each in self.record.grants]


def viewer(principal: Principal) -> Viewer | None:
    """Who asks; None for nobody in particular."""
    return None if principal.is_anonymous else Viewer(record=principal)
