"""Taking a baseline: part by part, each as far as it is whole, and again from the last one after whatever broke."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import replace

from ibid.mirror.answers import Manifest, Part
from ibid.mirror.errors import Anew, Broken, Mismatch, Unserved
from ibid.mirror.patience import Patience
from ibid.mirror.place import Place, Reached
from ibid.mirror.source import Source
from ibid.mirror.targets.ports import Target
from ibid.mirror.telling import Telling
from ibid.mirror.wire import Line

MISMATCHES = 3
"""Failures at one part after which a baseline that does not fit together is begun anew."""


async def copied(source: Source, target: Target, patience: Patience, place: Place, telling: Telling) -> Place:
    """Take the baseline that comes in at a place to its end; gives the place from where it is followed."""
    while True:
        try:
            return await _copied(source, target, patience, place, telling)
        except Anew as why:
            await patience.bear(Broken(str(why)))
            place = place.anew(place.url, place.filter)
            await target.begin(place)


async def _copied(source: Source, target: Target, patience: Patience, place: Place, telling: Telling) -> Place:
    async with aclosing(parts(source, patience, place.reached)) as coming:
        async for each in coming:
            if isinstance(each, Manifest):
                place = place.switched(each.cursor)
                await target.switch(place)
            else:
                place = replace(place, reached=each.reached)
                await target.copy(each.lines, place)
                telling.got(len(each.lines))
    return place


async def parts(
    source: Source, patience: Patience, reached: Reached, bucket: str | None = None
) -> AsyncGenerator[Part | Manifest, None]:
    """The parts behind what was reached, then the manifest, however often the connection is lost between them."""
    while True:
        try:
            async with source.baseline(reached, bucket) as coming:
                async for each in coming:
                    if isinstance(each, Part):
                        reached = each.reached
                        patience.got()
                    yield each
        except (Broken, Unserved) as error:
            await patience.bear(error)
            _give_up(error, patience)
        else:
            return


async def bucket_lines(source: Source, patience: Patience, bucket: str) -> list[Line]:
    """What a bucket holds now, taken anew, as lines to be applied in order."""
    while True:
        lines: list[Line] = []
        try:
            async with aclosing(parts(source, patience, Reached(), bucket)) as coming:
                async for each in coming:
                    if isinstance(each, Part):
                        lines += each.lines
        except Anew as why:
            await patience.bear(Broken(str(why)))
        else:
            return lines


def _give_up(error: Exception, patience: Patience) -> None:
    """Raise Anew where what comes fits what has come as little as before: it is no accident of the connection."""
    if isinstance(error, Mismatch) and patience.failures >= MISMATCHES:
        raise Anew("MISMATCH") from error
