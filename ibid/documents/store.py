"""Which document a request asks for: its text, the id of a trusted one, or the hash of one that was sent before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ibid.documents.hashes import PREFIX, hash_in, hash_of
from ibid.documents.persisted import Persisted
from ibid.http.errors import Fault, Phrase, Refused

_VERSION = 1


def _nothing() -> None:
    """Learn nothing."""


@dataclass(slots=True)
class Found:
    """A document's text; its id where it is trusted; what to call once it was found to be valid."""

    text: str
    id: str | None = None
    valid: Callable[[], None] = _nothing


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents that are known by hash. Where `only_trusted`, no others are executed."""

    trusted: Mapping[str, str] = field(default_factory=dict)
    persisted: Persisted = field(default_factory=lambda: Persisted(0))
    only_trusted: bool = False

    def resolve(self, parameters: Mapping[str, Any]) -> Found:
        """The document that parameters ask for, or Refused."""
        query, document_id = parameters.get("query"), parameters.get("documentId")
        hashed = _persisted_query(parameters.get("extensions") or {})
        if document_id is not None:
            if query is not None:
                raise _bad(Phrase("REASON_ID_AND_QUERY"))
            return self._by_id(document_id)
        if hashed is not None:
            return self._by_hash(hashed, query)
        if not query:
            raise _bad(Phrase("REASON_NO_QUERY"))
        return self._by_text(query)

    def _by_id(self, document_id: str) -> Found:
        key = hash_in(document_id)
        text = self.trusted.get(key or "") or (None if self.only_trusted else self.persisted.get(key or ""))
        if text is None or key is None:
            raise Refused(404, Fault("PERSISTED_DOCUMENT_NOT_FOUND", {"id": document_id[:100]}))
        return self._trusted(key) or Found(text)

    def _by_hash(self, key: str, query: str | None) -> Found:
        """Apollo's protocol: the hash alone first, and with its document where the server does not know it."""
        if not self.persisted.is_on and key not in self.trusted:
            raise _protocol("PERSISTED_QUERY_NOT_SUPPORTED", "PersistedQueryNotSupported")
        if query is None:
            text = self.trusted.get(key) or (None if self.only_trusted else self.persisted.get(key))
            if text is None:
                raise _protocol("PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound")
            return self._trusted(key) or Found(text)
        if hash_of(query) != key:
            raise _bad(Phrase("REASON_OTHER_HASH"))
        return self._by_text(query, keep=True)

    def _by_text(self, query: str, *, keep: bool = False) -> Found:
        known = self._trusted(hash_of(query)) if self.trusted else None
        if known is None and self.only_trusted:
            raise Refused(403, Fault("ONLY_TRUSTED_DOCUMENTS"))
        return known or Found(query, valid=(lambda: self.persisted.keep(query)) if keep else _nothing)

    def _trusted(self, key: str) -> Found | None:
        text = self.trusted.get(key)
        return None if text is None else Found(text, PREFIX + key)


def _persisted_query(extensions: Mapping[str, Any]) -> str | None:
    """The hash that `extensions.persistedQuery` names."""
    asked = extensions.get("persistedQuery")
    if asked is None:
        return None
    key = asked.get("sha256Hash") if isinstance(asked, dict) and asked.get("version") == _VERSION else None
    found = hash_in(key) if isinstance(key, str) else None
    if found is None:
        raise _protocol("PERSISTED_QUERY_NOT_SUPPORTED", "PersistedQueryNotSupported")
    return found


def _protocol(code: str, words: str) -> Refused:
    """A refusal in the words of Apollo's protocol, which its clients compare; its status is 200."""
    return Refused(200, Fault(code, words=words))


def _bad(reason: Phrase) -> Refused:
    return Refused(400, Fault("BAD_REQUEST", {"reason": reason}))
