"""What the source of a document has wrong or unclear."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import strawberry

from i18n.languages import Tag
from i18n.messages import message
from schema.context import Info, load_maybe
from schema.fields import recorded
from store.records import Finding

if TYPE_CHECKING:
    from schema.citations import Citation
    from schema.footnotes import Footnote
    from schema.paragraphs import Paragraph


@strawberry.type(
    description="Something in the source that a reader should know: a number that is missing, a symbol that does not "
    "exist, languages that disagree."
)
class SourceFinding:
    """A finding, told in a language."""

    record: strawberry.Private[Finding]
    code: str = recorded("What was found, for programs: “NUMBER_MISSING”.")
    message: str = strawberry.field(description="What was found, for people.")
    message_language: Tag = strawberry.field(description="The language of the message.")

    @strawberry.field(description="The paragraph that it is about.")
    async def paragraph(self, info: Info) -> Annotated[Paragraph, strawberry.lazy("schema.paragraphs")] | None:
        """By key."""
        return await load_maybe(info.context.loaders.paragraph, self.record.paragraph)

    @strawberry.field(description="The footnote that it is about.")
    async def footnote(self, info: Info) -> Annotated[Footnote, strawberry.lazy("schema.footnotes")] | None:
        """By key."""
        return await load_maybe(info.context.loaders.footnote, self.record.footnote)

    @strawberry.field(description="The citation that it is about.")
    async def citation(self, info: Info) -> Annotated[Citation, strawberry.lazy("schema.citations")] | None:
        """By key."""
        return await load_maybe(info.context.loaders.citation, self.record.citation)


def told_findings(info: Info, findings: Iterable[Finding]) -> list[SourceFinding]:
    """Findings with their messages in the language that suits the reader."""
    told = [(finding, message(finding.code, info.context.languages, finding.params)) for finding in findings]
    info.context.served.update(said.language for _, said in told)
    return [SourceFinding(record=it, message=said.text, message_language=said.language) for it, said in told]
