"""Language tags (BCP 47), the six official languages of the United Nations, direction and fallback."""

from __future__ import annotations

from typing import NewType

Tag = NewType("Tag", str)
"""A BCP 47 tag in canonical form: "fr", "zh-Hant", "pt-BR"."""

EN = Tag("en")
