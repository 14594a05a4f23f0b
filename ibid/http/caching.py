"""What an answer says to caches: its tag, who may keep it and for how long, and what it depends on.

A GET is kept and asked for again by its tag (304); a shared cache may give one of a documentId for a while without
asking, where IBID_SHARED_MAX_AGE says so. A POST is kept by nobody but us.
"""

from __future__ import annotations

from ibid.answers.kept import Kept
from ibid.http.conditions import is_known
from ibid.http.media import GRAPHQL
from ibid.http.replies import EVERY, NOT_MODIFIED, Header, Reply, header_lines
from ibid.http.sent import Sent

_CURSOR = b"ibid-cursor"
_OF_CONTENT = (b"content-type", b"content-length")
_VARY = EVERY["Vary"]


class Caching:
    """Makes the answers of queries that were executed without an error."""

    def __init__(self, *, shared_max_age: int) -> None:
        self._shared = f"public, no-cache, s-maxage={shared_max_age}" if shared_max_age else ""

    def reply(self, sent: Sent, kept: Kept, media: str, cursor: bytes | None) -> Reply:
        """An answer, or that its reader has it already. `cursor` is None where it is not for everybody."""
        policy = "no-store" if sent.method == "POST" else self._policy(sent, is_public=cursor is not None)
        headers = kept.headers.get((media, policy))
        if headers is None:
            headers = kept.headers[media, policy] = self._lines(kept, media, policy)
        if cursor:
            headers = [*headers, (_CURSOR, cursor)]
        if sent.method == "GET" and is_known(sent.header(b"if-none-match"), _tag(kept, media)):
            return Reply(NOT_MODIFIED, [each for each in headers if each[0] not in _OF_CONTENT], b"")
        return Reply(200, headers, kept.body)

    def _policy(self, sent: Sent, *, is_public: bool) -> str:
        if not is_public:
            return "private, no-cache"
        return self._shared if self._shared and b"documentId=" in sent.query_string else "no-cache"

    def _lines(self, kept: Kept, media: str, policy: str) -> list[Header]:
        is_shared = policy == self._shared
        return header_lines(
            {
                "Content-Type": f"{media}; charset=utf-8",
                **({"Content-Language": kept.languages} if kept.languages else {}),
                "Content-Length": str(len(kept.body)),
                "ETag": _tag(kept, media),
                "Cache-Control": policy,
                "Vary": f"{_VARY}, Ibid-Cursor" if is_shared else _VARY,
            }
        )


def _tag(kept: Kept, media: str) -> str:
    """The tag of an answer in a media type: the same bytes in another one are another answer."""
    return kept.tag if media != GRAPHQL else f'{kept.tag[:-1]}g"'
