"""A file of XLIFF 2.0, 2.1 or 2.2 from a translators' tool: each unit's text, and what it was made from.

A file that cannot be understood is Unreadable; what is wrong with one unit is that unit's problem, and keeps no other
from being taken over. Segments are put together again, and codes are known by their ids.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from i18n.languages import BadLanguageTag, Tag, parse_tag
from seed.akn.elements import Element, children, name
from seed.safe_xml import read_xml
from seed.unreadable import Unreadable
from seed.xliff.imported import Imported, ImportedUnit, Problem, State
from seed.xliff.inline import as_markdown
from seed.xliff.names import CATEGORY, METADATA, READABLE, key_of, marker_of, token
from seed.xliff.stream import Code, Piece, sides
from store import texts
from store.records import Basis
from store.texts import Sign

_VERSIONS = frozenset({"2.0", "2.1", "2.2"})


def read(content: bytes, *, target: Tag | None = None) -> Imported:
    """Read a file, which must translate into `target` where one is given, or raise Unreadable."""
    root = read_xml(content, doctype="XLIFF_DOCTYPE")
    namespace = root.tag.rpartition("}")[0].removeprefix("{") if isinstance(root.tag, str) else ""
    version = root.get("version") or ""
    if name(root) != "xliff" or namespace not in READABLE or version not in _VERSIONS:
        raise Unreadable("XLIFF_OTHER", {"root": name(root)[:40], "version": version[:20]})
    languages = _language(root, "srcLang"), _language(root, "trgLang")
    if target is not None and languages[1] != target:
        raise Unreadable("XLIFF_LANGUAGE", {"attribute": "trgLang", "words": languages[1], "line": _line(root)})
    files = list(children(root, "file"))
    units = [_unit(element, *languages) for file in files for element in file.iter(f"{{{namespace}}}unit")]
    return Imported(
        source=languages[0],
        target=languages[1],
        documents=tuple(file.get("original") or "" for file in files),
        units=tuple(_once(units)),
    )


def _language(root: Element, attribute: str) -> Tag:
    words = root.get(attribute) or ""
    try:
        return parse_tag(words)
    except BadLanguageTag as error:
        raise Unreadable(
            "XLIFF_LANGUAGE", {"attribute": attribute, "words": words[:40], "line": _line(root)}
        ) from error


def _line(element: Element) -> str:
    return str(element.sourceline or 1)


def _once(units: Sequence[ImportedUnit]) -> Iterator[ImportedUnit]:
    """The units; of those that the file has twice each has the problem."""
    often = Counter(each.key for each in units)
    for each in units:
        if often[each.key] > 1:
            problem = Problem("XLIFF_UNIT_REPEATED", {"unit": each.key, "line": str(each.line)})
            yield replace(each, problems=(*each.problems, problem))
        else:
            yield each


def _metadata(unit: Element) -> dict[str, str]:
    """What was written for the import, as far as the tool has kept it."""
    groups = (group for group in unit.iter(f"{{{METADATA}}}metaGroup") if group.get("category") == CATEGORY)
    return {each.get("type") or "": each.text or "" for group in groups for each in group.iter(f"{{{METADATA}}}meta")}


def _unit(element: Element, source: Tag, target: Tag) -> ImportedUnit:
    known = _metadata(element)
    code = element.get("id") or ""
    key = known.get("key") or element.get("name") or key_of(code) or code
    where = {"unit": key, "line": _line(element)}
    both = sides(element)
    original = _Reading({}, where).read(both.source)
    problems: list[Problem] = []
    basis = _basis(known, source)
    if basis is None:
        problems.append(Problem("XLIFF_BASIS_LOST", where))
    elif known.get("sourceWords") != texts.digest(original):
        problems.append(Problem("XLIFF_SOURCE_CHANGED", where))
    markdown = None
    if both.target is not None:
        reading = _Reading(known, where)
        markdown = reading.read(both.target)
        problems += reading.problems
        problems += _compared(both.source, both.target, where)
        problems += [Problem("XLIFF_SEGMENT_MISSING", {**where, "number": str(each)}) for each in both.untranslated]
    state, sub_state = _state(element)
    return ImportedUnit(
        key=key,
        language=target,
        markdown=markdown,
        basis=basis,
        expected=_number(known.get("targetRevision")),
        state=state,
        sub_state=sub_state,
        is_changed=markdown is not None and known.get("targetWords") != texts.digest(markdown),
        problems=tuple(problems),
        line=element.sourceline or 1,
    )


def _basis(known: Mapping[str, str], source: Tag) -> Basis | None:
    revision, digest = _number(known.get("sourceRevision")), known.get("sourceDigest")
    return Basis(source, revision, digest) if revision and digest else None


def _number(words: str | None) -> int | None:
    return int(words) if words and words.isascii() and words.isdigit() and len(words) <= len("999999999") else None


def _state(unit: Element) -> tuple[State, str | None]:
    """The least state of the segments, and what that segment says more exactly."""
    order = list(State)
    found = [
        (State(stated) if (stated := each.get("state")) in set(State) else State.INITIAL, each.get("subState"))
        for each in children(unit, "segment")
    ]
    return min(found, key=lambda each: order.index(each[0]), default=(State.INITIAL, None))


def _compared(source: Sequence[Piece], target: Sequence[Piece], where: Mapping[str, str]) -> Iterator[Problem]:
    """The calls that the translation has lost, or has more often."""
    ours, theirs = _calls(source), _calls(target)
    for code in dict.fromkeys((*ours, *theirs)):
        shown = {**where, "code": code}
        if code not in theirs:
            yield Problem("XLIFF_CODE_LOST", shown)
        elif code not in ours:
            yield Problem("XLIFF_CODE_UNKNOWN", shown)
        elif theirs[code] > ours[code]:
            yield Problem("XLIFF_CODE_REPEATED", shown)


def _calls(stream: Sequence[Piece]) -> Counter[str]:
    return Counter(each.id for each in stream if each.code is Code.PLACEHOLDER)


@dataclass(slots=True)
class _Reading:
    """One stream as Markdown, and what is wrong with its pairs. `known` has the markers that the language prints."""

    known: Mapping[str, str]
    where: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)
    _open: list[Piece] = field(default_factory=list)

    def read(self, stream: Sequence[Piece]) -> str:
        """The Markdown."""
        words = "".join(map(self._piece, stream))
        for each in self._open:
            self._problem("XLIFF_CODE_UNPAIRED", each)
        return words + ("*" if self._depth else "")

    @property
    def _depth(self) -> int:
        return sum(each.is_emphasis for each in self._open)

    def _piece(self, piece: Piece) -> str:
        match piece.code:
            case Code.WORDS:
                return as_markdown(Sign.WORDS, piece.words)
            case Code.PLACEHOLDER:
                return self._call(piece)
            case Code.OPENS:
                return self._opened(piece)
            case Code.CLOSES:
                return self._closed(piece)

    def _call(self, piece: Piece) -> str:
        marker = marker_of(piece.id)
        if marker is None:
            return ""
        return as_markdown(Sign.CALL, self.known.get(f"marker.{token(marker)}", marker))

    def _opened(self, piece: Piece) -> str:
        if not piece.is_emphasis:
            self._problem("XLIFF_CODE_UNKNOWN", piece)
        was = self._depth
        self._open.append(piece)
        return "*" if self._depth > was == 0 else ""

    def _closed(self, piece: Piece) -> str:
        found = next((each for each in reversed(self._open) if each.id == piece.id), None)
        if found is None:
            self._problem("XLIFF_CODE_UNPAIRED", piece)
            return ""
        was = self._depth
        self._open.remove(found)
        return "*" if was > self._depth == 0 else ""

    def _problem(self, code: str, piece: Piece) -> None:
        self.problems.append(Problem(code, {**self.where, "code": piece.id}))
