"""Characters that no reader sees: controls, directional overrides, embeddings that are never closed, fillers.

Marks of direction (U+200E, U+200F, U+061C), joiners and soft hyphens belong to text, and so do balanced isolates and
embeddings. An override hides what is written (CVE-2021-42574, "Trojan Source").
Source: Unicode Standard Annex 9, section 2; Unicode categories Cc, Co, Cs, Cn.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from resolvers.checks.findings import Found
from resolvers.checks.subject import Text

NAME = "control-characters"

_NEVER = frozenset("\u202d\u202e\u2028\u2029\ufeff\ufff9\ufffa\ufffb\ufffd\ufffc")
_CLOSERS = {"\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069", "\u202a": "\u202c", "\u202b": "\u202c"}
_UNUSUAL = re.compile("[^\u0020-\u007e\u00a1-\u1fff\u3000-\ud7ff]")
_DIRECTIONS = re.compile("[\u202a-\u202c\u2066-\u2069]")


def alone(target: Text) -> Iterator[Found]:
    """The characters that must not be there, and those of direction that are not paired."""
    odd = {sign for sign in _UNUSUAL.findall(target.markdown) if _is_odd(sign)}
    odd |= set(_unpaired(target.markdown))
    if odd:
        yield Found("CHECK_CONTROL_CHARACTERS", {"characters": ", ".join(f"U+{ord(sign):04X}" for sign in sorted(odd))})


def _is_odd(sign: str) -> bool:
    if sign in _NEVER:
        return True
    if sign in "\t\n" or (sign.isprintable() and sign not in _NEVER):
        return False
    return unicodedata.category(sign) in {"Cc", "Co", "Cs", "Cn"}


def _unpaired(text: str) -> Iterator[str]:
    """What opens or closes a direction alone."""
    waiting: list[str] = []
    for found in _DIRECTIONS.finditer(text):
        sign = found[0]
        if sign in _CLOSERS:
            waiting.append(sign)
        elif waiting and _CLOSERS[waiting[-1]] == sign:
            waiting.pop()
        else:
            yield sign
    yield from waiting
