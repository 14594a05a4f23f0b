"""What can go wrong with a copy. Each class has a stable `code`, with a message for people, and its own fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


class MirrorError(Exception):
    """The base. What it tells of ends a mirror; the next run goes on where this one was."""

    code: ClassVar[str]


class SourceError(MirrorError):
    """The source cannot be copied, as far as its answers say."""


@dataclass(eq=False)
class BadURL(MirrorError):
    """The address of the source is none."""

    code = "MIRROR_BAD_URL"
    url: str


@dataclass(eq=False)
class KeyRefused(SourceError):
    """The source does not know the key, or does not let it do this."""

    code = "MIRROR_KEY_REFUSED"
    url: str
    reason: str


@dataclass(eq=False)
class NotAnIbid(SourceError):
    """Something else answers at that address."""

    code = "MIRROR_NOT_AN_IBID"
    url: str
    found: str


@dataclass(eq=False)
class Refused(SourceError):
    """The source does not do what is asked: a filter that it cannot read, say."""

    code = "MIRROR_REFUSED"
    url: str
    reason: str


@dataclass(eq=False)
class OtherVersion(SourceError):
    """The source writes another version of the format."""

    code = "MIRROR_OTHER_VERSION"
    found: str


@dataclass(eq=False)
class SourceAway(SourceError):
    """The source did not answer, or not whole, as often as it was asked."""

    code = "MIRROR_SOURCE_AWAY"
    url: str
    attempts: int
    reason: str


@dataclass(eq=False)
class Differs(MirrorError):
    """After everything that can be done, the copy is not what the source says it should be."""

    code = "MIRROR_DIFFERS"
    count: int
    buckets: str


class TargetError(MirrorError):
    """The copy cannot be kept where it is wanted."""


@dataclass(eq=False)
class TargetUnusable(TargetError):
    """Nothing can be written there, or what is there cannot be read."""

    code = "MIRROR_TARGET_UNUSABLE"
    target: str
    reason: str


@dataclass(eq=False)
class TargetFull(TargetError):
    """There is no room for more."""

    code = "MIRROR_TARGET_FULL"
    target: str


@dataclass(eq=False)
class TargetForeign(TargetError):
    """Something else is kept there: another program's file, a copy of another version, a database that Ibid serves."""

    code = "MIRROR_TARGET_FOREIGN"
    target: str
    found: str


@dataclass(eq=False)
class TargetBusy(TargetError):
    """Another mirror is at work there."""

    code = "MIRROR_TARGET_BUSY"
    target: str


@dataclass(eq=False)
class OtherSource(TargetError):
    """What is kept there is a copy of another Ibid."""

    code = "MIRROR_OTHER_SOURCE"
    target: str
    url: str
    other: str


class Broken(Exception):
    """An answer that is not whole or not right. It is asked for again, from the last place that is known to be good."""


class Mismatch(Broken):
    """An answer that is whole, and is no continuation of what came before it."""


class Unserved(Exception):
    """The source does not answer now (a status such as 503); `after` is in how many seconds it says that it will."""

    def __init__(self, reason: str, after: float | None = None) -> None:
        super().__init__(reason)
        self.after = after


class Anew(Exception):
    """A place that the source serves no more: the copy has to be taken anew. Its words are the source's code."""
