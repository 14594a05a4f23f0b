"""A mirror at work: copy, follow, prove, in whatever order the source makes necessary."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass, field

from ibid.mirror.copying import bucket_lines, copied
from ibid.mirror.errors import Anew, Differs, OtherSource, SourceAway
from ibid.mirror.following import followed
from ibid.mirror.patience import Patience
from ibid.mirror.place import Phase, Place
from ibid.mirror.source import Source
from ibid.mirror.targets.ports import Target
from ibid.mirror.telling import Silence, Telling
from ibid.mirror.verifying import differing, still_differing

POLL = 30
"""Seconds that a question waits for something new."""

ROUNDS = 3
"""How often what differs is taken anew before it is told: a source that is being edited may be ahead for a while."""

BASELINES = 3
"""How often a mirror that runs once begins a baseline before it says that none can be followed."""

SHOWN = 5
"""Buckets that a message names."""


@dataclass(slots=True)
class Mirror:
    """One copy of one source. `verify_every` is in seconds, None for never; a run that ends always ends proved."""

    source: Source
    target: Target
    patience: Patience
    telling: Telling = field(default_factory=Silence)
    verify_every: float | None = None
    clock: Callable[[], float] = time.monotonic
    place: Place = field(default_factory=Place, init=False)
    _baselines: int = field(default=0, init=False)
    _verified: float | None = field(default=None, init=False)

    async def run_once(self) -> Place:
        """Copy or catch up, and prove. Raises MirrorError; where it does not, the copy equals the source."""
        await self._open()
        while True:
            try:
                await self._catch_up()
                await self._prove()
            except Anew as why:
                await self._anew(str(why))
                self._count(str(why))
            else:
                return self.place

    async def run(self) -> None:
        """Copy, then follow until this is cancelled. Raises MirrorError for what does not pass by itself."""
        await self._open()
        while True:
            try:
                await self._catch_up()
                self.telling.began("following")
                while True:
                    if self._is_due():
                        await self._prove_again()
                    await self._follow(POLL)
            except Anew as why:
                await self._anew(str(why))

    async def _open(self) -> None:
        """Where the copy is, and whether it is a copy of what is wanted."""
        self.place = await self.target.place()
        is_midway = self.place.phase is Phase.COPYING and self.place.url != self.source.url
        if self.place.phase is Phase.EMPTY:
            await self._anew("")
        elif is_midway or self.place.filter != self.source.wanted.text():
            await self._anew("FILTER_CHANGED")

    def _check_source(self) -> None:
        """Another address is fine as long as the same Ibid answers there, which it does where it knows the cursor.

        Otherwise whoever names the wrong folder would lose the copy that is in it.
        """
        if self.place.url != self.source.url and self.place.generation:
            raise OtherSource(self.target.name, self.source.url, self.place.url)

    async def _anew(self, why: str) -> None:
        """Begin another baseline."""
        if why in {"CURSOR_INVALID", "FILTER_CHANGED"}:
            self._check_source()
        self.place = self.place.anew(self.source.url, self.source.wanted.text())
        await self.target.begin(self.place)
        self.telling.began(f"copying {why}".strip())

    def _count(self, why: str) -> None:
        self._baselines += 1
        if self._baselines >= BASELINES:
            raise SourceAway(self.source.url, self._baselines, why)

    async def _catch_up(self) -> None:
        """Come to the end of the feed, by way of a baseline where one is coming in."""
        if self.place.phase is Phase.COPYING:
            self.place = await copied(self.source, self.target, self.patience, self.place, self.telling)
        await self.target.sweep()
        await self._follow(0)

    async def _follow(self, wait: int) -> None:
        places = followed(self.source, self.target, self.patience, self.place, self.telling, wait=wait)
        async with aclosing(places):
            async for place in places:
                self.place = place

    def _is_due(self) -> bool:
        if self.verify_every is None:
            return False
        return self._verified is None or self.clock() - self._verified >= self.verify_every

    async def _prove(self) -> None:
        """Find that the copy equals the source, taking anew what differs, or raise Differs."""
        self.telling.began("verifying")
        unlike = await differing(self.source, self.target, self.patience)
        for _ in range(ROUNDS):
            # What differs may only have changed meanwhile.
            unlike = await self._unlike_now(unlike)
            for bucket in unlike:
                await self.target.retake(bucket, await bucket_lines(self.source, self.patience, bucket))
                self.telling.repaired(bucket)
        unlike = await self._unlike_now(unlike)
        if unlike:
            raise Differs(len(unlike), ", ".join(unlike[:SHOWN]))
        self._verified = self.clock()

    async def _prove_again(self) -> None:
        """Prove while following: what is edited faster than it can be compared is compared next time."""
        try:
            await self._prove()
        except Differs as unlike:
            self._verified = self.clock()
            self.telling.waits(f"{unlike.code}: {unlike.buckets}", self.verify_every or 0.0)

    async def _unlike_now(self, buckets: list[str]) -> list[str]:
        if not buckets:
            return buckets
        await self._follow(0)
        return await still_differing(self.source, self.target, self.patience, buckets)
