"""Length: a translation that is much shorter or longer than its source lost words, or has them twice.

Languages need more or fewer signs for the same: each has a factor, measured on the resolutions of the General Assembly
(benchmarks/checks.py). Short texts vary more, so what is allowed narrows with the length.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping

from resolvers.checks.findings import Found
from resolvers.checks.subject import Pair, Text

NAME = "length"

_HAN = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")

FACTORS: Mapping[str, float] = {"en": 1.0, "fr": 1.13, "es": 1.13, "ru": 1.11, "zh": 0.23, "ar": 0.81}
"""Signs of a text, for each sign of the English one."""

_LEAST = 0.35
"""By how much the logarithm of the ratio may differ in a text of any length."""

_MORE = 1.6
"""How much more in short ones, divided by the square root of the length in signs of English."""


def check(pair: Pair) -> Iterator[Found]:
    """A translation of another length than expected."""
    source, target = _length(pair.source), _length(pair.target)
    if not pair.is_known or not source or not target:
        return
    if abs(math.log(target / source)) > _LEAST + _MORE / math.sqrt(source):
        code = "CHECK_TOO_SHORT" if target < source else "CHECK_TOO_LONG"
        yield Found(code, {"percent": str(round(100 * target / source))})


def _length(text: Text) -> float:
    """The signs of the same text in English. What Chinese prints in Latin letters and digits is as long as anywhere."""
    if not text.is_known:
        return 0
    own = len(text.plain.strip())
    if text.language != "zh":
        return own / FACTORS[text.language]
    han = len(_HAN.findall(text.plain))
    return han / FACTORS["zh"] + own - han
