"""Grants in words: `TRANSLATOR:fr,es`, as a command line and a token's claim have them."""

from __future__ import annotations

from i18n.tags import BadLanguageTag, parse_tag
from resolvers.access.errors import BadGrant
from resolvers.access.principals import Grant, Role


def parse_grant(words: str) -> Grant:
    """`ROLE` is a role in every language, `ROLE:LANGUAGE,…` one in these. Raises BadGrant."""
    role, colon, languages = words.strip().partition(":")
    try:
        tags = frozenset(parse_tag(each.strip()) for each in languages.split(",")) if colon else None
        return Grant(Role(role.strip().upper()), tags)
    except (ValueError, BadLanguageTag) as error:
        raise BadGrant(words[:100]) from error


def grant_words(grant: Grant) -> str:
    """A grant as `parse_grant` reads it."""
    return grant.role if grant.languages is None else f"{grant.role}:{','.join(sorted(grant.languages))}"
