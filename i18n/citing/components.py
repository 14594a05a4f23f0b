"""What a source is made of, from the widest to the narrowest, and how "Ibid." inherits it."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Components:
    """What a source is made of, from the widest to the narrowest. "Ibid." replaces one level and clears the rest.

    `document` is a symbol's canonical form, or "No. 39481" in the Treaty Series; `volume` a volume or a supplement.
    """

    series: str | None = None
    session: str | None = None
    volume: str | None = None
    document: str | None = None
    pinpoint: str | None = None


NOTHING_GIVEN = Components()
"""Of a bare "Ibid."."""

LEVELS = ("series", "session", "volume", "document", "pinpoint")
"""The components in order."""


def inherit(antecedent: Components, given: Components) -> tuple[Components, tuple[str, ...]]:
    """What "Ibid." with some components means after an antecedent, and the names of the levels that it inherits.

    The first level given replaces that of the antecedent and clears those below it, which come from the note itself.
    """
    first = next((level for level in LEVELS if getattr(given, level)), None)
    if first is None:
        return antecedent, tuple(level for level in LEVELS if getattr(antecedent, level))
    kept = LEVELS[: LEVELS.index(first)]
    inherited = tuple(level for level in kept if getattr(antecedent, level))
    return replace(given, **{level: getattr(antecedent, level) for level in kept}), inherited
