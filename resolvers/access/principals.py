"""Who asks: a principal with grants. A grant is a role in some languages, or in every one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from i18n.languages import Tag


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
    languages: frozenset[Tag] | None = None

    def covers(self, language: Tag | None) -> bool:
        """Whether it holds for a language; None stands for what is in no language, which every grant covers."""
        return self.languages is None or language is None or language in self.languages


@dataclass(frozen=True, slots=True)
class Principal:
    """Somebody with grants. `id` is stable and unique (a key's, or an issuer's with its subject); `name` is for people.

    Nobody in particular is a principal too: without an id, and with a reader's grant where reading is public.
    """

    id: str | None = None
    name: str = ""
    grants: tuple[Grant, ...] = ()

    @property
    def is_anonymous(self) -> bool:
        """Whether nobody in particular asks."""
        return self.id is None


PUBLIC = Principal(grants=(Grant(Role.READER),))
"""Who asks without a key where reading is public."""
