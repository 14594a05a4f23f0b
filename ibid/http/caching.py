"""What an answer says to caches: its tag, who may keep it and for how long, and what it depends on.

A GET is kept and asked for again by its tag (304); a shared cache may give one of a documentId for a while without
asking, where IBID_SHARED_MAX_AGE says so. A POST is kept by nobody but us.
"""

from __future__ import annotations

from ibid.answers.answering import Session
from ibid.answers.kept import Kept
from ibid.http.conditions import is_known
from ibid.http.media import GRAPHQL
from ibid.http.replies import EVERY, NOT_MODIFIED, Header, Reply, header_lines
from ibid.http.sent import Sent

_CURSOR = b"ibid-cursor"
_VARY = EVERY["Vary"]


class Caching:
    """Makes the answers of queries that were executed without an error."""

    def __init__(self, *, shared_max_age: int) -> None:
        self._shared = f"public, no-cache, s-maxage={shared_max_age}" if shared_max_age else ""

    def reply(self, sent: Sent, kept: Kept, media: str, session: Session | None) -> Reply:
        """An answer, or that its reader has it already."""
        policy = self._policy(sent, is_public=session is not None)
        headers = kept.headers.get((media, policy))
        if headers is None:
            headers = kept.headers[media, policy] = self._lines(kept, media, policy)
        if session is not None and session.cursor:
            headers = [*headers, (_CURSOR, session.cursor)]
        if sent.method == "GET" and is_known(sent.header(b"if-none-match"), _tag(kept, media)):
            return Reply(NOT_MODIFIED, [each for each in headers if not each[0].startswith(b"content-t")], b"")
        return Reply(200, [*headers, (b"content-length", str(len(kept.body)).encode())], kept.body)

    def _policy(self, sent: Sent, *, is_public: bool) -> str:
        if sent.method != "GET":
            return "no-store"
        if not is_public:
            return "private, no-cache"
        return self._shared if self._shared and b"documentId=" in sent.query_string else "no-cache"

    def _lines(self, kept: Kept, media: str, policy: str) -> list[Header]:
        is_shared = policy == self._shared
        return header_lines(
            {
                "Content-Type": f"{media}; charset=utf-8",
                **({"Content-Language": kept.languages} if kept.languages else {}),
                "ETag": _tag(kept, media),
                "Cache-Control": policy,
                "Vary": f"{_VARY}, Ibid-Cursor" if is_shared else _VARY,
            }
        )


def _tag(kept: Kept, media: str) -> str:
    """The tag of an answer in a media type: the same bytes in another one are another answer."""
    return kept.tag if media != GRAPHQL else f'{kept.tag[:-1]}g"'
