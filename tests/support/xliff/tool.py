"""What translators' tools do to a file between export and import, none of which changes what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy

from hypothesis import strategies as st
from lxml import etree

from seed.xliff.names import CORE

Stream = list[str | etree._Element]
Draw = Callable[[st.SearchStrategy[int]], int]


def _make(tag: str, **attributes: str) -> etree._Element:
    return etree.Element(f"{{{CORE}}}{tag}", attributes)


def units(root: etree._Element) -> Iterator[etree._Element]:
    yield from root.iter(f"{{{CORE}}}unit")


def _flat(side: etree._Element) -> Stream:
    """The signs and codes, each pair as a start and an end."""
    stream: Stream = list(side.text or "")
    for child in side:
        bare = deepcopy(child)
        bare.tail = None
        if child.tag == f"{{{CORE}}}pc":
            stream.append(_make("sc", id=child.get("id"), type="fmt", subType="xlf:i"))
            stream += _flat(child)
            stream.append(_make("ec", startRef=child.get("id")))
        else:
            stream.append(bare)
        stream += child.tail or ""
    return stream


def _fill(side: etree._Element, stream: Stream) -> None:
    for piece in stream:
        if not isinstance(piece, str):
            side.append(piece)
        elif len(side):
            side[-1].tail = (side[-1].tail or "") + piece
        else:
            side.text = (side.text or "") + piece


def _cut(stream: Stream, draw: Draw, count: int) -> list[Stream]:
    places = sorted(draw(st.integers(0, len(stream))) for _ in range(count - 1))
    return [stream[start:end] for start, end in zip([0, *places], [*places, len(stream)], strict=True)]


def resegment(root: etree._Element, draw: Draw) -> None:
    """Cut each unit into segments with ignorable stretches between them; pairs become starts and ends."""
    for unit in units(root):
        segment = unit.find(f"{{{CORE}}}segment")
        source, target = segment.find(f"{{{CORE}}}source"), segment.find(f"{{{CORE}}}target")
        count = draw(st.integers(1, 4))
        sources = _cut(_flat(source), draw, count)
        targets = None if target is None else _cut(_flat(target), draw, count)
        at = unit.index(segment)
        unit.remove(segment)
        for number in range(count):
            blank = all(isinstance(each, str) and each.isspace() for each in sources[number])
            made = _make("ignorable" if blank else "segment", **({} if blank else {"state": "translated"}))
            _fill(etree.SubElement(made, f"{{{CORE}}}source"), sources[number])
            if targets is not None:
                _fill(etree.SubElement(made, f"{{{CORE}}}target"), targets[number])
            unit.insert(at + number, made)


def annotate(root: etree._Element, draw: Draw) -> None:
    """Mark stretches as terms, by `<mrk>` around a whole side or `<sm>` and `<em>` at its ends."""
    for number, side in enumerate([*root.iter(f"{{{CORE}}}source", f"{{{CORE}}}target")]):
        if draw(st.integers(0, 1)):
            mark = _make("mrk", id=f"m{number}", type="term")
            mark.text, side.text = side.text, None
            for child in list(side):
                mark.append(child)
            side.append(mark)
        else:
            start = _make("sm", id=f"m{number}", type="term")
            start.tail, side.text = side.text, None
            side.insert(0, start)
            side.append(_make("em", startRef=f"m{number}"))


def spell(root: etree._Element, draw: Draw) -> None:
    """Write the first sign of each side as `<cp>`, and say how space is kept."""
    for side in [*root.iter(f"{{{CORE}}}source", f"{{{CORE}}}target")]:
        side.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        if side.text:
            point = _make("cp", hex=f"{ord(side.text[0]):06X}")
            point.tail, side.text = side.text[1:], None
            side.insert(0, point)


def reorder(root: etree._Element, draw: Draw) -> None:
    """Turn the order of all attributes, and drop what codes show and stand for."""
    for element in root.iter("*"):
        held = sorted(element.attrib.items(), reverse=True)
        element.attrib.clear()
        for key, value in held:
            if key not in {"disp", "equiv", "dataRef", "dataRefStart", "dataRefEnd", "subFlows"}:
                element.set(key, value)


def rename(root: etree._Element, draw: Draw) -> None:
    """Say that it is of another version."""
    root.set("version", ["2.0", "2.1"][draw(st.integers(0, 1))])


DOINGS = (resegment, annotate, spell, reorder, rename)


def prefixed(root: etree._Element) -> bytes:
    """The file with prefixes for all namespaces."""
    made = etree.Element(root.tag, dict(root.attrib), nsmap={"x": CORE, "y": "urn:example:tool"})
    made.set("{urn:example:tool}project", "7")
    for child in root:
        made.append(child)
    content: bytes = etree.tostring(made)
    return content
