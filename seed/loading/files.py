"""Files of a load: alone in a folder, or members of a zip."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from seed.loading import archives
from seed.reading import content_of
from seed.unreadable import Unreadable


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file, or a member of a zip, by its path.

    `problem` is the code of what is known to be wrong with it before it is read, such as a zip that cannot be listed.
    """

    path: Path
    member: str | None = None
    problem: str | None = None

    @property
    def name(self) -> str:
        """What it is called: "GA_75.zip!French/75_100_F.xml"."""
        return printable(f"{self.path.name}!{self.member}" if self.member else self.path.name)

    @property
    def suffix(self) -> str:
        """Its name's ending, in lower case."""
        return PurePosixPath(self.member or self.path.name).suffix.lower()

    def read(self) -> bytes:
        """Its content. Raises Unreadable."""
        if self.problem:
            raise Unreadable(self.problem, {"limit": str(archives.MOST)})
        return content_of(self.path) if self.member is None else archives.member(self.path, self.member)


def printable(name: str) -> str:
    """A name as it can be shown: signs that would move a cursor or turn a line round are gone."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in name)
