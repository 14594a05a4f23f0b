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
    """A heading or a paragraph under way. `sign` is what it opens with ("6", "b", "IV"), `above` what it stands under.

    A heading that `opens_part` begins numbering anew: an annex, part A of a resolution. `label` and `part` are given
    when all blocks are known (`labels`).
    """

    role: Role
    sign: str
    lines: list[Line] = field(default_factory=list)
    level: int = 0
    above: Block | None = None
    section: Block | None = None
    is_printed: bool = True
    has_formula: bool = False
    opens_part: bool = False
    label: str = ""
    part: str | None = None

    @property
    def text(self) -> str:
        """Its lines as one."""
        return join(line.text for line in self.lines if line.text)

    @property
    def last(self) -> str:
        """The words of its last line that has any."""
        return next((line.text for line in reversed(self.lines) if line.text), "")

    @property
    def ends_early(self) -> bool:
        """Whether its last line is shorter than wrapping makes lines."""
        return bool(self.lines) and self.lines[-1].ends_early
