"""What a mirror says of itself while it works."""

from __future__ import annotations

from typing import Protocol


class Telling(Protocol):
    """Whoever wants to know."""

    def began(self, work: str) -> None:
        """Some work has begun: `copying` (with why, in a code of the source), `following` or `verifying`."""
        ...

    def got(self, records: int) -> None:
        """So many more records have come, and are kept."""
        ...

    def waits(self, reason: str, seconds: float) -> None:
        """Something failed, and is tried again in so many seconds."""
        ...

    def repaired(self, bucket: str) -> None:
        """A bucket differed, and was taken anew."""
        ...


class Silence:
    """Nobody wants to know."""

    def began(self, work: str) -> None:
        """Nothing."""

    def got(self, records: int) -> None:
        """Nothing."""

    def waits(self, reason: str, seconds: float) -> None:
        """Nothing."""

    def repaired(self, bucket: str) -> None:
        """Nothing."""
