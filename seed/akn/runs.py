"""Running text under way: stretches, emphasised or not, with calls as private signs (`seed.text.markup`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from seed.text.markup import CALL, END, STAR, to_markdown

_LONGEST = 25
"""Words: a longer stretch of emphasis is layout."""
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff\x00-\x08\x0e-\x1b\u00ad]")
_RESERVED = re.compile("[\ue000-\ue00f]")
_CALLS = re.compile(f"{CALL}[^{END}]*{END}")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that is all emphasised or all not."""

    words: str
    is_emphasised: bool = False


def cleaned(raw: str) -> str:
    """Text without invisible signs; signs that mark calls and emphasis become U+FFFD."""
    return _RESERVED.sub("\ufffd", _INVISIBLE.sub("", raw))


def plain(runs: Iterable[Run]) -> str:
    """The runs' text, calls left out."""
    return _CALLS.sub("", "".join(run.words for run in runs))


_WORD = re.compile(r"[^\W\u02b0-\u02ff\u1d2c-\u1dbf\u2070-\u209c\u00b2\u00b3\u00b9_]")
"""A sign of a word: not one that is only raised, as in "nᵒ"."""


def joined(runs: Iterable[Run]) -> list[Run]:
    """Runs with neighbours of one kind made one; what has no word in it is emphasised as what stands before it is."""
    out: list[Run] = []
    for run in runs:
        if not run.words:
            continue
        if out and (not _WORD.search(run.words) or out[-1].is_emphasised is run.is_emphasised):
            blank = run.words.isspace() or run.is_emphasised or not out[-1].is_emphasised
            if blank:
                out[-1] = replace(out[-1], words=out[-1].words + run.words)
                continue
        is_emphasised = run.is_emphasised and bool(_WORD.search(run.words))
        if out and out[-1].is_emphasised is is_emphasised:
            out[-1] = replace(out[-1], words=out[-1].words + run.words)
        else:
            out.append(Run(run.words, is_emphasised))
    return out


def without(runs: Sequence[Run], length: int) -> list[Run]:
    """The runs without their first signs."""
    out: list[Run] = []
    for run in runs:
        cut = min(length, len(run.words))
        length -= cut
        if run.words[cut:]:
            out.append(replace(run, words=run.words[cut:]))
    return out


def opening(runs: Sequence[Run]) -> str | None:
    """The emphasised words that a text begins with: the verb by which the body acts."""
    for run in runs:
        if run.words.isspace():
            continue
        words = " ".join(_CALLS.sub("", run.words).split()).strip(" ,،;:")
        return words if run.is_emphasised and words else None
    return None


def markdown(runs: Sequence[Run], *, is_note: bool = False) -> str:
    """The runs as Markdown. Emphasis of the opening words or of a long stretch is layout, but not in a note."""
    kept = joined(runs)
    begun = False
    out: list[str] = []
    for run in kept:
        words = len(run.words.split())
        meant = run.is_emphasised and (is_note or (begun and words <= _LONGEST))
        begun = begun or not run.words.isspace()
        out.append(_starred(run.words) if meant else run.words)
    return to_markdown(_spaced("".join(out)))


_GLUED = re.compile(f"(?<=\\S)(?P<calls>(?:{CALL}[^{END}]*{END})+)(?=[A-Za-z\\d«“(\u0400-\u04ff\u0621-\u064a])")
_CHINESE = re.compile(f"(?<=[\u3000-\u9fff\uff00-\uffef])(?P<calls>(?:\\s*{CALL}[^{END}]*{END})+)\\s+")


def _spaced(text: str) -> str:
    """A text with the spaces round calls set right: one that was lost where a word follows, and none in Chinese."""
    return _CHINESE.sub(r"\g<calls>", _GLUED.sub(r"\g<calls> ", text))


def _starred(words: str) -> str:
    """A stretch between stars, with the white space at its ends outside, and calls at its end too."""
    head = words[: len(words) - len(words.lstrip())]
    body = words.strip()
    tail = words[len(head) + len(body) :]
    calls = re.search(f"(?:{CALL}[^{END}]*{END}|\\s)+$", body)
    if calls:
        body, tail = body[: calls.start()], body[calls.start() :] + tail
    return f"{head}{STAR}{body}{STAR}{tail}" if body else f"{head}{tail}"
