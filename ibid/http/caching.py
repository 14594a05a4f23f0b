"""What an answer says to caches: its tag, who may keep it and for how long, and what it depends on.

A GET is kept and asked for again by its tag (304); a shared cache may give one of a documentId for a while without
asking, where IBID_SHARED_MAX_AGE says so. A POST is kept by nobody but us.
"""

from __future__ import annotations

from functools import lru_cache

from ibid.answers.kept import Kept
from ibid.http.conditions import is_known
from ibid.http.media import GRAPHQL
from ibid.http.replies import EVERY, NOT_MODIFIED, Reply, header_lines
from ibid.http.sent import Sent

_CURSOR = b"ibid-cursor"
_VARY = EVERY["Vary"]
_REMEMBERED = 256
_NONE: tuple[None, None] = (None, None)

OK = 200


class Caching:
    """Makes the answers of queries that were executed without an error."""

    def __init__(self, *, shared_max_age: int) -> None:
        self._alike = lru_cache(maxsize=_REMEMBERED)(_alike)
        self._shared = f"public, no-cache, s-maxage={shared_max_age}" if shared_max_age else ""

    def reply(self, sent: Sent, kept: Kept, media: str, cursor: bytes | None) -> Reply:
        """An answer, or that its reader has it already. `cursor` is None where it is not for everybody."""
        if sent.method == "POST":
            policy, status = "no-store", OK
        else:
            policy = self._policy(sent, is_public=cursor is not None)
            status = NOT_MODIFIED if is_known(sent.header(b"if-none-match"), _tag(kept, media)) else OK
        made_for, found = kept.replies.get((media, policy, status), _NONE)
        if found is None or made_for != cursor:
            found = self._reply(kept, media, policy, status, cursor)
            kept.replies[media, policy, status] = cursor, found
        return found

    def _policy(self, sent: Sent, *, is_public: bool) -> str:
        if not is_public:
            return "private, no-cache"
        return self._shared if self._shared and b"documentId=" in sent.query_string else "no-cache"

    def _reply(self, kept: Kept, media: str, policy: str, status: int, cursor: bytes | None) -> Reply:
        is_shared = policy == self._shared
        alike = self._alike(media, kept.languages, policy, f"{_VARY}, Ibid-Cursor" if is_shared else _VARY, status)
        headers = [(b"etag", _tag(kept, media).encode())]
        if cursor:
            headers.append((_CURSOR, cursor))
        if status == NOT_MODIFIED:
            return alike.with_more(headers, b"")
        return alike.with_more([(b"content-length", b"%d" % len(kept.body)), *headers], kept.body)


def _alike(media: str, languages: str, policy: str, vary: str, status: int) -> Reply:
    """What many answers begin with."""
    content = {} if status == NOT_MODIFIED else {"Content-Type": f"{media}; charset=utf-8"}
    language = {"Content-Language": languages} if languages else {}
    return Reply(status, header_lines({**content, **language, "Cache-Control": policy, "Vary": vary}), b"")


def _tag(kept: Kept, media: str) -> str:
    """The tag of an answer in a media type: the same bytes in another one are another answer."""
    return kept.tag if media != GRAPHQL else f'{kept.tag[:-1]}g"'
