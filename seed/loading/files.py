"""Files of a load: alone in a folder, or members of a zip."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path

from seed.reading import LARGEST, content_of
from seed.unreadable import Unreadable


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file, or a member of a zip, by its path."""

    path: Path
    member: str | None = None

    @property
    def name(self) -> str:
        """What it is called: "GA_75.zip!French/75_100_F.xml"."""
        return f"{self.path.name}!{self.member}" if self.member else self.path.name

    @property
    def suffix(self) -> str:
        """Its name's ending, in lower case."""
        return Path(self.member or self.path).suffix.lower()

    def read(self) -> bytes:
        """Its content. Raises Unreadable."""
        return content_of(self.path) if self.member is None else self._unzipped(self.member)

    def _unzipped(self, member: str) -> bytes:
        try:
            with zipfile.ZipFile(self.path) as zipped, zipped.open(member) as file:
                content = file.read(LARGEST + 1)
        except (zipfile.BadZipFile, OSError, KeyError, RuntimeError, NotImplementedError) as error:
            raise Unreadable("FILE_UNREADABLE", {}) from error
        if len(content) > LARGEST:
            raise Unreadable("FILE_TOO_LARGE", {"limit": str(LARGEST)})
        return content
