"""What the checks find in a text."""

from __future__ import annotations

from collections.abc import Iterable

import strawberry

from i18n.languages import Tag
from i18n.messages import message
from schema.context import Info
from schema.fields import recorded
from store import editing
from store.editing import Severity


@strawberry.type(description="Something that a check found in a text.")
class CheckFinding:
    """A finding, told in a language."""

    record: strawberry.Private[editing.CheckFinding]
    check: str = recorded("The check that found it.")
    severity: Severity = recorded("How much it weighs.")
    is_waivable: bool = recorded("Whether an editor may let it stand, with a reason.", name="waivable")
    message: str = strawberry.field(description="What was found, for people.")
    message_language: Tag = strawberry.field(description="The language of the message.")

    @strawberry.field(description="A fingerprint of what was found, which a waiver names.")
    def id(self) -> strawberry.ID:
        """The same as long as the text is."""
        return strawberry.ID(self.record.id)


def told_checks(info: Info, findings: Iterable[editing.CheckFinding]) -> list[CheckFinding]:
    """Findings with their messages in the language that suits whoever asks."""
    told = [(finding, message(finding.code, info.context.languages, finding.params)) for finding in findings]
    info.context.served.update(said.language for _, said in told)
    return [CheckFinding(record=it, message=said.text, message_language=said.language) for it, said in told]
