"""What the source of a document has wrong or unclear."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import strawberry

from i18n.languages import Tag
from i18n.messages import message
from schema.context import Info
from schema.fields import recorded, related
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

    paragraph: Annotated[Paragraph, strawberry.lazy("schema.paragraphs")] | None = related(
        "The paragraph that it is about.", lambda loaders: loaders.paragraph, by="paragraph"
    )

    footnote: Annotated[Footnote, strawberry.lazy("schema.footnotes")] | None = related(
        "The footnote that it is about.", lambda loaders: loaders.footnote, by="footnote"
    )

    citation: Annotated[Citation, strawberry.lazy("schema.citations")] | None = related(
        "The citation that it is about.", lambda loaders: loaders.citation, by="citation"
    )


def told_findings(info: Info, findings: Iterable[Finding]) -> list[SourceFinding]:
    """Findings with their messages in the language that suits the reader."""
    told = [(finding, message(finding.code, info.context.languages, finding.params)) for finding in findings]
    info.context.served.update(said.language for _, said in told)
    return [SourceFinding(record=it, message=said.text, message_language=said.language) for it, said in told]
