"""Who asks: a principal with grants. A grant is a role in some languages, or in every one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from i18n.languages import Tag

Scope: TypeAlias = frozenset[Tag] | None
"""Languages: these and what is written under them ("zh" holds "zh-Hant"), or every one where it is None."""


def holds(scope: Scope, language: Tag) -> bool:
    """Whether a language is in a scope, by the basic filtering of RFC 4647 section 3.3.1."""
    return scope is None or language in scope or any(language.startswith(f"{each}-") for each in scope)


class Role(StrEnum):
    """What somebody is to Ibid."""

    READER = "READER"
    TRANSLATOR = "TRANSLATOR"
    REVIEWER = "REVIEWER"
    PUBLISHER = "PUBLISHER"
    PARTNER = "PARTNER"
    ADMIN = "ADMIN"


@dataclass(frozen=True, slots=True)
class Grant:
    """A role in some languages; in every one where `languages` is None."""

    role: Role
    languages: Scope = None

    def covers(self, language: Tag | None) -> bool:
        """Whether it holds for a language; None stands for what is in no language, which every grant covers."""
        return language is None or holds(self.languages, language)


@dataclass(frozen=True, slots=True)
class Principal:
    """Somebody with grants. `id` is stable and unique (a key's, or an issuer's with its subject); `name` is for people.

    `grants` are their own, `shared` those that everybody has here: a reader's, where reading is public. Nobody in
    particular is a principal too: without an id and without grants of their own.
    """

    id: str | None = None
    name: str = ""
    grants: tuple[Grant, ...] = ()
    shared: tuple[Grant, ...] = ()

    @property
    def is_anonymous(self) -> bool:
        """Whether nobody in particular asks."""
        return self.id is None

    @property
    def held(self) -> tuple[Grant, ...]:
        """Every grant that counts: what is asked is what all of them allow together."""
        return (*self.grants, *self.shared)


EVERYBODYS = (Grant(Role.READER),)
"""What everybody is granted where reading is public."""

PUBLIC = Principal(shared=EVERYBODYS)
"""Who asks without a key where reading is public."""

PARTNERS = Principal(shared=(Grant(Role.PARTNER),))
"""Who asks without a key where everybody may read, and keep a copy."""

NOBODY = Principal()
"""Who asks without a key where reading is not public."""
