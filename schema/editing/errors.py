"""What can be expected to go wrong with a request to edit: data, with a code and a message in the asker's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import strawberry

from i18n.languages import Tag
from i18n.messages import message
from schema.context import Info
from schema.editing.findings import CheckFinding
from schema.nodes import TranslatableUnit
from schema.texts import LanguageVariant
from store.editing import Outcome
from store.records import NOTHING

E = TypeVar("E", bound="UserError")


@strawberry.interface(description="Something that was to be expected, and why it was not done.")
class UserError:
    """The base of refusals."""

    code: str = strawberry.field(description="What it is, for programs.")
    message: str = strawberry.field(description="What it is, for people, and what to do.")
    message_language: Tag = strawberry.field(description="The language of the message.")


@strawberry.type(description="The text is at another revision than was expected; nothing was written.")
class RevisionConflict(UserError):
    """With what is there."""

    unit: TranslatableUnit = strawberry.field(description="What was to be written.")
    current: LanguageVariant | None = strawberry.field(description="The newest text that is there; null for none.")


@strawberry.type(description="The text cannot go on: an error of the checks stands, or a warning that nobody waived.")
class ChecksFailed(UserError):
    """With what was found."""

    findings: list[CheckFinding] = strawberry.field(description="Everything that was found.")


@strawberry.type(description="No text was ever at the revision, with the digest, that the basis names.")
class BasisUnknown(UserError):
    """A basis is what its writer saw."""


@strawberry.type(description="Whoever asks may not do this in the language.")
class LanguageNotPermitted(UserError):
    """With the language."""

    language: Tag = strawberry.field(description="The language.")


@strawberry.type(description="There is nothing of this id that can be translated.")
class UnitNotFound(UserError):
    """With the id."""

    unit_id: strawberry.ID = strawberry.field(description="The id.")


@strawberry.type(description="It could have been written, but all or nothing was asked for, and another item failed.")
class NotAttempted(UserError):
    """An innocent."""


@strawberry.type(description="The step cannot be taken: own work, the wrong state, a stale basis.")
class TransitionRefused(UserError):
    """The code says why."""


def refusal(info: Info, error: type[E], outcome: Outcome, **more: object) -> E:
    """An outcome as a refusal."""
    return told(info, error, outcome.code, outcome.params, **more)


def told(info: Info, error: type[E], code: str, params: Mapping[str, str] = NOTHING, **more: object) -> E:
    """What went wrong as data, with its message in the language that suits whoever asks."""
    said = message(code, info.context.languages, params)
    info.context.served.add(said.language)
    return error(code=code, message=said.text, message_language=said.language, **more)
