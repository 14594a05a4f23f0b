"""What a check finds, and the fingerprint by which an editor lets it stand."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from i18n.languages import Tag
from store.editing import CheckFinding, Severity
from store.records import NOTHING

__all__ = ["CheckFinding", "Found", "Severity", "fingerprint"]


@dataclass(frozen=True, slots=True)
class Found:
    """What a check says of a text: the code of a message and the particulars that fill it."""

    code: str
    params: Mapping[str, str] = field(default_factory=lambda: NOTHING)


def fingerprint(unit: str, language: Tag, check: str, found: Found) -> str:
    """The same for the same unit, language, check and particulars, and for nothing else: 16 hex digits of SHA-256.

    It does not hold the text, so a waiver stands while words around the finding change.
    """
    particulars = sorted((name, " ".join(value.split())) for name, value in found.params.items())
    said = "\x1f".join((unit, language, check, found.code, *(f"{name}={value}" for name, value in particulars)))
    return hashlib.sha256(said.encode()).hexdigest()[:16]
