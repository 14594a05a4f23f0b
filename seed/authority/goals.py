"""The Sustainable Development Goals and their targets, made from their numbers.

Source: General Assembly resolution 70/1, "Transforming our world: the 2030 Agenda for Sustainable Development",
17 goals and 169 targets; a target's last part is a number, or a letter for a means of implementation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from string import ascii_lowercase

from i18n.languages import Tag
from seed.authority.entries import AuthorityEntry
from store.records import InstrumentKind

GOALS = "SDG"
"""The goals together, which are part of the 2030 Agenda; each goal is part of them."""

TARGETS = (
    (5, 2), (5, 3), (9, 4), (7, 3), (6, 3), (6, 2), (3, 2), (10, 2), (5, 3),
    (7, 3), (7, 3), (8, 3), (3, 2), (7, 3), (9, 3), (10, 2), (19, 0),
)  # fmt: skip
"""For each goal, from the first: how many of its targets have a number, and how many a letter."""

GOAL_NAMES: Mapping[Tag, tuple[str, ...]] = {
    Tag("en"): ("Sustainable Development Goal {}", "SDG {}", "Goal {} of the Sustainable Development Goals"),
    Tag("fr"): ("Objectif de développement durable nº {}", "objectif de développement durable {}", "ODD {}"),
    Tag("es"): ("Objetivo de Desarrollo Sostenible {}", "ODS {}"),
    Tag("ru"): ("Цель {} в области устойчивого развития", "цель устойчивого развития {}", "ЦУР {}"),
    Tag("zh"): ("可持续发展目标{}", "可持续发展目标 {}"),
    Tag("ar"): ("الهدف {} من أهداف التنمية المستدامة",),
}
"""What a goal is called; the first is its title."""

TARGET_NAMES: Mapping[Tag, tuple[str, ...]] = {
    Tag("en"): (
        "Target {} of the Sustainable Development Goals",
        "Sustainable Development Goal target {}",
        "SDG target {}",
        "target {}",
    ),
    Tag("fr"): ("Cible {} des objectifs de développement durable", "cible {}"),
    Tag("es"): ("Meta {} de los Objetivos de Desarrollo Sostenible", "meta {}"),
    Tag("ru"): ("Задача {} целей в области устойчивого развития", "задача {}"),
    Tag("zh"): ("可持续发展目标具体目标{}", "具体目标{}", "具体目标 {}"),
    Tag("ar"): ("الغاية {} من أهداف التنمية المستدامة", "الغاية {}"),
}
"""What a target is called; the first is its title."""


def goals() -> Iterator[AuthorityEntry]:
    """Each goal, `SDG:10`, followed by its targets, `SDG:10.7`."""
    for goal, (numbered, lettered) in enumerate(TARGETS, start=1):
        yield _named(str(goal), GOAL_NAMES, GOALS)
        for last in (*range(1, numbered + 1), *ascii_lowercase[:lettered]):
            yield _named(f"{goal}.{last}", TARGET_NAMES, f"SDG:{goal}")


def _named(number: str, patterns: Mapping[Tag, tuple[str, ...]], part_of: str) -> AuthorityEntry:
    names = {tag: tuple(pattern.format(number) for pattern in forms) for tag, forms in patterns.items()}
    return AuthorityEntry(
        identifier=f"SDG:{number}",
        kind=InstrumentKind.GOAL,
        titles={tag: forms[0] for tag, forms in names.items()},
        aliases={tag: forms[1:] for tag, forms in names.items() if forms[1:]},
        part_of=part_of,
    )
