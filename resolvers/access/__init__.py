"""Who may do what: principals, their grants, the one function that decides, and what it leaves of records."""

from resolvers.access.errors import BadGrant, Denied, Forbidden, Unauthenticated
from resolvers.access.grants import grant_words, parse_grant
from resolvers.access.policy import Action, permits, require, scope
from resolvers.access.principals import NOBODY, PARTNERS, PUBLIC, Grant, Principal, Role, Scope, holds

__all__ = [
    "NOBODY",
    "PARTNERS",
    "PUBLIC",
    "Action",
    "BadGrant",
    "Denied",
    "Forbidden",
    "Grant",
    "Principal",
    "Role",
    "Scope",
    "Unauthenticated",
    "grant_words",
    "holds",
    "parse_grant",
    "permits",
    "require",
    "scope",
]
