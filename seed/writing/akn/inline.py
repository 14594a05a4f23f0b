"""Running text as mixed content: `<i>`, `<ref>`, `<authorialNote>`, and the acts as `<process>` and `<role>`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from seed.akn.elements import Element
from seed.writing.akn.elements import append, make
from seed.writing.akn.marks import Doing, Stretch, apart, stretches
from seed.writing.expression import Link

Calling = Callable[[Element, str], None]
"""Puts a call of a marker at the end of an element."""


def write(
    element: Element, markdown: str, call: Calling, links: Sequence[Link] = (), acts: Sequence[Doing] = ()
) -> None:
    """Fill an element with a text."""
    for doings, own in groupby(stretches(markdown, apart(links), acts), key=lambda each: each.doings):
        inside = _act(element, doings) if doings else element
        for link, linked in groupby(own, key=lambda each: each.link):
            _linked(inside if link is None else make(inside, "ref", href=link.href), list(linked), call)


def _act(element: Element, doings: Sequence[Doing]) -> Element:
    """The element of words that belong to acts: `<process>` for what is done, `<role>` for who is asked."""
    concepts = ["addressee" if each.is_addressee else "act" for each in doings]
    return make(
        element,
        "process" if "act" in concepts else "role",
        refersTo=" ".join(f"#{each}" for each in dict.fromkeys(concepts)),
        class_=" ".join(f"{word}-{each.number}" for word, each in zip(concepts, doings, strict=True)),
    )


def _linked(element: Element, own: Sequence[Stretch], call: Calling) -> None:
    for emphasis, emphasised in groupby(own, key=lambda each: each.emphasis):
        inside = make(element, "i") if emphasis else element
        for each in emphasised:
            if each.is_call:
                call(inside, each.words)
            else:
                append(inside, each.words)
