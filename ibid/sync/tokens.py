"""Tokens by which what broke off is gone on with: opaque, and sealed with the feed's key."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from resolvers.changes.sealing import sealed, unsealed
from resolvers.sync.buckets import Selection
from schema import opaque


def token(key: bytes, form: str, said: Mapping[str, Any]) -> str:
    """A token of a form, which says what it is for and the version of what it says."""
    return opaque.wrap(sealed(key, form + json.dumps(said, separators=(",", ":"))))


def read_token(key: bytes, form: str, text: str) -> dict[str, Any] | None:
    """What a token says; None where it is of another form, or was not given by this feed."""
    said = unsealed(key, opaque.unwrap(text) or "")
    if said is None or not said.startswith(form):
        return None
    found = json.loads(said.removeprefix(form))
    return found if isinstance(found, dict) else None


def buckets_digest(selection: Selection) -> str:
    """What tells one choice of buckets from another; empty for all of them."""
    if selection.buckets is None:
        return ""
    return hashlib.sha256("\n".join(sorted(selection.buckets)).encode()).hexdigest()[:12]
