"""Bodies that issue documents."""

from __future__ import annotations

import strawberry

from schema.fields import recorded
from schema.nodes import Node
from schema.texts import LanguageVariant, worded
from store.records import BodyRecord


@strawberry.type(description="An organ that issues documents, such as the Human Rights Council.")
class Body(Node):
    """A body."""

    record: strawberry.Private[BodyRecord]
    key: str = recorded("Its code: “UN-GA”, “UN-HRC”.", name="code")

    name: LanguageVariant | None = worded("Its name.")
