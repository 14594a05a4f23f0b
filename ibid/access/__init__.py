"""Who is asking: keys and tokens in, principals out."""

from ibid.access.authenticator import Authenticator
from ibid.access.refusals import guarded, of_denied

__all__ = ["Authenticator", "guarded", "of_denied"]
