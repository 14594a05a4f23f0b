"""Footnote calls that are raised or marked: "Rights,⁴", "Rights,[^4]". `figures` finds those printed as figures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from seed.text.markup import called

RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED = re.compile(r"\s?(?<!\bk[mg])(?<!\bm)(?<!\bcm)(?P<marker>[⁰¹²³⁴-⁹]+)(?:[, ](?=[⁰¹²³⁴-⁹]))?")
_MARKDOWN = re.compile(r"\[\^(?P<marker>[^\]\s]{1,12})\]")


def raised(text: str) -> str:
    """A text with its raised and Markdown calls marked."""
    marked = _MARKDOWN.sub(lambda found: called(found["marker"]), text)
    return _RAISED.sub(lambda found: called(found["marker"].translate(RAISED)), marked)


def starred(texts: Sequence[str], markers: Sequence[str]) -> list[str]:
    """Texts with the first call of each star note marked, where no other star stands beside it."""
    out = list(texts)
    for marker in markers:
        sign = re.compile(rf"(?<=[\w.,;:)”]){re.escape(marker)}(?=[\s.,;:)]|$)")
        for at, text in enumerate(out):
            if text.count(marker[0]) == len(marker) and (found := sign.search(text)):
                out[at] = f"{text[: found.start()]}{called(marker)}{text[found.end() :]}"
                break
    return out
