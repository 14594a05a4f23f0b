"""Running text as Markdown: dead links, escapes, emphasis and marked calls become what `store.texts` reads.

While a text is made, calls and stars are private signs, so that everything else can be escaped at the end.
"""

from __future__ import annotations

import re

from store.texts import escape

CALL, END, STAR, MARKER_STAR = "\ue000", "\ue001", "\ue002", "\ue003"

_LINK = re.compile(r"(?<![!\\])\[(?P<words>[^\[\]]*)\]\((?P<target>[^()\s]*)\)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BOLD = re.compile(r"\*\*+|__+")
_OPENS = re.compile(r"(?<![\w*])\*(?=[^\s*])")
_LONGEST = 25
"""Words: a longer stretch of emphasis is layout."""


def unlinked(text: str) -> str:
    """Text without the mark-up that extraction left: dead links as their words, escaped signs as themselves."""
    bare = _BOLD.sub("", text)
    linked = _LINK.sub(lambda found: found["words"] or found["target"], bare)
    return _ESCAPED.sub(r"\1", linked)


def called(marker: str) -> str:
    """A call, as private signs."""
    return f"{CALL}{marker.replace('*', MARKER_STAR)}{END}"


def emphasised(text: str, *, is_note: bool = False) -> str:
    """Stars that pair rightly as private signs, the others dropped.

    A pair is not kept round a whole paragraph or its opening words, where it is layout; in a note, titles come first.
    """
    if "*" not in text:
        return text
    if is_note and text.count("*") % 2 and text.startswith("*"):
        return emphasised(text[1:], is_note=True)
    spans = _pairs(text)
    if spans is None:
        return text.replace("*", "")
    kept = [span for span in spans if _is_meant(text, span, is_note=is_note)]
    signs = {at for span in kept for at in span}
    return "".join(STAR if at in signs else sign for at, sign in enumerate(text) if sign != "*" or at in signs)


def _pairs(text: str) -> list[tuple[int, int]] | None:
    """The pairs of stars, or None where one does not open and close in turn."""
    at = [found.start() for found in re.finditer(r"\*", text)]
    if len(at) % 2:
        return None
    pairs = list(zip(at[::2], at[1::2], strict=True))
    return pairs if all(_OPENS.match(text, start) and not text[end - 1].isspace() for start, end in pairs) else None


def _is_meant(text: str, span: tuple[int, int], *, is_note: bool) -> bool:
    start, end = span
    words = len(text[start:end].split())
    return words > 0 and (is_note or (start > 0 and words <= _LONGEST))


def to_markdown(text: str) -> str:
    """Private signs as Markdown, everything else escaped; spaces folded."""
    folded = re.sub(rf"\s+(?={CALL})", "", " ".join(text.split()))
    safe = escape(folded)
    return safe.replace(STAR, "*").replace(MARKER_STAR, "*").replace(CALL, "[^").replace(END, "]").strip()
