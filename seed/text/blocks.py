"""The blocks of a body: what the outline makes of its lines, before numbers become labels and text Markdown."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from seed.text.joining import join
from seed.text.lines import Line


class Role(StrEnum):
    """What a block is."""

    HEADING = "heading"
    NUMBERED = "numbered"
    LETTERED = "lettered"
    PREAMBULAR = "preambular"
    PLAIN = "plain"


@dataclass(slots=True, eq=False)
class Block:
    """A heading or a paragraph under way. `label` is full; `above` is the block that it stands under."""

    role: Role
    label: str
    lines: list[Line] = field(default_factory=list)
    part: str | None = None
    level: int = 0
    above: Block | None = None
    section: Block | None = None
    is_printed: bool = True
    has_formula: bool = False

    @property
    def text(self) -> str:
        """Its lines as one."""
        return join(line.text for line in self.lines if line.text)

    @property
    def last(self) -> str:
        """The words of its last line that has any."""
        return next((line.text for line in reversed(self.lines) if line.text), "")
