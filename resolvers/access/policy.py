"""The policy: one function decides, wherever records are read or written."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from i18n.languages import Tag
from resolvers.access.errors import Forbidden, Unauthenticated
from resolvers.access.principals import Principal, Role, Scope


class Action(StrEnum):
    """What somebody wants to do with a text, or with what is in no language."""

    READ = "read what is published"
    READ_WORKING = "read drafts, suggestions and history"
    SUGGEST = "propose a text"
    WRITE = "write a draft or submit one for review"
    REVIEW = "approve, reject, accept or dismiss what others wrote"
    REVIEW_OWN = "approve one's own text"
    PUBLISH = "publish and withdraw"
    CORRECT = "correct a citation"
    SYNC = "keep a copy: take everything at once"
    ADMINISTER = "do everything else"


_READER = frozenset({Action.READ})
_PARTNER = _READER | {Action.SYNC}
_TRANSLATOR = _READER | {Action.READ_WORKING, Action.SUGGEST, Action.WRITE}
_REVIEWER = _TRANSLATOR | {Action.REVIEW}
_PUBLISHER = _REVIEWER | {Action.PUBLISH, Action.CORRECT}

ALLOWED: Mapping[Role, frozenset[Action]] = {
    Role.READER: _READER,
    Role.PARTNER: _PARTNER,
    Role.TRANSLATOR: _TRANSLATOR,
    Role.REVIEWER: _REVIEWER,
    Role.PUBLISHER: _PUBLISHER,
    Role.ADMIN: frozenset(Action),
}
"""What each role may do in its languages; only an administrator approves what they wrote themselves."""


def permits(principal: Principal, action: Action, language: Tag | None = None) -> bool:
    """Whether a principal may do something with a text in a language, or with what is in none."""
    return any(action in ALLOWED[grant.role] and grant.covers(language) for grant in principal.held)


def scope(principal: Principal, action: Action) -> Scope:
    """The languages in which a principal may do something: `permits` for all of them at once."""
    found: set[Tag] = set()
    for grant in principal.held:
        if action in ALLOWED[grant.role]:
            if grant.languages is None:
                return None
            found |= grant.languages
    return frozenset(found)


def require(principal: Principal, action: Action, language: Tag | None = None) -> None:
    """Raise Unauthenticated or Forbidden unless a principal may do something."""
    if permits(principal, action, language):
        return
    if principal.is_anonymous:
        raise Unauthenticated
    raise Forbidden(action=action.name, language=language or "")
