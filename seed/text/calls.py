"""Footnote calls that are raised or marked: "Rights,⁴", "Rights,[^4]". `figures` finds those printed as figures."""

from __future__ import annotations

import re

from seed.text.markup import called

RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED = re.compile(r"\s?(?<!\bk[mg])(?<!\bm)(?<!\bcm)(?P<marker>[⁰¹²³⁴-⁹]+)(?:[, ](?=[⁰¹²³⁴-⁹]))?")
_MARKDOWN = re.compile(r"\[\^(?P<marker>[^\]\s]{1,12})\]")


def raised(text: str) -> str:
    """A text with its raised and Markdown calls marked."""
    marked = _MARKDOWN.sub(lambda found: called(found["marker"]), text)
    return _RAISED.sub(lambda found: called(found["marker"].translate(RAISED)), marked)
