"""Texts as they are stored: the small Markdown of `store.texts`, in NFC, no longer than a paragraph can be."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from store import texts
from store.editing import CheckFinding, Severity

LONGEST = 32_000
"""Characters of a text; the longest paragraph of the founding documents has 4,000."""

_BLANK = " \t\n"


def settled(markdown: str) -> str:
    """A text as it is stored: composed (NFC), with one kind of line end and nothing blank around it."""
    return unicodedata.normalize("NFC", re.sub(r"\r\n?", "\n", markdown)).strip(_BLANK)


def refusals(text: str) -> tuple[CheckFinding, ...]:
    """Why a text cannot be stored at all, whatever it translates."""
    found = []
    if not texts.plain(text).strip():
        found.append(_refusal("TEXT_EMPTY", text))
    if len(text) > LONGEST:
        found.append(_refusal("TEXT_LONGER_THAN_STORED", text, limit=str(LONGEST)))
    return tuple(found)


def _refusal(code: str, text: str, **params: str) -> CheckFinding:
    fingerprint = hashlib.sha256(f"{code} {text}".encode()).hexdigest()[:16]
    return CheckFinding(id=fingerprint, check="text", severity=Severity.ERROR, code=code, params=params)
