"""What the languages of a document disagree on: units that some do not have, and numbers that they print otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from i18n.languages import Tag
from seed.tree import Diagnostic
from seed.uniting.codes import Code
from seed.uniting.united import Seen, United


def differences(united: United) -> tuple[Diagnostic, ...]:
    """All of them, in the order of the document."""
    if len(united.trees) == 1:
        return ()
    return (*_sections(united), *_paragraphs(united), *_footnotes(united))


def _sections(united: United) -> Iterator[Diagnostic]:
    for at, seen in enumerate(united.sections):
        missing = _without(united, seen)
        if missing:
            heading = united.whole.sections[at].heading
            yield _found(Code.SECTION_NOT_IN_LANGUAGE, {"heading": heading, "languages": missing})


def _paragraphs(united: United) -> Iterator[Diagnostic]:
    for at, seen in enumerate(united.paragraphs):
        label = united.whole.paragraphs[at].label
        missing = _without(united, seen)
        if missing:
            yield _found(Code.PARAGRAPH_NOT_IN_LANGUAGE, {"label": label, "languages": missing}, paragraph=at)
        for language, printed in _printed_otherwise(united, seen):
            params = {"label": label, "language": language, "printed": printed}
            yield _found(Code.LABEL_DIFFERS, params, paragraph=at)


def _printed_otherwise(united: United, seen: Seen) -> Iterator[tuple[Tag, str]]:
    """The languages that print another number than the first that prints one, and which."""
    printed = [
        (tag, unit.label)
        for tag in united.trees
        if tag in seen and (unit := united.trees[tag].paragraphs[seen[tag]]).label_is_printed
    ]
    return ((tag, label) for tag, label in printed[1:] if label != printed[0][1])


def _footnotes(united: United) -> Iterator[Diagnostic]:
    for at, seen in enumerate(united.footnotes):
        marker = united.whole.footnotes[at].marker
        missing = _without(united, seen)
        if missing:
            yield _found(Code.FOOTNOTE_NOT_IN_LANGUAGE, {"marker": marker, "languages": missing}, footnote=at)
        for language, index in seen.items():
            printed = united.trees[language].footnotes[index].marker
            if printed != marker:
                params = {"marker": marker, "language": language, "printed": printed}
                yield _found(Code.MARKER_DIFFERS, params, footnote=at)


def _without(united: United, seen: Seen) -> str:
    """The languages that do not have a unit, as one word."""
    return ", ".join(sorted(tag for tag in united.trees if tag not in seen))


def _found(
    code: Code, params: Mapping[str, str], *, paragraph: int | None = None, footnote: int | None = None
) -> Diagnostic:
    return Diagnostic(code=code, params=params, paragraph=paragraph, footnote=footnote)
