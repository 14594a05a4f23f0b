"""Who may do what: principals, their grants, and the one function that decides."""

from resolvers.access.policy import Action, permits
from resolvers.access.principals import PUBLIC, Grant, Principal, Role

__all__ = ["PUBLIC", "Action", "Grant", "Principal", "Role", "permits"]
